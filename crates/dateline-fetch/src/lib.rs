//! Polite and safe fetching of pages into WARC files.
//!
//! [`Fetcher`] takes addresses of pages, feeds and sitemaps, asks for them one at a time, and appends every response
//! to a WARC file. Polite: robots.txt is obeyed, a host is asked once in a while, what the archive holds is asked for
//! on condition that it changed, and a host that is busy is left alone for as long as it says. Safe: only HTTP, only
//! hosts of the public Internet unless private ones are allowed, with limits of size, time and redirects.

mod address;
mod archive;
mod client;
mod clock;
mod fetcher;
mod guard;
mod hosts;
mod links;
mod record;
mod robots;
mod trouble;

pub use client::AGENT;
pub use clock::{Clock, SystemClock};
pub use fetcher::{Event, Fetcher, Manners};
pub use trouble::{Problem, Trouble};
