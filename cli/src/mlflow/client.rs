//! MLflow's REST API, as far as it is needed.

use std::time::Duration;

use serde_json::{Value, json};
use ureq::{
    Agent, Body,
    http::{Response, Uri},
};

use super::MlflowError;

/// Answers are far shorter.
const MAX_ANSWER_BYTES: u64 = 16 << 20;

/// A tracking server.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    url: String,
    authorization: Option<String>,
}

/// How to prove who asks, as MLflow's own client takes it.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// `MLFLOW_TRACKING_TOKEN`.
    pub token: Option<String>,
    /// `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`.
    pub user: Option<(String, String)>,
}

impl Credentials {
    /// Out of the environment.
    pub fn from_env() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let password = || variable("MLFLOW_TRACKING_PASSWORD").unwrap_or_default();
        Self {
            token: variable("MLFLOW_TRACKING_TOKEN"),
            user: variable("MLFLOW_TRACKING_USERNAME").map(|name| (name, password())),
        }
    }

    fn header(&self) -> Option<String> {
        let token = self.token.as_ref().map(|token| format!("Bearer {token}"));
        let basic = |(name, password): &(String, String)| {
            format!("Basic {}", base64(format!("{name}:{password}").as_bytes()))
        };
        token.or_else(|| self.user.as_ref().map(basic))
    }
}

impl Client {
    /// For a server at `url`; each call is given up after `timeout`.
    pub fn new(url: &str, timeout: Duration, credentials: &Credentials) -> Result<Self, MlflowError> {
        let bad = || MlflowError::BadUrl { url: url.to_owned() };
        let uri: Uri = url.parse().map_err(|_| bad())?;
        let (Some("http" | "https"), Some(host)) = (uri.scheme_str(), uri.host()) else { return Err(bad()) };
        let config = Agent::config_builder().timeout_global(Some(timeout)).http_status_as_error(false);
        // No proxy leads back to this machine.
        let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let config = if is_here { config.proxy(None) } else { config };
        Ok(Self {
            agent: config.build().into(),
            url: url.trim_end_matches('/').to_owned(),
            authorization: credentials.header(),
        })
    }

    /// A `GET` of the API with parameters.
    pub fn get(&self, call: &str, query: &[(&str, &str)]) -> Result<Value, MlflowError> {
        let request = self.agent.get(self.api(call)).query_pairs(query.iter().copied());
        let request = match &self.authorization {
            Some(value) => request.header("authorization", value),
            None => request,
        };
        self.answer(call, request.call())
    }

    /// A `POST` of the API with a JSON body.
    pub fn post(&self, call: &str, body: &Value) -> Result<Value, MlflowError> {
        let request = self.agent.post(self.api(call)).header("content-type", "application/json");
        let request = match &self.authorization {
            Some(value) => request.header("authorization", value),
            None => request,
        };
        self.answer(call, request.send(body.to_string()))
    }

    /// Puts a file into a run's artifacts, through the server. `uri` is the run's `artifact_uri`.
    pub fn put_artifact(&self, uri: &str, name: &str, bytes: &[u8]) -> Result<(), MlflowError> {
        let root = proxied(uri).ok_or_else(|| MlflowError::NoArtifacts { uri: uri.to_owned() })?;
        let url = format!("{}/api/2.0/mlflow-artifacts/artifacts/{root}/{name}", self.url);
        let request = self.agent.put(url).header("content-type", "application/octet-stream");
        let request = match &self.authorization {
            Some(value) => request.header("authorization", value),
            None => request,
        };
        self.answer(&format!("artifact {name}"), request.send(bytes)).map(drop)
    }

    /// A text of an answer, by its path.
    pub fn text(&self, call: &str, answer: &Value, path: &str) -> Result<String, MlflowError> {
        let strange = || MlflowError::Strange {
            call: call.to_owned(),
            missing: path.to_owned(),
            url: self.url.clone(),
        };
        answer.pointer(path).and_then(Value::as_str).map(str::to_owned).ok_or_else(strange)
    }

    fn api(&self, call: &str) -> String {
        format!("{}/api/2.0/mlflow/{call}", self.url)
    }

    fn answer(&self, call: &str, answer: Result<Response<Body>, ureq::Error>) -> Result<Value, MlflowError> {
        let unreachable = |error: ureq::Error| MlflowError::Unreachable {
            url: self.url.clone(),
            detail: error.to_string(),
        };
        let mut answer = answer.map_err(unreachable)?;
        let status = answer.status().as_u16();
        let text = answer.body_mut().with_config().limit(MAX_ANSWER_BYTES).read_to_string();
        let text = text.map_err(unreachable)?;
        let body: Option<Value> = serde_json::from_str(&text).ok();
        if (200..300).contains(&status) {
            return Ok(body.unwrap_or_else(|| json!({})));
        }
        let said = |key: &str| {
            body.as_ref()
                .and_then(|body| body.get(key)?.as_str())
                .map(|text| text.chars().take(300).collect())
        };
        Err(MlflowError::Refused {
            call: call.to_owned(),
            status,
            code: said("error_code").unwrap_or_else(|| "without a code".to_owned()),
            message: said("message").unwrap_or_default(),
        })
    }
}

/// Path of a run's artifacts on the server that hands them on: `1/abc/artifacts` of `mlflow-artifacts:/1/abc/artifacts`.
fn proxied(uri: &str) -> Option<&str> {
    let rest = uri.strip_prefix("mlflow-artifacts:")?;
    let path = match rest.strip_prefix("//") {
        // With a host before the path.
        Some(rest) => rest.split_once('/')?.1,
        None => rest.trim_start_matches('/'),
    };
    Some(path.trim_end_matches('/'))
}

/// **Source.** RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |three: &[u8]| {
        let bits = (0..3).fold(0u32, |bits, i| bits << 8 | u32::from(three.get(i).copied().unwrap_or(0)));
        (0..4)
            .map(move |i| {
                let is_padding = i > three.len();
                if is_padding { '=' } else { DIGITS[(bits >> (18 - 6 * i) & 63) as usize] as char }
            })
            .collect::<String>()
    };
    bytes.chunks(3).map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifacts_go_through_the_server_when_it_hands_them_on() {
        assert_eq!(proxied("mlflow-artifacts:/1/abc/artifacts"), Some("1/abc/artifacts"));
        assert_eq!(proxied("mlflow-artifacts://host:5000/1/abc/artifacts"), Some("1/abc/artifacts"));
        assert_eq!(proxied("s3://bucket/1/abc"), None);
    }

    #[test]
    fn base64_is_the_published_one() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn only_addresses_of_servers_are_taken() {
        for url in ["", "127.0.0.1:5000", "ftp://host", "http://", "file:///tmp"] {
            let made = Client::new(url, Duration::from_secs(1), &Credentials::default());
            assert_eq!(made.expect_err(url).code(), "bad_request");
        }
        assert!(
            Client::new("http://127.0.0.1:5000/", Duration::from_secs(1), &Credentials::default()).is_ok()
        );
    }
}
