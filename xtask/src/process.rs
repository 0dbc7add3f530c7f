//! Running other programs.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Runs cargo with these words in the root of the repository; fails where it fails.
pub(crate) fn cargo(words: &[&str]) -> Result<()> {
    cargo_with(words, &[])
}

/// The same with environment variables set.
pub(crate) fn cargo_with(words: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    eprintln!("cargo {}", words.join(" "));
    let status = Command::new(env!("CARGO"))
        .args(words)
        .envs(variables.iter().copied())
        .current_dir(crate::root())
        .status()
        .with_context(|| format!("cannot start {}", env!("CARGO")))?;
    if !status.success() {
        bail!("cargo {} failed ({status})", words.join(" "));
    }
    Ok(())
}

/// What a program prints; fails where it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!("{name} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).with_context(|| format!("{name} printed something that is no UTF-8"))
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}
