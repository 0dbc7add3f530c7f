//! Feeds the release build what is too large for a test: single lines, nesting and noise of many megabytes.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Size of each input, in bytes.
const SIZE: usize = 50_000_000;

/// A name with its extension, and the unit that is repeated.
const INPUTS: [(&str, &[u8]); 7] = [
    ("one-word.txt", b"x"),
    ("one-line.txt", b"the army said that police shot a man in Paris on Monday and "),
    ("sentences.txt", b"Police shot a man in Paris on Monday, the army said.\n"),
    ("marks.txt", "\u{301}\u{202E}\u{1F600}".as_bytes()),
    ("not-utf8.txt", b"Police \xFF\xC3 shot \xF0\x9F a man. "),
    ("nested.html", b"<div>"),
    ("unclosed.html", b"<p>Police shot a man in Paris<a href=x>&amp;&#1;<table><td>"),
];

/// Codes each input with the release build; fails where it panics.
pub(crate) fn run() -> Result<()> {
    crate::process::cargo(&["build", "--release", "--package", "dateline-cli"])?;
    let target = crate::process::target();
    let folder = target.join("hostile");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let failed = INPUTS.iter().filter(|(name, unit)| !survives(&target, &folder.join(name), unit)).count();
    fs::remove_dir_all(&folder)?;
    if failed > 0 {
        bail!("{failed} of {} inputs were not survived", INPUTS.len());
    }
    Ok(())
}

fn survives(target: &Path, path: &Path, unit: &[u8]) -> bool {
    let written = fs::write(path, unit.repeat(SIZE / unit.len()));
    let start = Instant::now();
    let program = target.join("release/dateline");
    let status =
        Command::new(program).args(["--quiet", "code", "--format", "jsonl"]).arg(path).stdout(Stdio::null()).status();
    // 0 and 1 are answers; a panic, a signal or a refusal of the command line is none.
    let survived = written.is_ok() && status.as_ref().is_ok_and(|status| matches!(status.code(), Some(0 | 1)));
    println!("{:>8.1} s  {:?}  {}", start.elapsed().as_secs_f64(), status.ok().and_then(|s| s.code()), path.display());
    survived
}
