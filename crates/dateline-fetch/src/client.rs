//! One request and its answer, as they came.

use crate::address::Address;
use crate::guard::{Guard, Refused};
use crate::trouble::Trouble;
use std::io;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Version;
use ureq::unversioned::transport::DefaultConnector;

/// The name that robots.txt knows us by.
pub const AGENT: &str = "dateline";

/// How we introduce ourselves.
pub(crate) const USER_AGENT: &str =
    concat!("dateline/", env!("CARGO_PKG_VERSION"), " (+https://github.com/dateline/dateline)");

/// What a server said about the state of a page; sent back to ask whether it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    pub(crate) etag: Option<String>,
    pub(crate) modified: Option<String>,
}

/// An answer with the body as it was sent, without the chunks of its transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) version: &'static str,
    pub(crate) status: u16,
    pub(crate) reason: &'static str,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The first header of a name, where it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok().map(str::trim).filter(|value| !value.is_empty())
    }
}

/// Sends requests. Redirects are not followed: whoever asks decides about each.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    timeout: Duration,
}

impl Client {
    pub(crate) fn new(allow_private: bool, timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would connect for us to addresses that nobody checked.
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .accept_encoding("identity")
            .timeout_global(Some(timeout))
            .build();
        Client { agent: Agent::with_parts(config, DefaultConnector::new(), Guard::new(allow_private)), timeout }
    }

    /// Asks for an address. A body over the limit is an error.
    pub(crate) fn get(&self, address: &Address, known: &Validators, most: u64) -> Result<Answer, Trouble> {
        let failed = |error| trouble(error, most, self.timeout);
        let mut request = self.agent.get(address.to_string());
        if let Some(etag) = &known.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header("If-Modified-Since", modified);
        }
        let mut response = request.call().map_err(failed)?;
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect();
        let status = response.status();
        let version = if response.version() == Version::HTTP_10 { "HTTP/1.0" } else { "HTTP/1.1" };
        let body = response.body_mut().with_config().limit(most).read_to_vec().map_err(failed)?;
        let reason = status.canonical_reason().unwrap_or("");
        Ok(Answer { version, status: status.as_u16(), reason, headers, body })
    }
}

fn trouble(error: ureq::Error, most: u64, timeout: Duration) -> Trouble {
    match error {
        ureq::Error::BodyExceedsLimit(_) => Trouble::TooLarge(most),
        ureq::Error::Timeout(_) => Trouble::TimedOut(timeout.as_secs_f64()),
        ureq::Error::HostNotFound => Trouble::HostNotFound,
        ureq::Error::Io(error) => of_io(&error, timeout),
        other => Trouble::Connection(other.to_string()),
    }
}

fn of_io(error: &io::Error, timeout: Duration) -> Trouble {
    if let Some(Refused(ip)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return Trouble::Private(*ip);
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Trouble::TimedOut(timeout.as_secs_f64()),
        _ => Trouble::Connection(error.to_string()),
    }
}
