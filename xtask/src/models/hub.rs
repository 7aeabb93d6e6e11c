//! Files over HTTPS: resumed with `Range` after any interruption, given up within seconds when nobody answers.

use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use indicatif::ProgressBar;
use ureq::http::Response;
use ureq::{Agent, Body};

use super::part::Part;

/// What is wanted: a file of this size and sha256 at this place.
pub struct Wanted<'a> {
    /// Where it is kept in the end.
    pub destination: &'a Path,
    /// Its size.
    pub bytes: u64,
    /// Its sha256 in hex.
    pub sha256: &'a str,
}

/// Why a file did not come.
#[derive(Debug)]
pub enum Failure {
    /// No answer, or an answer that stopped; the half file is kept and continued next time.
    Unreachable(String),
    /// An answer that is not the file.
    Refused(String),
    /// The file could not be written here.
    Disk(io::Error),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreachable(why) => write!(f, "did not answer ({why})"),
            Self::Refused(why) => write!(f, "was refused because {why}"),
            Self::Disk(error) => write!(f, "could not be written here ({error})"),
        }
    }
}

/// How long to wait for the other side before giving it up.
#[derive(Clone, Copy)]
pub struct Patience {
    /// For a name, a connection, and the head of an answer, each.
    pub answer: Duration,
    /// For the next bytes of a body.
    pub stall: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { answer: Duration::from_secs(5), stall: Duration::from_secs(20) }
    }
}

/// An HTTP client for files.
pub struct Hub {
    agent: Agent,
}

impl Hub {
    /// A client with this much patience.
    pub fn new(patience: Patience) -> Self {
        let config = Agent::config_builder()
            .timeout_resolve(Some(patience.answer))
            .timeout_connect(Some(patience.answer))
            .timeout_recv_response(Some(patience.answer))
            .timeout_per_read(Some(patience.stall))
            .http_status_as_error(false)
            .build();
        Self { agent: config.into() }
    }

    /// Gets a file, continuing what an earlier run left. Nothing appears at the destination unless its sha256 is right.
    pub fn fetch(&self, url: &str, wanted: &Wanted<'_>, bar: &ProgressBar) -> Result<(), Failure> {
        let mut part = Part::resume(wanted.destination).map_err(Failure::Disk)?;
        let resumed = part.len() > 0;
        if let Err(failure) = self.fill(url, wanted, &mut part, bar) {
            part.leave().map_err(Failure::Disk)?;
            return Err(failure);
        }
        match part.finish(wanted.destination, wanted.sha256).map_err(Failure::Disk)? {
            Ok(()) => Ok(()),
            // The old half may have been another file's; once more from the first byte tells.
            Err(_) if resumed => self.fetch(url, wanted, bar),
            Err(found) => Err(Failure::Refused(format!("its sha256 is {found}, not {}", wanted.sha256))),
        }
    }

    /// Asks until the file is whole; every request must bring bytes, or the source is given up.
    fn fill(
        &self,
        url: &str,
        wanted: &Wanted<'_>,
        part: &mut Part,
        bar: &ProgressBar,
    ) -> Result<(), Failure> {
        if part.len() > wanted.bytes {
            part.restart().map_err(Failure::Disk)?;
        }
        while part.len() < wanted.bytes {
            let before = part.len();
            let response = self.ask(url, before)?;
            check(&response, before, wanted.bytes)?;
            if response.status() == 200 {
                part.restart().map_err(Failure::Disk)?;
            }
            let end = copy(response, part, wanted.bytes, bar)?;
            if part.len() <= before {
                return Err(Failure::Unreachable(end));
            }
        }
        Ok(())
    }

    fn ask(&self, url: &str, from: u64) -> Result<Response<Body>, Failure> {
        let mut request = self.agent.get(url);
        if from > 0 {
            request = request.header("range", format!("bytes={from}-"));
        }
        request.call().map_err(|error| Failure::Unreachable(error.to_string()))
    }
}

/// Refuses what cannot be the file before a byte of it is written: errors, login pages, files of another size.
fn check(response: &Response<Body>, from: u64, bytes: u64) -> Result<(), Failure> {
    let header =
        |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match response.status().as_u16() {
        200 => {}
        206 if header("content-range") == format!("bytes {from}-{}/{bytes}", bytes - 1) => {}
        206 => {
            return Err(Failure::Refused(format!(
                "the range \"{}\" is not the rest of it",
                header("content-range")
            )));
        }
        status @ (408 | 429 | 500..) => return Err(Failure::Unreachable(format!("status {status}"))),
        status => return Err(Failure::Refused(format!("the status is {status}"))),
    }
    if header("content-type").starts_with("text/html") {
        return Err(Failure::Refused("a web page came in its place".to_owned()));
    }
    match header("content-length").parse::<u64>() {
        Ok(length) if response.status() == 200 && length != bytes => {
            Err(Failure::Refused(format!("it has {length} bytes, not {bytes}")))
        }
        _ => Ok(()),
    }
}

/// Appends the body until it ends, breaks or exceeds `bytes`, and says how it ended.
fn copy(response: Response<Body>, part: &mut Part, bytes: u64, bar: &ProgressBar) -> Result<String, Failure> {
    let mut body = response.into_body().into_with_config().limit(bytes + 1).reader();
    let mut buffer = vec![0; 1 << 16];
    bar.set_position(part.len());
    loop {
        match body.read(&mut buffer) {
            Ok(0) => return Ok("the body ended early".to_owned()),
            Ok(n) if part.len() + n as u64 > bytes => {
                part.restart().map_err(Failure::Disk)?;
                return Err(Failure::Refused(format!("it has more than {bytes} bytes")));
            }
            Ok(n) => part.append(&buffer[..n]).map_err(Failure::Disk)?,
            Err(error) => return Ok(error.to_string()),
        }
        bar.set_position(part.len());
    }
}

#[cfg(test)]
mod tests;
