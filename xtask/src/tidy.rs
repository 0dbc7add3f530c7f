//! What can be checked by reading the tree: the crate table, headers, forbidden text, and the lengths of functions.

mod crates;
mod files;
mod links;
mod text;

use crate::functions::{self, Function};
use anyhow::{Result, bail};
use files::File;
use std::path::Path;

/// Functions longer than this are split, or are tables.
const LONGEST: usize = 60;

/// Checks the tree, prints the measurements, and fails with all findings at once.
pub(crate) fn run() -> Result<()> {
    let root = crate::root();
    let files = files::read(&root)?;
    println!("{}", measurements(&files));
    let findings = check(&root, &files)?;
    if findings.is_empty() {
        return Ok(());
    }
    bail!("{} to tidy:\n  {}", findings.len(), findings.join("\n  "))
}

fn check(root: &Path, files: &[File]) -> Result<Vec<String>> {
    let mut findings = crates::check(root)?;
    findings.extend(files.iter().flat_map(text::check));
    findings.extend(files.iter().flat_map(|file| links::check(root, file)));
    findings.extend(files.iter().filter(|file| file.is_rust()).flat_map(too_long));
    Ok(findings)
}

fn too_long(file: &File) -> Vec<String> {
    let long = |f: &Function| f.length > LONGEST && !f.table;
    let place = |f: Function| format!("{}:{}: fn {} has {} lines of code", file.path, f.line, f.name, f.length);
    functions::functions(&file.body).into_iter().filter(long).map(place).collect()
}

/// Sizes of functions and files without tests, in a line each.
fn measurements(files: &[File]) -> String {
    let sources: Vec<&File> = files.iter().filter(|file| file.is_source()).collect();
    let mut functions: Vec<usize> =
        sources.iter().flat_map(|file| functions::functions(&file.body)).map(|f| f.length).collect();
    let mut sizes: Vec<usize> =
        sources.iter().map(|file| functions::without_tests(&file.body).lines().count()).collect();
    functions.sort_unstable();
    sizes.sort_unstable();
    let over = functions.iter().filter(|n| **n > 50).count();
    format!(
        "functions: {} of them, lines of code: median {}, p90 {}, longest {}; {over} over 50 ({:.1} %)\n\
         files: {} of them, lines without tests: median {}, p90 {}, longest {}, all {}",
        functions.len(),
        quantile(&functions, 50),
        quantile(&functions, 90),
        quantile(&functions, 100),
        100.0 * over as f64 / functions.len().max(1) as f64,
        sizes.len(),
        quantile(&sizes, 50),
        quantile(&sizes, 90),
        quantile(&sizes, 100),
        sizes.iter().sum::<usize>(),
    )
}

fn quantile(sorted: &[usize], percent: usize) -> usize {
    let last = sorted.len().saturating_sub(1);
    sorted.get(last * percent / 100).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let root = crate::root();
        let files = files::read(&root).expect("the tree can be read");
        let findings = check(&root, &files).expect("the tree can be checked");
        assert!(findings.is_empty(), "to tidy:\n{}", findings.join("\n"));
    }

    #[test]
    fn quantiles_of_small_lists() {
        assert_eq!(quantile(&[], 50), 0);
        assert_eq!(quantile(&[1, 2, 9], 50), 2);
        assert_eq!(quantile(&[1, 2, 9], 100), 9);
    }
}
