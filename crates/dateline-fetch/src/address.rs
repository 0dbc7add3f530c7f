//! Addresses of pages: checked, in one spelling, and joined to those they stand in.

use crate::trouble::Trouble;
use std::fmt;

/// Longer addresses are not followed.
const LONGEST: usize = 8_192;

/// An absolute address of HTTP without user name and fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    https: bool,
    /// In lower case; with brackets where it is an address of IP version 6.
    host: String,
    port: Option<u16>,
    /// Path and query, from the slash on.
    target: String,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.site(), self.target)
    }
}

impl Address {
    /// Reads an absolute address.
    pub(crate) fn parse(text: &str) -> Result<Self, Trouble> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(Trouble::TooLong(LONGEST));
        }
        let (scheme, rest) = text.split_once(':').ok_or(Trouble::Scheme)?;
        let rest = rest.strip_prefix("//").ok_or(Trouble::Scheme)?;
        let https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(Trouble::Scheme),
        };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (host, port) = host_and_port(&rest[..end])?;
        let port = port.filter(|port| *port != if https { 443 } else { 80 });
        Ok(Address { https, host, port, target: target(&rest[end..]) })
    }

    /// Where a link leads that stands in the document at this address.
    pub(crate) fn join(&self, link: &str) -> Result<Self, Trouble> {
        let link = link.trim();
        if has_scheme(link) {
            return Address::parse(link);
        }
        if link.starts_with("//") {
            let scheme = if self.https { "https" } else { "http" };
            return Address::parse(&format!("{scheme}:{link}"));
        }
        let path = self.target.split('?').next().unwrap_or("/");
        let joined = match link.chars().next() {
            None | Some('#') => self.target.clone(),
            Some('/') => link.to_owned(),
            Some('?') => format!("{path}{link}"),
            Some(_) => format!("{}{link}", &path[..path.rfind('/').map_or(0, |slash| slash + 1)]),
        };
        Address::parse(&format!("{}{joined}", self.site()))
    }

    /// Scheme, host and port, without a slash at the end.
    pub(crate) fn site(&self) -> String {
        let scheme = if self.https { "https" } else { "http" };
        let port = self.port.map_or(String::new(), |port| format!(":{port}"));
        format!("{scheme}://{}{port}", self.host)
    }

    /// Path and query.
    pub(crate) fn target(&self) -> &str {
        &self.target
    }

    /// The address of the site's robots.txt.
    pub(crate) fn robots(&self) -> Address {
        Address { target: "/robots.txt".into(), ..self.clone() }
    }
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|ch: char| ch.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

fn host_and_port(text: &str) -> Result<(String, Option<u16>), Trouble> {
    if text.contains('@') {
        return Err(Trouble::UserInfo);
    }
    let port_at = match text.rfind(':') {
        Some(colon) if !text[colon..].contains(']') => colon,
        _ => text.len(),
    };
    let (host, port) = text.split_at(port_at);
    let port = match port.trim_start_matches(':') {
        "" => None,
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => Some(digits.parse().map_err(|_| Trouble::Host)?),
        _ => return Err(Trouble::Host),
    };
    let host = host.to_ascii_lowercase();
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let good = match inner {
        Some(ip) => ip.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            let plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
            plain && !host.is_empty() && host.len() <= 253 && !host.starts_with('.') && !host.contains("..")
        }
    };
    if good { Ok((host, port)) } else { Err(Trouble::Host) }
}

/// Path and query without fragment and dots, with everything escaped that may not stand there.
fn target(text: &str) -> String {
    let text = text.split('#').next().unwrap_or("");
    let (path, query) = text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)));
    let mut segments: Vec<&str> = Vec::new();
    let parts: Vec<_> = path.split(['/', '\\']).skip(1).collect();
    for (at, part) in parts.iter().enumerate() {
        let last = at + 1 == parts.len();
        match *part {
            "." | ".." => {
                if *part == ".." {
                    segments.pop();
                }
                if last {
                    segments.push("");
                }
            }
            other => segments.push(other),
        }
    }
    let mut out = format!("/{}", escaped(&segments.join("/")));
    if let Some(query) = query {
        out.push('?');
        out.push_str(&escaped(query));
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_spelling() {
        let cases = [
            ("http://Example.org", "http://example.org/"),
            (" HTTPS://example.org:443/a/../b?q=1#top ", "https://example.org/b?q=1"),
            ("http://example.org:8080/ä b", "http://example.org:8080/%C3%A4%20b"),
            ("http://example.org/a%20b/./c/..", "http://example.org/a%20b/"),
            ("http://example.org/../../x", "http://example.org/x"),
            ("http://example.org?q=a/../b", "http://example.org/?q=a/../b"),
            ("http://[::1]:81/x", "http://[::1]:81/x"),
        ];
        for (text, expected) in cases {
            assert_eq!(Address::parse(text).unwrap().to_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_address_of_http_is_refused() {
        let cases = [
            "",
            "example.org",
            "ftp://example.org/",
            "file:///etc/hosts",
            "javascript:alert(1)",
            "http:/example.org",
            "http://",
            "http://me:word@example.org/",
            "http://example.org@127.0.0.1/",
            "http://exämple.org/",
            "http://example.org:99999/",
            "http://example.org:8o/",
            "http://[::1/",
            "http://a..b/",
            "http://a b/",
        ];
        for text in cases {
            assert!(Address::parse(text).is_err(), "{text:?} was accepted");
        }
        assert!(Address::parse(&format!("http://example.org/{}", "x".repeat(LONGEST))).is_err());
    }

    #[test]
    fn links_are_joined_to_the_document() {
        let base = Address::parse("https://example.org/news/list.xml?page=2").unwrap();
        let cases = [
            ("a.html", "https://example.org/news/a.html"),
            ("../b", "https://example.org/b"),
            ("/c?x=1", "https://example.org/c?x=1"),
            ("//other.org/d", "https://other.org/d"),
            ("http://other.org/e", "http://other.org/e"),
            ("?page=3", "https://example.org/news/list.xml?page=3"),
            ("#top", "https://example.org/news/list.xml?page=2"),
            ("x:y/z", ""),
        ];
        for (link, expected) in cases {
            assert_eq!(base.join(link).map(|a| a.to_string()).unwrap_or_default(), expected, "{link:?}");
        }
        assert_eq!(base.robots().to_string(), "https://example.org/robots.txt");
    }
}
