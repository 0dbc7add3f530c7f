//! When each host may be asked next, and what its robots.txt says.

use crate::robots::Robots;
use crate::trouble::Trouble;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// A host that wants to be left alone for longer than this is given up for now.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// The pause before the second try, where the host names none; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_secs(5);

/// What is known of the hosts, by scheme, name and port.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    hosts: BTreeMap<String, Host>,
}

#[derive(Debug, Default)]
struct Host {
    /// On the clock of the run.
    free_at: Duration,
    robots: Option<Result<Robots, Arc<Trouble>>>,
}

impl Hosts {
    /// When a host may be asked.
    pub(crate) fn free_at(&self, site: &str) -> Duration {
        self.hosts.get(site).map_or(Duration::ZERO, |host| host.free_at)
    }

    /// Notes that a host was asked now. It is free again after the usual time, or its own if that is longer.
    pub(crate) fn asked(&mut self, site: &str, now: Duration, usual: Duration) {
        let host = self.hosts.entry(site.to_owned()).or_default();
        let own = host.robots.as_ref().and_then(|robots| robots.as_ref().ok()?.delay).unwrap_or_default();
        host.free_at = now + usual.max(own);
    }

    /// Leaves a host alone for a while.
    pub(crate) fn pause(&mut self, site: &str, until: Duration) {
        let host = self.hosts.entry(site.to_owned()).or_default();
        host.free_at = host.free_at.max(until);
    }

    /// The rules of a host, or why there are none; `None` where nobody asked yet.
    pub(crate) fn robots(&self, site: &str) -> Option<&Result<Robots, Arc<Trouble>>> {
        self.hosts.get(site)?.robots.as_ref()
    }

    /// Notes the rules of a host.
    pub(crate) fn learn(&mut self, site: &str, robots: Result<Robots, Arc<Trouble>>) {
        self.hosts.entry(site.to_owned()).or_default().robots = Some(robots);
    }
}

/// How long a busy host is left alone: as long as it says (in seconds, or up to a date); `None` if that is too long.
pub(crate) fn pause(retry_after: Option<&str>, date: jiff::Timestamp, tries: u8) -> Option<Duration> {
    let told = retry_after.and_then(|value| {
        let seconds = value.parse::<u64>().ok().map(Duration::from_secs);
        seconds.or_else(|| {
            let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
            Some(Duration::try_from(at.duration_since(date)).unwrap_or_default())
        })
    });
    let pause = told.unwrap_or(FIRST_PAUSE * 2_u32.pow(u32::from(tries.min(4))));
    (pause <= LONGEST_PAUSE).then_some(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_host_says_how_long() {
        let date = "2016-12-20T18:05:07Z".parse().unwrap();
        let cases = [
            (None, 0, Some(5)),
            (None, 1, Some(10)),
            (Some("7"), 1, Some(7)),
            (Some("Tue, 20 Dec 2016 18:05:37 GMT"), 0, Some(30)),
            (Some("Tue, 20 Dec 2016 18:00:00 GMT"), 0, Some(0)),
            (Some("Wed, 21 Dec 2016 18:00:00 GMT"), 0, None),
            (Some("86400"), 0, None),
            (Some("99999999999999999999"), 0, Some(5)),
            (Some("soon"), 0, Some(5)),
        ];
        for (value, tries, expected) in cases {
            assert_eq!(pause(value, date, tries), expected.map(Duration::from_secs), "{value:?}");
        }
    }

    #[test]
    fn a_host_has_its_time() {
        let mut hosts = Hosts::default();
        let seconds = Duration::from_secs;
        assert_eq!(hosts.free_at("http://a"), Duration::ZERO);
        hosts.asked("http://a", seconds(10), seconds(2));
        assert_eq!(hosts.free_at("http://a"), seconds(12));
        hosts.learn("http://a", Ok(Robots::parse("User-agent: *\nCrawl-delay: 9", "dateline")));
        hosts.asked("http://a", seconds(20), seconds(2));
        hosts.pause("http://a", seconds(25));
        assert_eq!((hosts.free_at("http://a"), hosts.free_at("http://b")), (seconds(29), Duration::ZERO));
    }
}
