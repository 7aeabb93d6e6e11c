//! How commands print: results on stdout, everything else on stderr, errors as one sentence with their code.

use std::{io::Write as _, process::ExitCode};

use indicatif::{ProgressBar, ProgressStyle};
use recruta_api::error::ErrorBody;
use recruta_native::NativeError;

/// A reader of our output that went away (`recruta ask … | head`) is no error.
const BROKEN_PIPE: ExitCode = ExitCode::SUCCESS;

/// Says what failed and gives the exit code: 2 for what the caller can mend, 1 for the rest.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    if error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) {
        return BROKEN_PIPE;
    }
    let body = error_body(error);
    eprintln!("error[{}]: {}", body.code, body.message);
    if body.code == "internal" { ExitCode::FAILURE } else { ExitCode::from(2) }
}

/// The code and sentence of any error of this program.
pub fn error_body(error: &anyhow::Error) -> ErrorBody {
    let code = error.chain().find_map(code_of).unwrap_or("internal");
    ErrorBody { code: code.to_owned(), message: format!("{error:#}") }
}

fn code_of(error: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    let core = error.downcast_ref::<recruta_core::Error>().map(recruta_core::Error::code);
    let native = || error.downcast_ref::<NativeError>().map(NativeError::code);
    let source = || error.downcast_ref::<crate::source::SourceError>().map(crate::source::SourceError::code);
    let io = || error.downcast_ref::<std::io::Error>().map(|_| "bad_request");
    let ingest = || error.downcast_ref::<crate::ingest::IngestError>().map(crate::ingest::IngestError::code);
    let lines = || error.downcast_ref::<crate::lines::LinesError>().map(crate::lines::LinesError::code);
    let report = || {
        error
            .downcast_ref::<crate::evaluate::report::ReportError>()
            .map(crate::evaluate::report::ReportError::code)
    };
    let registry =
        || error.downcast_ref::<crate::registry::RegistryError>().map(crate::registry::RegistryError::code);
    let mlflow = || error.downcast_ref::<crate::mlflow::MlflowError>().map(crate::mlflow::MlflowError::code);
    core.or_else(mlflow)
        .or_else(native)
        .or_else(source)
        .or_else(ingest)
        .or_else(lines)
        .or_else(report)
        .or_else(registry)
        .or_else(io)
}

/// Prints a value as JSON and a line end.
pub fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// A progress bar in bytes on stderr.
pub fn byte_bar(what: &str) -> ProgressBar {
    let template = "{msg} {wide_bar} {bytes}/{total_bytes}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style).with_message(what.to_owned())
}

/// A progress bar that counts on stderr.
pub fn count_bar(what: &str, total: u64) -> ProgressBar {
    let template = "{msg} {wide_bar} {pos}/{len}, {eta} left";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style).with_message(what.to_owned())
}
