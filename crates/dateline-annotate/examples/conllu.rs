//! Prints a text file as CoNLL-U and its names: `cargo run --release --example conllu -- FILE`.

#![allow(clippy::disallowed_methods, reason = "a program for trying things out reads files and the clock")]

use dateline_annotate::{Model, annotate, conllu};
use dateline_doc::Text;

fn main() {
    let path = std::env::args().nth(1).expect("give the path of a text file");
    let text = Text::new(std::fs::read_to_string(&path).expect("the file can be read as UTF-8"));
    let started = std::time::Instant::now();
    let model = Model::english();
    let loaded = started.elapsed();
    let (syntax, names, notes) = annotate(&text, &[], &model);
    let all = started.elapsed();
    if std::env::args().nth(2).is_none() {
        println!("{}", conllu(&text, "text", &syntax));
        for name in &names {
            println!("# {} {} {}", name.kind.as_str(), name.entity, text.slice(name.span));
        }
    }
    let rate = syntax.len() as f64 / (all - loaded).as_secs_f64();
    eprintln!("{} words, {} notes; loaded in {loaded:?}, {rate:.0} words/s", syntax.len(), notes.len());
}
