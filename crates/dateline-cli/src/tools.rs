//! The tools that a command line asks for: what is inside the program, or a codebook of the user's own.

use crate::args::CodingArgs;
use anyhow::{Context, Result, bail};
use dateline::Tools;
use dateline::doc::Confidence;
use dateline::lexicon::Codebook;
use dateline::lexicon::codebook::HEADER;
use std::fs;
use std::path::{Path, PathBuf};

/// Model and lexicons, with the codebook and the confidence that were asked for.
pub(crate) fn tools(coding: &CodingArgs) -> Result<Tools> {
    let mut tools = Tools::builtin();
    if let Some(folder) = &coding.codebook {
        tools.codebook = codebook(folder)?;
    }
    if let Some(share) = coding.min_confidence {
        tools.min_confidence = Confidence::per_mille((share * 1000.0).round() as u16);
    }
    Ok(tools)
}

/// Reads the codebook in a folder: its header and its rules, in the order of their names.
pub(crate) fn codebook(folder: &Path) -> Result<Codebook> {
    let mut files = Vec::new();
    for path in toml_files(folder)? {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text));
    }
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Codebook::own(&files).with_context(|| format!("the codebook in {}", folder.display()))
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read the codebook folder {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    if paths.is_empty() {
        bail!("{} holds no codebook: it needs a {HEADER} and rules in other .toml files", folder.display());
    }
    Ok(paths)
}
