//! Text that may not stand in a file.

use super::files::File;

/// What no file may hold, and why. The words are in pieces so that this table does not find itself.
const FORBIDDEN: [(&[&str], &str); 9] = [
    (&["/ro", "ot/"], "a path of one machine"),
    (&["/ho", "me/"], "a path of one machine"),
    (&["/wo", "rk/"], "a path of one machine"),
    (&["/tm", "p/"], "a path of one machine; tests ask for a temporary folder"),
    (&["FIX", "ME"], "mend it or write an issue"),
    (&["TO", "DO"], "do it or write an issue"),
    (&["#[ign", "ore]"], "a test that does not run is no test; give the reason if something else runs it"),
    (&["unimple", "mented!("], "a stub"),
    (&["<<<<", "<<< "], "a merge conflict"),
];

/// Where data that is not committed may be spoken of.
const MAY_NAME_SHARED: [&str; 5] = ["xtask/", "docs/", "CONTRIBUTING.md", "eval/", "crates/dateline-train/"];

/// The findings in one file, each with its line.
pub(super) fn check(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    if file.is_rust() && !file.body.starts_with("//!") {
        findings.push(format!("{}:1: begin with a `//!` line that says what the module is for", file.path));
    }
    for (number, line) in file.body.lines().enumerate() {
        let reasons = FORBIDDEN.iter().filter(|(word, _)| line.contains(&word.concat()));
        findings.extend(reasons.map(|(word, why)| finding(file, number, &word.concat(), why)));
        if line.contains(&["..", "/shared"].concat()) && !MAY_NAME_SHARED.iter().any(|p| file.path.starts_with(p)) {
            findings.push(finding(file, number, "shared data", "it is not there in a fresh clone"));
        }
    }
    findings
}

fn finding(file: &File, line: usize, word: &str, why: &str) -> String {
    format!("{}:{}: {word}: {why}", file.path, line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, body: &str) -> usize {
        check(&File { path: path.to_owned(), body: body.to_owned() }).len()
    }

    #[test]
    fn headers_paths_and_stubs_are_found() {
        assert_eq!(count("a/src/b.rs", "//! Why.\n"), 0);
        assert_eq!(count("a/src/b.rs", "fn a() {}\n"), 1);
        assert_eq!(count("a.md", &["see /ho", "me/me/x"].concat()), 1);
        assert_eq!(count("a.md", &["see .", "./shared/gold"].concat()), 1);
        assert_eq!(count("docs/a.md", &["see .", "./shared/gold"].concat()), 0);
    }
}
