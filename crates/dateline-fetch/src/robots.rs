//! The rules of a robots.txt (RFC 9309) as they concern one agent.

use std::time::Duration;

/// What follows is not read.
pub(crate) const MOST_BYTES: u64 = 512 << 10;

/// A wish for more time between two requests is granted up to this.
const LONGEST_DELAY: f64 = 60.0;

/// Rules for one agent on one site.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// Time that the site wants between two requests.
    pub(crate) delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allow: bool,
    pattern: String,
}

impl Robots {
    /// Reads the rules for an agent, or those for all where none are for it.
    pub(crate) fn parse(text: &str, agent: &str) -> Robots {
        let own = Robots::of_groups(text, |name| name.eq_ignore_ascii_case(agent));
        own.or_else(|| Robots::of_groups(text, |name| name == "*")).unwrap_or_default()
    }

    /// All groups whose agent is wanted, as one; `None` if there is none.
    fn of_groups(text: &str, wanted: impl Fn(&str) -> bool) -> Option<Robots> {
        let mut robots = Robots::default();
        let (mut any, mut ours, mut in_agents) = (false, false, false);
        for (key, value) in text.lines().filter_map(line) {
            if key == "user-agent" {
                ours = wanted(product(value)) || (in_agents && ours);
                any |= ours;
                in_agents = true;
                continue;
            }
            // A sitemap may stand anywhere and ends no list of agents.
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_agents = false;
            if ours {
                robots.take(&key, value);
            }
        }
        any.then_some(robots)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
                self.delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY))).or(self.delay);
            }
            // An empty rule says nothing.
            _ if value.is_empty() => {}
            _ => self.rules.push(Rule { allow: key == "allow", pattern: normal(value) }),
        }
    }

    /// May this path be fetched? The longest rule that fits decides, and of two as long the one that allows.
    pub(crate) fn allows(&self, target: &str) -> bool {
        if target == "/robots.txt" {
            return true;
        }
        let target = normal(target);
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &target));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

/// Key in lower case and value, without the comment.
fn line(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches('\u{FEFF}').split('#').next().unwrap_or("");
    let (key, value) = line.split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim()))
}

/// The name of an agent without its version.
fn product(value: &str) -> &str {
    if value.starts_with('*') {
        return "*";
    }
    let end = value.find(|ch: char| !(ch.is_ascii_alphabetic() || ch == '-' || ch == '_')).unwrap_or(value.len());
    &value[..end]
}

/// In one spelling: escapes of plain characters undone, all others in capitals, other characters escaped.
fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                let value = (high * 16 + low) as u8;
                if value.is_ascii_alphanumeric() || b"-._~".contains(&value) {
                    out.push(char::from(value));
                } else {
                    out.push_str(&format!("%{value:02X}"));
                }
                at += 3;
            }
            _ => {
                if byte.is_ascii_graphic() {
                    out.push(char::from(byte))
                } else {
                    out.push_str(&format!("%{byte:02X}"))
                }
                at += 1;
            }
        }
    }
    out
}

/// A pattern fits the beginning of a path; "*" is anything, "$" at the end is the end. The first place for each piece
/// is as good as any later one, so that nothing is tried twice.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or("");
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut pieces: Vec<_> = pieces.collect();
    let last = if to_end { pieces.pop() } else { None };
    for piece in &pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !to_end || rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /a\nAllow: /a/b # yes\nDisallow: /*.pdf$\n\
                    Disallow: /q?*x=\nDisallow: /%7euser/\nDisallow:\nAllow: /same\nDisallow: /same\nnonsense";
        let robots = Robots::parse(text, "dateline");
        let cases = [
            ("/", true),
            ("/a", false),
            ("/abc", false),
            ("/a/b/c", true),
            ("/x/y.pdf", false),
            ("/x/y.pdf?z", true),
            ("/q?a=1&x=2", false),
            ("/q?a=1", true),
            ("/~user/page", false),
            ("/same", true),
            ("/robots.txt", true),
        ];
        for (target, expected) in cases {
            assert_eq!(robots.allows(target), expected, "{target}");
        }
    }

    #[test]
    fn an_agent_has_its_own_rules() {
        let text = "\u{FEFF}User-Agent: *\nDisallow: /\nCrawl-delay: 5\n\nUser-agent: news\nuser-agent: Dateline/2.0\n\
                    Sitemap: http://example.org/s\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: dateline\nDisallow: /x";
        let ours = Robots::parse(text, "dateline");
        let found = ["/", "/private", "/x"].map(|target| ours.allows(target));
        assert_eq!((found, ours.delay), ([true, false, false], Some(Duration::from_secs(3))));
        let theirs = Robots::parse(text, "another");
        assert_eq!((theirs.allows("/y"), theirs.delay), (false, Some(Duration::from_secs(5))));
    }

    #[test]
    fn odd_files_do_no_harm() {
        for text in ["", "\0\u{FFFD}:::\n:", "Disallow: /", "User-agent:\nDisallow: /", "<html>User-agent: *</html>"] {
            assert!(Robots::parse(text, "dateline").allows("/x"), "{text:?}");
        }
        let robots = Robots::parse("User-agent: *\nCrawl-delay: 1e99\nCrawl-delay: NaN\nDisallow: /*", "dateline");
        assert_eq!((robots.delay, robots.allows("/")), (Some(Duration::from_secs(60)), false));
        let stars = format!("User-agent: *\nDisallow: /{}b$", "*a".repeat(5_000));
        assert!(Robots::parse(&stars, "dateline").allows(&format!("/{}", "a".repeat(8_000))));
    }
}
