//! Paths that documents name must be there: links of Markdown files, and the paths of the code map.

use super::files::File;
use std::path::Path;

/// The document whose paths in backquotes are checked too.
const CODE_MAP: &str = "ARCHITECTURE.md";

/// Links and paths that lead nowhere.
pub(super) fn check(root: &Path, file: &File) -> Vec<String> {
    if !file.path.ends_with(".md") {
        return Vec::new();
    }
    let folder = root.join(&file.path).parent().map(Path::to_owned).unwrap_or_default();
    let links = links(&file.body).into_iter().map(|link| (folder.join(link), link));
    let code = if file.path == CODE_MAP { paths(&file.body) } else { Vec::new() };
    let named = code.into_iter().map(|path| (root.join(path), path));
    let dead = links.chain(named).filter(|(path, _)| !path.exists());
    dead.map(|(_, name)| format!("{}: {name} is not there", file.path)).collect()
}

/// Targets of links to files, without their anchors.
fn links(body: &str) -> Vec<&str> {
    let targets = body.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.filter(|target| !target.contains(':')).filter_map(|target| target.split('#').next());
    files.filter(|path| !path.is_empty() && !path.contains(char::is_whitespace)).collect()
}

/// Words in backquotes that look like paths.
fn paths(body: &str) -> Vec<&str> {
    let quoted = body.split('`').skip(1).step_by(2);
    quoted.filter(|word| word.contains('/') && !word.contains([' ', '*', '<'])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_paths_are_found() {
        let body = "see [a](docs/a.md#part), [b](https://b.org), [c](#here) and `crates/x/src` or `read(a)`";
        assert_eq!(links(body), ["docs/a.md"]);
        assert_eq!(paths(body), ["crates/x/src"]);
    }

    #[test]
    fn dead_links_are_told() {
        let file = File { path: "README.md".to_owned(), body: "[a](no/such.md) [b](Cargo.toml)".to_owned() };
        assert_eq!(check(&crate::root(), &file), ["README.md: no/such.md is not there"]);
    }
}
