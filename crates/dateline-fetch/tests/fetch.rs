//! Fetching from a server of our own: manners, dangers, and what is stored.

use dateline_fetch::{Clock, Event, Fetcher, Manners, Trouble};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A clock that moves only when someone waits.
#[derive(Default)]
struct TestClock(Cell<Duration>);

impl Clock for TestClock {
    fn date(&self) -> jiff::Timestamp {
        let start: jiff::Timestamp = "2016-12-20T18:05:07Z".parse().unwrap();
        start + jiff::SignedDuration::try_from(self.0.get()).unwrap()
    }

    fn elapsed(&self) -> Duration {
        self.0.get()
    }

    fn sleep(&self, time: Duration) {
        self.0.set(self.0.get() + time);
    }
}

/// What a path answers, one after the other; the last one stays.
type Pages = BTreeMap<&'static str, Vec<String>>;

/// A server in a thread, and the requests that it got.
struct Server {
    site: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(pages: impl FnOnce(&str) -> Pages) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (mut pages, seen) = (pages(&site), Arc::clone(&requests));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &mut pages, &seen);
            }
        });
        Server { site, requests }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, pages: &mut Pages, seen: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let head: Vec<_> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("").to_owned();
    let condition = head.iter().find(|line| line.to_ascii_lowercase().starts_with("if-none-match"));
    seen.lock().unwrap().push(format!("{path}{}", condition.map_or(String::new(), |line| format!(" {line}"))));
    let Some(answers) = pages.get_mut(path.as_str()) else {
        return drop(stream.write_all(ok("404 Not Found", "", "").as_bytes()));
    };
    let text = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
    match text.as_str() {
        "slow" => std::thread::sleep(Duration::from_secs(3)),
        _ => drop(stream.write_all(text.as_bytes())),
    }
}

fn ok(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn page(body: &str) -> Vec<String> {
    vec![ok("200 OK", "Content-Type: text/html\r\n", body)]
}

struct Run {
    folder: tempfile::TempDir,
    clock: TestClock,
    manners: Manners,
}

impl Run {
    fn new() -> Run {
        let timeout = Duration::from_secs(20);
        let manners = Manners { allow_private: true, max_bytes: 10_000, timeout, ..Manners::default() };
        Run { folder: tempfile::tempdir().unwrap(), clock: TestClock::default(), manners }
    }

    fn archive(&self) -> PathBuf {
        self.folder.path().join("pages.warc.gz")
    }

    /// What happened, a line an event.
    fn fetch(&self, inputs: &[&str]) -> Vec<String> {
        let mut fetcher = Fetcher::open(&self.archive(), self.manners.clone(), &self.clock).unwrap();
        let mut told = Vec::new();
        let inputs: Vec<_> = inputs.iter().map(|input| (*input).to_owned()).collect();
        fetcher.run(&inputs, &mut |event| told.push(show(&event))).unwrap();
        told
    }

    fn stored(&self) -> String {
        let mut text = Vec::new();
        let file = std::fs::File::open(self.archive()).unwrap();
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }
}

fn show(event: &Event) -> String {
    let path = |address: &str| address.splitn(4, '/').nth(3).unwrap_or(address).to_owned();
    match event {
        Event::Stored(address) => format!("stored /{}", path(address)),
        Event::Unchanged(address) => format!("unchanged /{}", path(address)),
        Event::Cut(_) => "cut".to_owned(),
        Event::Failed(problem) => format!("failed /{}: {}", path(&problem.place), kind(&problem.trouble)),
    }
}

fn kind(trouble: &Trouble) -> String {
    let text = format!("{trouble:?}");
    match trouble {
        Trouble::OfHost(trouble) => kind(trouble),
        Trouble::Redirect { trouble, .. } => format!("Redirect {}", kind(trouble)),
        _ => text.split(['(', ' ']).next().unwrap_or("").to_owned(),
    }
}

#[test]
fn a_feed_and_its_pages_are_stored() {
    let server = Server::start(|site| {
        let items = format!(
            "<rss><item><link>{site}/a?x=1&amp;y=2</link></item><item><link>{site}/moved</link></item>\
             <item><link>{site}/gone</link></item></rss>"
        );
        let moved = ok("301 Moved Permanently", "Location: b\r\n", "");
        Pages::from([
            ("/feed", page(&items)),
            ("/a?x=1&y=2", page("<p>One.</p>")),
            ("/moved", vec![moved]),
            ("/b", page("Two.")),
        ])
    });
    let run = Run::new();
    let feed = format!("{}/feed", server.site);
    let told = run.fetch(&[&feed]);
    let expected = ["stored /feed", "stored /a?x=1&y=2", "stored /moved", "stored /b", "failed /gone: Status"];
    assert_eq!(told, expected);
    assert_eq!(server.requests(), ["/robots.txt", "/feed", "/a?x=1&y=2", "/moved", "/b", "/gone"]);
    assert_eq!(run.clock.elapsed(), Duration::from_secs(10), "two seconds between two requests");
    let stored = run.stored();
    assert_eq!(stored.matches("WARC-Type: response").count(), 4);
    assert!(stored.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: 2016-12-20T18:05:07Z\r\n"));
    assert!(
        stored.contains(&format!("WARC-Target-URI: {}/b\r\n", server.site)) && stored.contains("\r\n\r\nTwo.\r\n\r\n")
    );
    assert_eq!(run.fetch(&[&feed]), ["stored /feed", "failed /gone: Status"], "pages of the archive are passed over");
}

#[test]
fn robots_are_obeyed() {
    let server = Server::start(|_| {
        let rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 7";
        Pages::from([("/robots.txt", page(rules)), ("/private/a", page("No.")), ("/b", page("Yes."))])
    });
    let run = Run::new();
    let told = run.fetch(&[&format!("{}/private/a", server.site), &format!("{}/b", server.site)]);
    assert_eq!(told, ["failed /private/a: Disallowed", "stored /b"]);
    assert_eq!(server.requests(), ["/robots.txt", "/b"]);
    assert_eq!(run.clock.elapsed(), Duration::from_secs(7));

    let broken = Server::start(|_| Pages::from([("/robots.txt", vec![ok("500 Oops", "", "")]), ("/b", page("Yes."))]));
    assert_eq!(run.fetch(&[&format!("{}/b", broken.site)]), ["failed /b: NoRobots"]);
}

#[test]
fn private_hosts_are_refused() {
    let server = Server::start(|_| Pages::from([("/a", page("Secret."))]));
    let mut run = Run::new();
    run.manners.allow_private = false;
    let port = server.site.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"] {
        let told = run.fetch(&[&format!("http://{host}:{port}/a")]);
        // Not every system reads the odd spellings as an address.
        let refused = [["failed /a: Private"], ["failed /a: HostNotFound"]];
        assert!(refused.iter().any(|refused| told == refused), "{host}: {told:?}");
    }
    assert_eq!(server.requests(), [""; 0], "nobody was asked");
}

#[test]
fn redirects_are_checked_and_counted() {
    let server = Server::start(|site| {
        let to = |place: &str| vec![ok("302 Found", &format!("Location: {place}\r\n"), "")];
        Pages::from([
            ("/file", to("file:///etc/hosts")),
            ("/round", to(&format!("{site}/round"))),
            ("/user", to("http://me:word@example.org/")),
            ("/lost", vec![ok("302 Found", "", "")]),
        ])
    });
    let run = Run::new();
    let cases = [("/file", "Scheme"), ("/user", "UserInfo"), ("/lost", "LostRedirect")];
    for (path, expected) in cases {
        let told = run.fetch(&[&format!("{}{path}", server.site)]);
        let last = told.last().unwrap();
        assert!(last.starts_with(&format!("failed {path}: ")) && last.ends_with(expected), "{path}: {told:?}");
    }
    let told = run.fetch(&[&format!("{}/round", server.site)]);
    assert_eq!((told.len(), told.last().unwrap().as_str()), (7, "failed /round: Redirect TooManyRedirects"));
}

#[test]
fn sizes_and_times_have_limits() {
    let server = Server::start(|_| {
        let endless = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "x".repeat(20_000));
        Pages::from([
            ("/large", page(&"x".repeat(10_001))),
            ("/endless", vec![endless]),
            ("/slow", vec!["slow".into()]),
        ])
    });
    let mut run = Run::new();
    for (path, expected) in [("/large", "TooLarge"), ("/endless", "TooLarge")] {
        assert_eq!(run.fetch(&[&format!("{}{path}", server.site)]), [format!("failed {path}: {expected}")]);
    }
    run.manners.timeout = Duration::from_millis(500);
    assert_eq!(run.fetch(&[&format!("{}/slow", server.site)]), ["failed /slow: TimedOut"]);
    assert!(!run.stored().contains("WARC-Type: response"));
}

#[test]
fn what_did_not_change_is_not_stored_again() {
    let server = Server::start(|site| {
        let first = ok("200 OK", "ETag: \"v1\"\r\n", "One.");
        let feed = format!("<rss><item><link>{site}/late</link></item></rss>");
        let feed = ok("200 OK", "ETag: \"f1\"\r\n", &feed);
        let same = ok("304 Not Modified", "", "");
        let late = ok("404 Not Found", "", "");
        Pages::from([
            ("/a", vec![first, same.clone()]),
            ("/feed", vec![feed, same]),
            ("/late", vec![late, page("Late.").remove(0)]),
        ])
    });
    let run = Run::new();
    let [a, feed] = ["a", "feed"].map(|path| format!("{}/{path}", server.site));
    assert_eq!(run.fetch(&[&a, &feed]), ["stored /a", "stored /feed", "failed /late: Status"]);
    assert_eq!(run.fetch(&[&a, &feed]), ["unchanged /a", "unchanged /feed", "stored /late"]);
    assert!(server.requests().contains(&"/a if-none-match: \"v1\"".to_owned()), "{:?}", server.requests());
    assert_eq!(run.stored().matches("WARC-Type: response").count(), 3);
}

#[test]
fn a_busy_host_is_left_alone_for_a_while() {
    let server = Server::start(|_| {
        let busy = |after: &str| ok("429 Too Many Requests", after, "");
        Pages::from([
            ("/a", vec![busy("Retry-After: 30\r\n"), page("One.").remove(0)]),
            ("/b", vec![ok("503 Service Unavailable", "", "")]),
            ("/c", vec![busy("Retry-After: 86400\r\n")]),
        ])
    });
    let run = Run::new();
    assert_eq!(run.fetch(&[&format!("{}/a", server.site)]), ["stored /a"]);
    assert_eq!(run.clock.elapsed(), Duration::from_secs(32));
    assert_eq!(run.fetch(&[&format!("{}/b", server.site)]), ["failed /b: Busy"]);
    assert_eq!(server.requests().iter().filter(|path| *path == "/b").count(), 3);
    assert_eq!(run.fetch(&[&format!("{}/c", server.site)]), ["failed /c: Busy"]);
}

#[test]
fn a_file_lists_addresses() {
    let server = Server::start(|_| Pages::from([("/a", page("One.")), ("/b", page("Two."))]));
    let run = Run::new();
    let list = run.folder.path().join("addresses.txt");
    std::fs::write(&list, format!("# ours\n{0}/a\n\n{0}/b\n{0}/a\nnonsense\n", server.site)).unwrap();
    let told = run.fetch(&[&list.to_string_lossy(), "no/such/file"]);
    assert_eq!(told[2..], ["stored /a", "stored /b"]);
    assert!(told[0].ends_with("Scheme") && told[1].ends_with("Unreadable"), "{told:?}");
}
