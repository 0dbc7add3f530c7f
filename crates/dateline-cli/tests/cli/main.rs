//! The `dateline` command as a user meets it: what goes in, what comes out, and how it ends.

mod code;
mod codebook;
mod database;
mod export;
mod look;
mod shell;
mod stories;
mod verify;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left.
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs the command in a folder.
fn run_in(folder: &Path, args: &[&str]) -> Run {
    run_with(folder, args, b"", &[])
}

/// Runs the command in a folder with input and environment.
fn run_with(folder: &Path, args: &[&str], input: &[u8], env: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(env.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    // A command that reads no input closes it early.
    drop(child.stdin.take().map(|mut stdin| stdin.write_all(input)));
    let output = child.wait_with_output().expect("the command ends");
    Run {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("the messages are UTF-8"),
    }
}

/// The reports that come with the repository.
fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports")
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

/// The JSON lines of an output.
fn json(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

/// Identifiers of the reports in JSON lines.
fn ids(out: &str) -> Vec<String> {
    let reports = json(out).into_iter().filter(|line| line["kind"] == "report");
    reports.map(|line| line["id"].as_str().expect("an id").to_owned()).collect()
}
