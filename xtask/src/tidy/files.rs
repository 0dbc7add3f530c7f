//! The text files of the tree, without what is built or not ours to check.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Extensions that are text that we write.
const TEXT: [&str; 11] = ["rs", "md", "toml", "txt", "html", "jsonl", "tsv", "cff", "yml", "sh", "rules"];

/// Files over this size are data.
const LARGEST: u64 = 2_000_000;

/// A text file of the tree.
#[derive(Debug)]
pub(crate) struct File {
    /// Path from the root, with forward slashes.
    pub(crate) path: String,
    /// Content.
    pub(crate) body: String,
}

impl File {
    /// True for Rust.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// True for Rust that is part of a program: neither a test nor a bench.
    pub(crate) fn is_source(&self) -> bool {
        self.is_rust() && self.path.contains("/src/") && !self.path.ends_with("/tests.rs")
    }
}

/// All text files, by path.
pub(crate) fn read(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    walk(root, root, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        if kind.is_dir() && !is_foreign(&path) {
            walk(root, &path, files)?;
        } else if kind.is_file() && is_text(&path) && entry.metadata()?.len() <= LARGEST {
            files.push(open(root, &path)?);
        }
    }
    Ok(())
}

fn open(root: &Path, path: &Path) -> Result<File> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let relative = path.strip_prefix(root).unwrap_or(path);
    let path = relative.to_string_lossy().replace('\\', "/");
    Ok(File { path, body: String::from_utf8_lossy(&bytes).into_owned() })
}

/// Build outputs and folders of other programs.
fn is_foreign(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    matches!(name.as_ref(), ".git" | "target" | "node_modules" | "build") || folder.join("CACHEDIR.TAG").exists()
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    TEXT.contains(&extension.as_ref()) || path.ends_with(".ci/run")
}
