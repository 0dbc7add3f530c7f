//! Counts of people and things: how many, how qualified, of what.

mod count;
mod table;

use super::times;
use super::words::Tokens;
use count::Count;
use dateline_doc::{Article, Byte, Deprel, Quantity, Span, Syntax, TokenId, TokenRange, Upos};

/// How many words ahead a counted noun is looked for where the syntax doesn't name it.
const REACH: u32 = 3;

/// All counts of the report, in the order of the text. A report without syntax has none, since a count points at the
/// words that it counts.
pub fn quantities(article: &Article, syntax: &Syntax) -> Vec<Quantity> {
    if syntax.is_empty() {
        return Vec::new();
    }
    let tokens = Tokens::new(article.text.as_str());
    let counts = count::counts(&tokens, &times::cover(&tokens));
    counts.iter().filter_map(|count| quantity(&tokens, syntax, count)).collect()
}

fn quantity(t: &Tokens, syntax: &Syntax, count: &Count) -> Option<Quantity> {
    let span: Span<Byte> = t.span(count.start, count.end);
    let tokens = syntax.tokens_in(span);
    let counted = counted(syntax, tokens)?;
    let Count { value, low, high, quantifier, .. } = *count;
    Some(Quantity { span, tokens, value, low, high, quantifier, counted })
}

/// The noun counted: what the number modifies, else what stands behind its "of", else the next noun, else the number.
fn counted(syntax: &Syntax, tokens: TokenRange) -> Option<TokenId> {
    let number = tokens.iter().rev().find(|t| syntax.upos(*t) == Upos::Num).or_else(|| tokens.iter().next_back())?;
    modified(syntax, tokens)
        .or_else(|| behind_of(syntax, number))
        .or_else(|| next_noun(syntax, tokens, number))
        .or(Some(number))
}

/// The head outside the count of a word of it that is a modifier of quantity.
fn modified(syntax: &Syntax, tokens: TokenRange) -> Option<TokenId> {
    let modifier =
        |t: &TokenId| matches!(syntax.deprel(*t), Deprel::Nummod | Deprel::Amod | Deprel::Det | Deprel::Compound);
    let heads = tokens.iter().rev().filter(modifier).filter_map(|t| syntax.head(t));
    heads.into_iter().find(|head| !tokens.contains(*head))
}

/// "people" in "dozens of people".
fn behind_of(syntax: &Syntax, number: TokenId) -> Option<TokenId> {
    let of = |t: &TokenId| syntax.children_by(*t, Deprel::Case).any(|case| syntax.lemma(case) == "of");
    syntax.children_by(number, Deprel::Nmod).find(of)
}

/// A noun right behind, where the number is no argument by itself.
fn next_noun(syntax: &Syntax, tokens: TokenRange, number: TokenId) -> Option<TokenId> {
    let argument =
        matches!(syntax.deprel(number), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::Root);
    let last = (tokens.end.0 + REACH).min(syntax.tokens().end.0);
    let ahead = TokenRange { start: tokens.end, end: TokenId(last) };
    let same = |t: &TokenId| matches!(syntax.upos(*t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    let noun = |t: &TokenId| syntax.upos(*t) == Upos::Noun;
    (!argument).then(|| ahead.iter().take_while(same).find(noun)).flatten()
}
