//! The crate table of ARCHITECTURE.md is the specification of dependencies: compares it with the manifests.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use toml::{Table, Value};

const BEGIN: &str = "<!-- crates -->";
const END: &str = "<!-- end of crates -->";

/// The longest chain of crates allowed.
const LEVELS: usize = 5;

/// Crates whose code sees no file, clock or environment, and that carry the list of forbidden methods.
const STAGES: [&str; 5] =
    ["dateline-doc", "dateline-learn", "dateline-lexicon", "dateline-annotate", "dateline-events"];

/// Crates, each with those it depends on.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Compares table, manifests and lint lists.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let document = fs::read_to_string(root.join("ARCHITECTURE.md")).context("cannot read ARCHITECTURE.md")?;
    let manifests = manifests(root)?;
    let actual = manifests.iter().map(|(name, manifest)| (name.clone(), dependencies(manifest))).collect();
    let mut findings = compare(&table(&document)?, &actual);
    let unlinted = manifests.iter().filter(|(_, manifest)| !has_lints(manifest));
    findings.extend(unlinted.map(|(name, _)| format!("{name}: its manifest lacks `[lints] workspace = true`")));
    findings.extend(forbidden_methods(root)?);
    Ok(findings)
}

fn compare(allowed: &Graph, actual: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for name in allowed.keys().filter(|name| !actual.contains_key(*name)) {
        findings.push(format!("ARCHITECTURE.md lists {name}, which is not there"));
    }
    for (name, dependencies) in actual {
        let Some(allowed) = allowed.get(name) else {
            findings.push(format!("ARCHITECTURE.md does not list {name}"));
            continue;
        };
        let extra = dependencies.difference(allowed);
        findings.extend(extra.map(|other| format!("{name} depends on {other}, which ARCHITECTURE.md does not allow")));
    }
    let levels = actual.keys().map(|name| levels(name, actual, actual.len())).max().unwrap_or(0);
    if levels > LEVELS {
        findings.push(format!("the longest chain of crates has {levels} levels, more than {LEVELS}"));
    }
    findings
}

fn levels(name: &str, graph: &Graph, left: usize) -> usize {
    let below = graph.get(name).into_iter().flatten();
    1 + below.map(|other| if left == 0 { 0 } else { levels(other, graph, left - 1) }).max().unwrap_or(0)
}

/// Rows of the table: the crate in backquotes, its role, what it may depend on ("nothing", or short names).
fn table(document: &str) -> Result<Graph> {
    let (_, rest) = document.split_once(BEGIN).with_context(|| format!("ARCHITECTURE.md lacks {BEGIN}"))?;
    let (body, _) = rest.split_once(END).with_context(|| format!("ARCHITECTURE.md lacks {END}"))?;
    Ok(body.lines().filter(|line| line.starts_with("| `")).filter_map(row).collect())
}

fn row(line: &str) -> Option<(String, BTreeSet<String>)> {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [name, _role, may] = cells.as_slice() else { return None };
    let names = may.split(',').map(str::trim).filter(|name| *name != "nothing").map(full_name);
    Some((name.trim_matches('`').to_owned(), names.collect()))
}

fn full_name(short: &str) -> String {
    if short == "dateline" { short.to_owned() } else { format!("dateline-{short}") }
}

fn manifests(root: &Path) -> Result<BTreeMap<String, Table>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root.join("crates")).context("cannot list crates/")? {
        let path = entry?.path().join("Cargo.toml");
        if path.is_file() {
            let body = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let manifest: Table = body.parse().with_context(|| format!("{} is no TOML", path.display()))?;
            let name = manifest.get("package").and_then(|p| p.get("name")).and_then(Value::as_str);
            found.insert(name.with_context(|| format!("{} has no name", path.display()))?.to_owned(), manifest);
        }
    }
    Ok(found)
}

/// Workspace crates among the dependencies; those of tests alone don't count.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let tables = ["dependencies", "build-dependencies"].into_iter().filter_map(|key| manifest.get(key)?.as_table());
    tables.flat_map(Table::keys).filter(|name| name.starts_with("dateline")).cloned().collect()
}

fn has_lints(manifest: &Table) -> bool {
    manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool) == Some(true)
}

/// Every stage crate has the same clippy.toml, since clippy reads only the nearest one.
fn forbidden_methods(root: &Path) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let path = |stage: &str| format!("crates/{stage}/clippy.toml");
    let first = fs::read_to_string(root.join(path(STAGES[0]))).with_context(|| format!("no {}", path(STAGES[0])))?;
    for stage in STAGES {
        if fs::read_to_string(root.join(path(stage))).ok().as_ref() != Some(&first) {
            findings.push(format!("{} differs from {}", path(stage), path(STAGES[0])));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(rows: &[(&str, &[&str])]) -> Graph {
        rows.iter().map(|(n, d)| ((*n).to_owned(), d.iter().map(|d| (*d).to_owned()).collect())).collect()
    }

    #[test]
    fn the_table_is_read() {
        let text = "x\n<!-- crates -->\n| crate | role | may |\n| --- | --- | --- |\n| `dateline-doc` | model | nothing |\n\
                    | `dateline` | pipeline | doc, events |\n<!-- end of crates -->\n";
        let expected = graph(&[("dateline-doc", &[]), ("dateline", &["dateline-doc", "dateline-events"])]);
        assert_eq!(table(text).unwrap(), expected);
        assert!(table("no markers").is_err());
    }

    #[test]
    fn what_the_table_does_not_allow_is_found() {
        let allowed = graph(&[("a", &[]), ("b", &["a"]), ("gone", &[])]);
        let actual = graph(&[("a", &["b"]), ("b", &["a"]), ("new", &[])]);
        let findings = compare(&allowed, &actual);
        assert!(findings.iter().any(|f| f.contains("a depends on b")));
        assert!(findings.iter().any(|f| f.contains("gone, which is not there")));
        assert!(findings.iter().any(|f| f.contains("does not list new")));
    }
}
