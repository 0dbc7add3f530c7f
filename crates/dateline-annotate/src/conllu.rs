//! Prints annotation as CoNLL-U, so that the tools of the treebank community can read it.

use dateline_doc::{Syntax, Text, TokenId, TokenRange, Upos};
use std::fmt::Write;

/// A report as CoNLL-U. MISC holds `SpaceAfter=No` and `TokenRange=start:end` in code points.
pub fn conllu(text: &Text, doc_id: &str, syntax: &Syntax) -> String {
    let mut out = format!("# newdoc id = {doc_id}\n");
    let mut paragraph = None;
    for (nth, sentence) in syntax.sentences().iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            let _ = writeln!(out, "# newpar id = {doc_id}-p{:04}", sentence.paragraph + 1);
            paragraph = Some(sentence.paragraph);
        }
        let words: Vec<_> = text.slice(sentence.span).split_whitespace().collect();
        let _ = writeln!(out, "# sent_id = {doc_id}-{:04}\n# text = {}", nth + 1, words.join(" "));
        sentence_lines(text, syntax, sentence.tokens, &mut out);
        out.push('\n');
    }
    out
}

fn sentence_lines(text: &Text, syntax: &Syntax, tokens: TokenRange, out: &mut String) {
    let mut written = TokenRange { start: tokens.start, end: tokens.start };
    for token in tokens.iter() {
        if token >= written.end {
            written = TokenRange { start: token, end: fused_end(text, syntax, tokens, token) };
            if written.len() > 1 {
                fused_line(text, syntax, tokens, written, out);
            }
        }
        word_line(text, syntax, tokens, token, written.len() > 1, out);
    }
}

/// The end of the run of words that one written word stands for ("do" + "n't").
fn fused_end(text: &Text, syntax: &Syntax, tokens: TokenRange, start: TokenId) -> TokenId {
    let mut end = TokenId(start.0 + 1);
    while end < tokens.end && joined(syntax, end) && is_part(text, syntax, end) {
        end.0 += 1;
    }
    end
}

fn joined(syntax: &Syntax, token: TokenId) -> bool {
    syntax.span(token).start == syntax.span(TokenId(token.0 - 1)).end
}

/// Contractions, possessives and the second halves of "cannot" and "gonna".
fn is_part(text: &Text, syntax: &Syntax, token: TokenId) -> bool {
    let form = text.slice(syntax.span(token)).to_lowercase().replace('’', "'");
    let before = text.slice(syntax.span(TokenId(token.0 - 1))).to_lowercase();
    let worded = before.ends_with(char::is_alphanumeric) || before.ends_with('.');
    let clitic = matches!(form.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "n't");
    let possessive = form == "'" && syntax.xpos(token) == "POS";
    let half = matches!(
        (before.as_str(), form.as_str()),
        ("can", "not") | ("gon" | "wan" | "got", "na" | "ta") | ("gim" | "lem", "me")
    );
    let bare = form == "nt" && syntax.upos(token) == Upos::Part;
    worded && (clitic || possessive || half || bare)
}

fn fused_line(text: &Text, syntax: &Syntax, tokens: TokenRange, range: TokenRange, out: &mut String) {
    let span = syntax.span_of(range);
    let last = TokenId(range.end.0 - 1);
    let number = |token: TokenId| token.0 - tokens.start.0 + 1;
    let space = if spaced(syntax, tokens, last) { "_" } else { "SpaceAfter=No" };
    let form = text.slice(span);
    let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{space}", number(range.start), number(last));
}

/// True where a space, or the sentence's end, follows.
fn spaced(syntax: &Syntax, tokens: TokenRange, token: TokenId) -> bool {
    let next = TokenId(token.0 + 1);
    next >= tokens.end || !joined(syntax, next)
}

fn word_line(text: &Text, syntax: &Syntax, tokens: TokenRange, token: TokenId, fused: bool, out: &mut String) {
    let span = syntax.span(token);
    let chars = text.to_chars(span);
    let head = syntax.head(token).map_or(0, |head| head.0 - tokens.start.0 + 1);
    let space = if fused || spaced(syntax, tokens, token) { "" } else { "SpaceAfter=No|" };
    let _ = writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{space}TokenRange={}:{}",
        token.0 - tokens.start.0 + 1,
        text.slice(span),
        syntax.lemma(token),
        syntax.upos(token).as_str(),
        syntax.xpos(token),
        syntax.feats_text(token),
        syntax.deprel(token).as_str(),
        chars.start,
        chars.end,
    );
}
