//! `recruta register` and `recruta registry`: versions that do not change, and which of them is in use.
//!
//! A version says what was evaluated (model, bundle and prompt by their hashes, parameters) and what came out. The alias
//! `champion` names the one in use; servers and the page show it. The folder is the truth; a tracking server, if there is
//! one, is told of it afterwards.

mod error;
mod gate;
pub mod register;
mod show;
pub mod store;

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;

pub use error::RegistryError;
pub use gate::Gates;
use store::Store;

use crate::{
    clock::Moment,
    mlflow::{
        self, MlflowError, MlflowPlace,
        mark::{Marks, Subject},
    },
    output,
};

/// Where the registry is.
#[derive(Debug, Clone, clap::Args)]
pub struct RegistryPlace {
    /// Folder of the registry
    #[arg(long, value_name = "DIR", default_value = "registry", env = "RECRUTA_REGISTRY")]
    pub registry: PathBuf,
}

/// Arguments of `recruta registry`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// All versions, and which is the champion
    List {
        /// Where the registry is.
        #[command(flatten)]
        place: RegistryPlace,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// One version: what it is made of and what it measured
    Show {
        /// Number of the version [default: the champion]
        version: Option<u32>,
        /// Where the registry is.
        #[command(flatten)]
        place: RegistryPlace,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a version the champion
    Promote {
        /// Number of the version
        version: u32,
        /// Where the registry is.
        #[command(flatten)]
        place: RegistryPlace,
        /// The tracking server.
        #[command(flatten)]
        mlflow: MlflowPlace,
    },
    /// Make the champion before the present one champion again
    Rollback {
        /// Where the registry is.
        #[command(flatten)]
        place: RegistryPlace,
        /// The tracking server.
        #[command(flatten)]
        mlflow: MlflowPlace,
    },
    /// Tell tracking servers what they were not told yet; with --mlflow, that one all that it does not know
    Sync {
        /// Forget a server that is gone for good, and what it still has to be told
        #[arg(long, value_name = "http://HOST:PORT", conflicts_with = "url")]
        forget: Option<String>,
        /// Where the registry is.
        #[command(flatten)]
        place: RegistryPlace,
        /// The tracking server.
        #[command(flatten)]
        mlflow: MlflowPlace,
    },
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    match &args.command {
        Command::List { place, json } => {
            let store = Store::new(&place.registry);
            let registry = store.registry()?;
            let (mut versions, mut damaged) = (Vec::new(), Vec::new());
            for (number, version) in store.versions() {
                match version {
                    Ok(version) => versions.push(version),
                    Err(error) => damaged.push((number, error.to_string())),
                }
            }
            if *json {
                let champion = registry.champion.map(|version| version.version);
                let damaged: BTreeMap<u32, String> = damaged.into_iter().collect();
                return output::json(&serde_json::json!({
                    "versions": versions, "damaged": damaged, "champion": champion, "history": registry.history,
                }));
            }
            print!("{}", show::table(&versions, &registry));
            for (_, error) in &damaged {
                eprintln!("warning: {error}");
            }
        }
        Command::Show { version, place, json } => {
            let store = Store::new(&place.registry);
            let number = match version {
                Some(number) => *number,
                None => champion(&store)?,
            };
            let version = store.version(number)?;
            if *json {
                return output::json(&version);
            }
            print!("{}", show::version(&version));
        }
        Command::Promote { version, place, mlflow } => {
            mlflow.check()?;
            Store::new(&place.registry).write()?.promote(*version, Moment::now())?;
            println!("version {version} is the champion");
            tell_champion(place, mlflow)?;
        }
        Command::Rollback { place, mlflow } => {
            mlflow.check()?;
            let store = Store::new(&place.registry);
            store.write()?.rollback()?;
            println!("version {} is the champion again", champion(&store)?);
            tell_champion(place, mlflow)?;
        }
        Command::Sync { forget: Some(url), place, .. } => {
            let n = Marks::of(&place.registry).forget(url)?;
            println!("forgot {n} notes about {url}");
        }
        Command::Sync { place, mlflow, .. } => sync(place, mlflow)?,
    }
    Ok(())
}

fn tell_champion(place: &RegistryPlace, mlflow: &MlflowPlace) -> Result<()> {
    if mlflow::champion_changed(&place.registry, mlflow.url.as_deref())? {
        eprintln!("other tracking servers do not know yet; `recruta registry sync` tells them");
    }
    mlflow.tell(&place.registry, &[Subject::Champion])
}

fn sync(place: &RegistryPlace, mlflow: &MlflowPlace) -> Result<()> {
    let told = mlflow.sync(&place.registry)?;
    for mark in &told.told {
        println!("{} told to {}", mark.subject, mark.url);
    }
    for (subject, error) in &told.pending {
        eprintln!("{subject} not told: {error}");
    }
    match told.pending.first() {
        None if told.told.is_empty() => println!("nothing to tell"),
        None => {}
        Some((_, first)) => {
            return Err(
                MlflowError::Pending { n_pending: told.pending.len(), first: first.to_string() }.into()
            );
        }
    }
    Ok(())
}

fn champion(store: &Store) -> Result<u32> {
    let champion = store.registry()?.champion.map(|version| version.version);
    Ok(champion.ok_or_else(|| RegistryError::NothingBefore { dir: store.dir().to_owned() })?)
}
