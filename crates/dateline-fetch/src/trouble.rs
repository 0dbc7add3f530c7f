//! What can go wrong with an address or the archive, and what to do about it.

use std::net::IpAddr;
use std::sync::Arc;

/// An address that was not fetched, or an archive that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {trouble}")]
pub struct Problem {
    /// The address, or the file.
    pub place: String,
    /// What is wrong, and the remedy.
    #[source]
    pub trouble: Trouble,
}

impl Problem {
    pub(crate) fn at(place: impl Into<String>, trouble: Trouble) -> Self {
        Problem { place: place.into(), trouble }
    }
}

/// Kinds of trouble. Each message ends with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Trouble {
    #[error("not an address of HTTP; give one that begins with http:// or https://")]
    Scheme,
    #[error("the address has a user name or password, which are not sent; leave them out")]
    UserInfo,
    #[error("not a name of a host; write it in ASCII letters (xn--… for others), with a port up to 65535")]
    Host,
    #[error("the address is longer than {0} bytes; give a shorter one")]
    TooLong(usize),
    #[error("{0} is no address of the public Internet; allow it with --allow-private if it is meant")]
    Private(IpAddr),
    #[error("the host was not found; check the address")]
    HostNotFound,
    #[error("robots.txt of the host disallows it; ask the publisher, or take it by hand")]
    Disallowed,
    #[error(
        "the host answered with status {0} when asked for its robots.txt, and nothing is fetched without it; try again later"
    )]
    NoRobots(u16),
    #[error("{0}")]
    OfHost(Arc<Trouble>),
    #[error("more than {0} redirects; give the address that they lead to")]
    TooManyRedirects(u8),
    #[error("redirected to no address; look at the page in a browser")]
    LostRedirect,
    #[error("redirected to {address}: {trouble}")]
    Redirect { address: String, trouble: Box<Trouble> },
    #[error("over the limit of {0} bytes, and not stored; raise it with --max-bytes")]
    TooLarge(u64),
    #[error("no whole answer within {0} s; try again later, or raise --timeout")]
    TimedOut(f64),
    #[error("the host is busy (status {0}) after {1} tries; try again later")]
    Busy(u16, u8),
    #[error("the host answered with status {0}; check the address")]
    Status(u16),
    #[error("no connection ({0}); check the address, or try again later")]
    Connection(String),
    #[error("more than {0} addresses; the rest was left out, split the input")]
    TooMany(usize),
    #[error("cannot be read ({0}); give an address, or a file with an address a line")]
    Unreadable(#[source] std::io::Error),
    #[error("cannot be written ({0}); check the folder and the space on the disk")]
    Unwritable(#[source] std::io::Error),
    #[error("not a name of a WARC file; choose one that ends with .warc.gz")]
    ArchiveName,
    #[error("another run is writing to it; wait for it, or choose another file")]
    ArchiveInUse,
    #[error("damaged or no WARC file, from byte {0} on; choose another file")]
    ArchiveDamaged(u64),
}
