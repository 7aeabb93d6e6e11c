//! A program that answers a line of JSON with a line of JSON, until its input ends.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The running program. Dropping it closes its input and waits for its end.
pub struct Lines {
    name: String,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Lines {
    /// Starts it.
    pub fn start(name: &str, command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name} did not start; run the command again"))?;
        let output = child.stdout.take().context("no pipe for its output")?;
        let input = child.stdin.take();
        Ok(Self { name: name.to_owned(), child, input, output: BufReader::new(output) })
    }

    /// Asks, and waits for the answer.
    pub fn ask(&mut self, request: &Value) -> Result<Value> {
        let input = self.input.as_mut().context("its input is closed")?;
        writeln!(input, "{request}").with_context(|| format!("{} ended; see above", self.name))?;
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            bail!("{} ended without an answer; see above", self.name);
        }
        let answer: Value =
            serde_json::from_str(&line).with_context(|| format!("{} said {line:?}", self.name))?;
        match answer.get("error") {
            Some(error) => bail!("{}: {}", self.name, error.as_str().unwrap_or_default()),
            None => Ok(answer),
        }
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        drop(self.input.take());
        // It was going to end anyway; how is of no interest any more.
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_come_line_by_line_and_errors_name_the_program() {
        let mut echo = Lines::start("cat", &mut Command::new("cat")).unwrap();
        assert_eq!(echo.ask(&json!({ "value": 1 })).unwrap(), json!({ "value": 1 }));
        assert_eq!(echo.ask(&json!({ "error": "no" })).unwrap_err().to_string(), "cat: no");
        assert_eq!(echo.ask(&json!({})).unwrap(), json!({}));
    }
}
