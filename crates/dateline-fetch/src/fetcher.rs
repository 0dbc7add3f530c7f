//! The run: which address is asked for next, and what becomes of the answer.

use crate::address::Address;
use crate::archive::{Archive, LONGEST_LIST, MOST_LINKS};
use crate::client::{AGENT, Answer, Client, Validators};
use crate::clock::Clock;
use crate::hosts::{Hosts, pause};
use crate::links::{Links, links};
use crate::robots::{self, Robots};
use crate::trouble::{Problem, Trouble};
use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Redirects that are followed from one address.
const MOST_REDIRECTS: u8 = 5;

/// Times that a busy host is asked for one address.
const MOST_TRIES: u8 = 3;

/// Lists that list lists are followed so deep.
const DEEPEST_LIST: u8 = 3;

/// How to behave.
#[derive(Debug, Clone, PartialEq)]
pub struct Manners {
    /// Whether hosts of private networks may be asked.
    pub allow_private: bool,
    /// Time between two requests to a host, if it does not want more.
    pub per_host_delay: Duration,
    /// A larger page is not stored.
    pub max_bytes: u64,
    /// Time for one request and its answer.
    pub timeout: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Manners {
            allow_private: false,
            per_host_delay: Duration::from_secs(2),
            max_bytes: 16 << 20,
            timeout: Duration::from_secs(30),
        }
    }
}

/// What happened to one address.
#[derive(Debug)]
pub enum Event {
    /// An answer was stored: a page, a feed, or a redirect.
    Stored(String),
    /// The archive has it as it is now.
    Unchanged(String),
    /// Nothing was stored.
    Failed(Problem),
    /// Something to know: bytes of an unfinished record were cut off the archive.
    Cut(u64),
}

/// An address to ask for.
#[derive(Debug, Clone)]
struct Job {
    address: Address,
    /// The address that the user or a list named, where a redirect led away from it.
    named: Option<String>,
    /// How deep in lists it is, if it may be a list itself.
    list: Option<u8>,
    redirects: u8,
    tries: u8,
}

/// Fetches addresses into an archive.
pub struct Fetcher<'a> {
    archive: Archive,
    client: Client,
    clock: &'a dyn Clock,
    manners: Manners,
    hosts: Hosts,
    queue: VecDeque<Job>,
    /// Addresses queued in this run.
    queued: BTreeSet<Address>,
}

impl<'a> Fetcher<'a> {
    /// Opens the archive, or begins one.
    pub fn open(output: &Path, manners: Manners, clock: &'a dyn Clock) -> Result<Self, Problem> {
        Ok(Fetcher {
            archive: Archive::open(output, clock.date())?,
            client: Client::new(manners.allow_private, manners.timeout),
            clock,
            manners,
            hosts: Hosts::default(),
            queue: VecDeque::new(),
            queued: BTreeSet::new(),
        })
    }

    /// Fetches all that the inputs name: addresses of pages, feeds and sitemaps, and files that hold a feed, a sitemap
    /// or an address a line. Fails only where the archive cannot be written.
    pub fn run(&mut self, inputs: &[String], tell: &mut dyn FnMut(Event)) -> Result<(), Problem> {
        if self.archive.cut > 0 {
            tell(Event::Cut(self.archive.cut));
        }
        for input in inputs {
            self.input(input, tell);
        }
        while let Some(job) = self.next() {
            self.visit(job, tell)?;
        }
        Ok(())
    }

    fn input(&mut self, input: &str, tell: &mut dyn FnMut(Event)) {
        let lower = input.to_ascii_lowercase();
        if lower.starts_with("http:") || lower.starts_with("https:") || input.contains("://") {
            return self.add(Address::parse(input), input, Some(0), tell);
        }
        let body = match read_file(input) {
            Ok(body) => body,
            Err(error) => return tell(failed(input, Trouble::Unreadable(error))),
        };
        if let Some(found) = links(&body, MOST_LINKS) {
            return self.follow(&found, None, 0, tell);
        }
        let text = String::from_utf8_lossy(&body);
        let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            self.add(Address::parse(line), line, Some(0), tell);
        }
    }

    /// Queues what a list names. What the archive has is passed over: a feed repeats its items for days.
    fn follow(&mut self, found: &Links, base: Option<&Address>, depth: u8, tell: &mut dyn FnMut(Event)) {
        let join = |link: &str| base.map_or_else(|| Address::parse(link), |base| base.join(link));
        for link in &found.pages {
            match join(link) {
                Ok(address) if self.has_page(&address) => {}
                address => self.add(address, link, None, tell),
            }
        }
        for link in found.lists.iter().filter(|_| depth < DEEPEST_LIST) {
            self.add(join(link), link, Some(depth + 1), tell);
        }
    }

    /// True where the archive has the page, perhaps behind redirects.
    fn has_page(&self, address: &Address) -> bool {
        let mut address = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let Some(known) = self.archive.known(&address) else { return false };
            let Some(location) = &known.location else { return true };
            let Ok(next) = address.join(location) else { return false };
            address = next;
        }
        false
    }

    fn add(&mut self, address: Result<Address, Trouble>, named: &str, list: Option<u8>, tell: &mut dyn FnMut(Event)) {
        match address {
            Err(trouble) => tell(failed(named, trouble)),
            Ok(address) if self.queued.contains(&address) => {}
            // Told once, at the first that is one too many.
            Ok(_) if self.queued.len() > MOST_LINKS => {}
            Ok(address) if self.queued.len() == MOST_LINKS => {
                self.queued.insert(address);
                tell(failed(named, Trouble::TooMany(MOST_LINKS)));
            }
            Ok(address) => {
                self.queued.insert(address.clone());
                self.queue.push_back(Job { address, named: None, list, redirects: 0, tries: 0 });
            }
        }
    }

    /// The first address whose host is free, after waiting for the first host if none is.
    fn next(&mut self) -> Option<Job> {
        let now = self.clock.elapsed();
        let mut best: Option<(usize, Duration)> = None;
        for (at, job) in self.queue.iter().enumerate() {
            let free_at = self.hosts.free_at(&job.address.site());
            if free_at <= now {
                return self.queue.remove(at);
            }
            if best.is_none_or(|(_, first)| free_at < first) {
                best = Some((at, free_at));
            }
        }
        let (at, free_at) = best?;
        self.clock.sleep(free_at - now);
        self.queue.remove(at)
    }

    fn visit(&mut self, job: Job, tell: &mut dyn FnMut(Event)) -> Result<(), Problem> {
        let site = job.address.site();
        let Some(robots) = self.hosts.robots(&site) else {
            let robots = self.fetch_robots(&job.address).map_err(Arc::new);
            self.hosts.learn(&site, robots);
            // The request counts: the page is asked for when the host is free again.
            self.asked(&site);
            self.queue.push_front(job);
            return Ok(());
        };
        let allowed = match robots {
            Ok(robots) if robots.allows(job.address.target()) => Ok(()),
            Ok(_) => Err(Trouble::Disallowed),
            Err(trouble) => Err(Trouble::OfHost(Arc::clone(trouble))),
        };
        if let Err(trouble) = allowed {
            tell(job.failed(trouble));
            return Ok(());
        }
        let validators = self.archive.known(&job.address).map(|known| known.validators.clone()).unwrap_or_default();
        let answer = self.client.get(&job.address, &validators, self.manners.max_bytes);
        self.asked(&site);
        match answer {
            Ok(answer) => self.take(job, &answer, tell),
            Err(trouble) => {
                tell(job.failed(trouble));
                Ok(())
            }
        }
    }

    fn asked(&mut self, site: &str) {
        self.hosts.asked(site, self.clock.elapsed(), self.manners.per_host_delay);
    }

    fn take(&mut self, job: Job, answer: &Answer, tell: &mut dyn FnMut(Event)) -> Result<(), Problem> {
        match answer.status {
            304 => {
                let known = self.archive.known(&job.address).and_then(|known| known.links.clone());
                tell(Event::Unchanged(job.address.to_string()));
                if let (Some(found), Some(depth)) = (known, job.list) {
                    self.follow(&found, Some(&job.address), depth, tell);
                }
            }
            429 | 503 => self.again(job, answer, tell),
            301 | 302 | 303 | 307 | 308 => {
                self.archive.store(&job.address, self.clock.date(), answer)?;
                tell(Event::Stored(job.address.to_string()));
                self.redirect(job, answer, tell);
            }
            200..=299 => {
                self.archive.store(&job.address, self.clock.date(), answer)?;
                tell(Event::Stored(job.address.to_string()));
                let found = job.list.and_then(|depth| Some((links(&answer.body, MOST_LINKS)?, depth)));
                if let Some((found, depth)) = found {
                    self.follow(&found, Some(&job.address), depth, tell);
                }
            }
            status => tell(job.failed(Trouble::Status(status))),
        }
        Ok(())
    }

    /// Tries a busy host again when it said, or later.
    fn again(&mut self, job: Job, answer: &Answer, tell: &mut dyn FnMut(Event)) {
        let tries = job.tries + 1;
        let pause = pause(answer.header("retry-after"), self.clock.date(), job.tries);
        match pause.filter(|_| tries < MOST_TRIES) {
            None => tell(job.failed(Trouble::Busy(answer.status, tries))),
            Some(pause) => {
                self.hosts.pause(&job.address.site(), self.clock.elapsed() + pause);
                self.queue.push_front(Job { tries, ..job });
            }
        }
    }

    /// Queues where a redirect leads; it is checked like any other address.
    fn redirect(&mut self, job: Job, answer: &Answer, tell: &mut dyn FnMut(Event)) {
        if job.redirects >= MOST_REDIRECTS {
            return tell(job.failed(Trouble::TooManyRedirects(MOST_REDIRECTS)));
        }
        let Some(location) = answer.header("location") else { return tell(job.failed(Trouble::LostRedirect)) };
        match job.address.join(location) {
            Err(trouble) => {
                let trouble = Trouble::Redirect { address: location.to_owned(), trouble: Box::new(trouble) };
                tell(job.failed(trouble));
            }
            Ok(address) => {
                let named = Some(job.named.unwrap_or_else(|| job.address.to_string()));
                self.queued.insert(address.clone());
                self.queue.push_front(Job { address, named, redirects: job.redirects + 1, tries: 0, ..job });
            }
        }
    }

    /// The rules of a site. A site that has none (status 4xx) allows everything; one that cannot say forbids everything.
    fn fetch_robots(&self, page: &Address) -> Result<Robots, Trouble> {
        let mut address = page.robots();
        for _ in 0..=MOST_REDIRECTS {
            let answer = self.client.get(&address, &Validators::default(), robots::MOST_BYTES)?;
            match answer.status {
                200..=299 => return Ok(Robots::parse(&String::from_utf8_lossy(&answer.body), AGENT)),
                300..=399 => {
                    let location = answer.header("location").ok_or(Trouble::LostRedirect)?;
                    address = address.join(location)?;
                }
                429 | 500.. => return Err(Trouble::NoRobots(answer.status)),
                _ => return Ok(Robots::default()),
            }
        }
        // As RFC 9309 has it: behind too many redirects there is no robots.txt.
        Ok(Robots::default())
    }
}

impl Job {
    /// The problem, at the address that the user knows.
    fn failed(&self, trouble: Trouble) -> Event {
        match &self.named {
            None => failed(self.address.to_string(), trouble),
            Some(named) => {
                let address = self.address.to_string();
                failed(named.clone(), Trouble::Redirect { address, trouble: Box::new(trouble) })
            }
        }
    }
}

fn failed(place: impl Into<String>, trouble: Trouble) -> Event {
    Event::Failed(Problem::at(place, trouble))
}

fn read_file(path: &str) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    File::open(path)?.take(LONGEST_LIST).read_to_end(&mut body)?;
    Ok(body)
}
