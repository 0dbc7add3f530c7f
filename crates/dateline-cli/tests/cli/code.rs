//! `code`, `extract` and `annotate`.

use crate::{folder, ids, json, reports, run_in, run_with};

const TWO: &[u8] =
    b"{\"id\":\"z\",\"text\":\"Guards shot a man in Izmir on Monday.\"}\n{\"id\":\"a\",\"text\":\"Nothing else.\"}\n";

#[test]
fn a_pipe_gets_json_lines_in_the_order_of_the_input() {
    let at = folder(&[("two.jsonl", TWO), ("more/b.txt", b"Rain fell."), ("more/a.txt", b"Snow fell.")]);
    let run = run_in(at.path(), &["code", "two.jsonl", "more"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let ids = ids(&run.out);
    assert_eq!(ids[..2], ["z", "a"]);
    assert!(ids[2].starts_with("a-") && ids[3].starts_with("b-"), "{ids:?}");
    assert!(run.err.starts_with("4 reports, "), "{}", run.err);
}

#[test]
fn threads_do_not_change_a_byte() {
    for format in ["jsonl", "csv", "table"] {
        let code = |threads| {
            let run = run_in(&reports(), &["code", ".", "--threads", threads, "--format", format]);
            assert_eq!(run.code, 0, "{}", run.err);
            run.out
        };
        let one = code("1");
        assert!(one.lines().count() > 6);
        for threads in ["2", "8"] {
            assert!(code(threads) == one, "{threads} threads print other {format} than one");
        }
    }
}

#[test]
fn many_reports_keep_their_order() {
    let lines: String =
        (0..300).map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"{}\"}}\n", "Rain fell. ".repeat(n % 7))).collect();
    let run = run_with(&reports(), &["code", "-", "--threads", "8"], lines.as_bytes(), &[]);
    assert_eq!(ids(&run.out), (0..300).map(|n| format!("r{n}")).collect::<Vec<_>>());
}

#[test]
fn standard_input_is_text_or_json_lines() {
    let text = run_with(
        &reports(),
        &["code", "-", "--published", "2016-12-20", "--publisher", "Example Post"],
        b"Rain fell.",
        &[],
    );
    let report = &json(&text.out)[0];
    assert_eq!(report["text"], "Rain fell.");
    assert_eq!(report["published"]["value"], "2016-12-20");
    assert_eq!(report["published"]["basis"], "given");
    assert_eq!(report["publisher"], "Example Post");
    assert_eq!(ids(&run_with(&reports(), &["code", "-"], TWO, &[]).out), ["z", "a"]);
}

#[test]
fn a_failing_input_is_told_and_the_rest_is_done() {
    let at =
        folder(&[("broken.jsonl", b"{\"id\":\"a\",\"text\":\"Rain.\"}\n{oops\n{\"id\":\"c\",\"text\":\"Snow.\"}\n")]);
    let run = run_in(at.path(), &["code", "broken.jsonl", "absent.txt"]);
    assert_eq!(run.code, 1);
    assert_eq!(ids(&run.out), ["a", "c"]);
    let errors: Vec<_> = run.err.lines().filter(|line| line.starts_with("error:")).collect();
    assert_eq!(errors.len(), 2, "{}", run.err);
    assert!(errors[0].contains("absent.txt"), "{}", run.err);
    assert!(errors[1].contains("broken.jsonl, line 2"), "{}", run.err);
    assert!(run.err.contains("2 problems"), "{}", run.err);
}

#[test]
fn the_exit_status_is_2_where_nothing_could_be_done() {
    let at = folder(&[]);
    for args in [
        &["code", "absent.txt"][..],
        &["code"],
        &["code", "x.txt", "--published", "2023-02-30"],
        &["code", "x.txt", "--threads", "0"],
        &["code", "x.txt", "-o", "no/such/folder/out"],
        &["frobnicate"],
    ] {
        let run = run_in(at.path(), args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains("error"), "{args:?}: {}", run.err);
    }
}

#[test]
#[cfg(unix)]
fn an_unreadable_file_is_a_problem() {
    use std::os::unix::fs::PermissionsExt;
    let at = folder(&[("closed.txt", b"Rain."), ("open.txt", b"Snow.")]);
    let closed = at.path().join("closed.txt");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&closed).is_ok() {
        return; // The superuser may read everything.
    }
    let run = run_in(at.path(), &["code", "."]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("closed.txt"), "{}", run.err);
    assert_eq!(ids(&run.out).len(), 1);
}

#[test]
fn an_empty_file_is_an_empty_report() {
    let at = folder(&[("empty.txt", b""), ("empty.jsonl", b"")]);
    let run = run_in(at.path(), &["code", "empty.txt", "empty.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(json(&run.out)[0]["text"], "");
}

#[test]
fn an_output_file_appears_whole() {
    let at = folder(&[("two.jsonl", TWO), ("out.jsonl", b"old")]);
    let run = run_in(at.path(), &["code", "two.jsonl", "-o", "out.jsonl"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let written = std::fs::read_to_string(at.path().join("out.jsonl")).unwrap();
    assert_eq!(ids(&written), ["z", "a"]);
    assert_eq!(written, run_in(at.path(), &["code", "two.jsonl"]).out);
    let left = std::fs::read_dir(at.path()).unwrap().count();
    assert_eq!(left, 2, "a temporary file was left");
}

#[test]
fn colour_is_for_those_who_want_it() {
    let colour = |args: &[&str], env: &[(&str, &str)]| {
        let args = [&["code", "-", "--format", "table"], args].concat();
        run_with(&reports(), &args, b"Rain fell.", env).out.contains('\u{1b}')
    };
    assert!(!colour(&[], &[]), "a pipe is no terminal");
    assert!(colour(&["--color", "always"], &[]));
    assert!(!colour(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colour(&[], &[("NO_COLOR", "1")]));
}

#[test]
fn hostile_text_does_not_reach_the_terminal() {
    let hostile = "\u{1b}]0;title\u{7}Guards shot a man.\u{9b}2J";
    let line = serde_json::json!({"id": "x\u{1b}[1m", "title": hostile, "text": hostile}).to_string();
    for args in
        [&["code", "-", "--format", "table"][..], &["extract", "-", "--format", "text"], &["show", "-"], &["why", "-"]]
    {
        let run = run_with(&reports(), args, line.as_bytes(), &[]);
        let bad = |c: char| c.is_control() && c != '\n';
        assert_eq!(run.out.find(bad), None, "{args:?}: {:?}", run.out);
        assert_eq!(run.err.find(bad), None, "{args:?}: {:?}", run.err);
    }
}

#[test]
fn csv_has_a_header() {
    let run = run_with(&reports(), &["code", "-", "--format", "csv", "-q"], b"Rain fell.", &[]);
    assert!(run.out.starts_with("report,publisher,"), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn extract_gives_reports_and_nothing_else() {
    let run = run_in(&reports(), &["extract", "."]);
    let lines = json(&run.out);
    assert!(lines.len() > 6 && lines.iter().all(|line| line["kind"] == "report"));
    let page = "<html><head><title>Navy seizes trawler</title></head><body><article><h1>Navy seizes trawler</h1>\
        <p>The navy seized a foreign trawler off the port on Tuesday and detained its crew of nine, the coast guard said.</p>\
        <p>The captain had refused to stop, a spokesman said, and two sailors were hurt.</p></article></body></html>";
    let run = run_with(&reports(), &["extract", "-", "--format", "text"], page.as_bytes(), &[]);
    assert!(run.out.starts_with("Navy seizes trawler\n"), "{}", run.out);
    assert!(run.out.contains("\nThe captain had refused"), "{}", run.out);
}

#[test]
fn layers_are_printed_where_asked_for() {
    let kinds = |args: &[&str]| {
        let run = run_with(&reports(), args, b"Guards shot a man in Izmir on 3 May 2020, the BBC said.", &[]);
        json(&run.out).iter().map(|line| line["kind"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert!(!kinds(&["code", "-"]).contains(&"timex".to_owned()));
    assert!(kinds(&["code", "-", "--layers", "times,places"]).contains(&"timex".to_owned()));
    assert_eq!(kinds(&["annotate", "-", "--format", "jsonl"])[0], "report");
}

#[test]
fn mentions_of_one_thing_share_a_chain() {
    let text = b"Maria Keller resigned on Friday. Keller said she was tired.";
    let run = run_with(&reports(), &["code", "-", "--layers", "coref"], text, &[]);
    let lines = json(&run.out);
    let mentions = lines.iter().filter(|line| line["kind"] == "mention");
    let shown: Vec<_> = mentions.map(|line| format!("{} {} {}", line["text"], line["type"], line["chain"])).collect();
    let expected = [r#""Maria Keller" "name" "c1""#, r#""Keller" "name" "c1""#, r#""she" "pronoun" "c1""#];
    assert_eq!(shown, expected);
}

#[test]
fn annotate_prints_conllu() {
    let run = run_with(&reports(), &["annotate", "-"], b"Guards shot a man in Izmir.", &[]);
    assert!(run.out.starts_with("# newdoc id = stdin-"), "{}", run.out);
    assert!(run.out.contains("\n1\tGuards\t"), "{}", run.out);
    assert!(run.out.ends_with("\n\n"), "{}", run.out);
}
