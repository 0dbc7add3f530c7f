//! What the shell sees: completions, the manual page, closed pipes, the codebook's checks.

use crate::{reports, run_in};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const COMMANDS: [&str; 8] = ["code", "extract", "annotate", "show", "why", "find", "codebook", "completions"];

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = run_in(&reports(), &["completions", shell]);
        assert_eq!(run.code, 0);
        for command in COMMANDS {
            assert!(run.out.contains(command), "{shell} lacks {command}");
        }
    }
}

#[test]
fn the_manual_page_tells_commands_and_exit_status() {
    let run = run_in(&reports(), &["man"]);
    assert_eq!(run.code, 0);
    for words in COMMANDS.iter().chain(&["published", "Exit status", ".TH dateline 1"]) {
        assert!(run.out.contains(words), "the manual page lacks {words:?}");
    }
}

#[test]
fn help_tells_the_exit_status() {
    for command in ["code", "extract", "annotate", "show", "why", "find"] {
        let run = run_in(&reports(), &[command, "--help"]);
        assert!(run.code == 0 && run.out.contains("Exit status"), "{command}: {}", run.out);
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let lines = "{\"text\":\"Rain fell on the hills for days. Guards watched the river.\"}\n".repeat(3000);
    let folder = crate::folder(&[("many.jsonl", lines.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["code", "many.jsonl", "--quiet"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).expect("a line");
    assert!(first.starts_with('{'));
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_codebook_is_checked() {
    let run = run_in(&reports(), &["codebook", "test"]);
    assert!(run.out.contains(" cases hold\n"), "{}", run.out);
    let run = run_in(&reports(), &["codebook", "lint"]);
    assert!(run.out.contains(" rules, "), "{}", run.out);
    let run = run_in(&reports(), &["codebook", "explain", "The committee killed the bill."]);
    assert!(run.out.contains("assault.kill") && run.out.contains("argument"), "{}", run.out);
}
