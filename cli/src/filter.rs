//! Filters of hires as options of a command.

use recruta_core::retrieve::{Filters, Fluency};

/// Which hires a question is about; a profile passes when one of its hires passes every filter.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Id of a family of work ("qa"), or words of the area or the title, of the vacancy or the profile ("segurança")
    #[arg(long, value_name = "WORDS")]
    pub family: Option<String>,
    /// Level of the vacancy or the profile ("senior", "Pleno")
    #[arg(long)]
    pub level: Option<String>,
    /// A contract the vacancy offers ("CLT", "PJ")
    #[arg(long)]
    pub contract: Option<String>,
    /// English at least so good: basic, intermediate, advanced or fluent
    #[arg(long, value_name = "FLUENCY", value_parser = fluency)]
    pub english: Option<Fluency>,
    /// Spanish at least so good
    #[arg(long, value_name = "FLUENCY", value_parser = fluency)]
    pub spanish: Option<Fluency>,
    /// Only vacancies for SAP, or with `--sap=false` only others
    // With an equals sign, so that the question after a bare `--sap` is not taken for its value.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub sap: Option<bool>,
    /// City or state of the vacancy ("Campinas", "SP")
    #[arg(long, value_name = "CITY|STATE")]
    pub place: Option<String>,
}

impl From<&FilterArgs> for Filters {
    fn from(args: &FilterArgs) -> Self {
        let FilterArgs { family, level, contract, english, spanish, sap, place } = args.clone();
        Self { family, level, contract, english, spanish, sap, place }
    }
}

/// In Portuguese or English, with or without accents.
fn fluency(text: &str) -> Result<Fluency, String> {
    Fluency::parse(text).ok_or_else(|| "expected basic, intermediate, advanced or fluent".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use recruta_core::retrieve::{Filters, Fluency};

    use super::FilterArgs;

    #[derive(clap::Parser)]
    struct Command {
        #[command(flatten)]
        filters: FilterArgs,
        _question: Option<String>,
    }

    fn parse(args: &[&str]) -> Option<Filters> {
        let args = std::iter::once("ask").chain(args.iter().copied());
        Command::try_parse_from(args).ok().map(|command| Filters::from(&command.filters))
    }

    #[test]
    fn options_become_filters() {
        assert_eq!(parse(&[]), Some(Filters::default()));
        let filters = parse(&["--level", "senior", "--english", "Avançado", "--sap"]).expect("valid");
        assert_eq!((filters.level.as_deref(), filters.english), (Some("senior"), Some(Fluency::Advanced)));
        assert_eq!(filters.sap, Some(true));
        assert_eq!(parse(&["--sap=false"]).expect("valid").sap, Some(false));
        assert_eq!(parse(&["--spanish", "muito bom"]), None);
        assert_eq!(parse(&["--sap", "quem conhece ABAP?"]).expect("a question").sap, Some(true));
    }
}
