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
    let Count { value, low, high, quantifier, measure, .. } = *count;
    Some(Quantity { span, tokens, value, low, high, quantifier, counted, measure })
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

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{SyntaxBuilder, Word};

    /// Words of "Form/UPOS/head/deprel", the head counted from 1 as in CoNLL-U.
    fn counted_words(text: &str, rows: &[&str]) -> Vec<(String, String, usize)> {
        let mut at = 0;
        let words: Vec<_> = rows.iter().map(|row| word(row, text, &mut at)).collect();
        let mut builder = SyntaxBuilder::default();
        builder.push(&words, 0, false);
        let (article, syntax) = (article(text), builder.finish());
        let slice = |span| article.text.slice(span).to_owned();
        let found = quantities(&article, &syntax);
        found.iter().map(|q| (slice(q.span), slice(syntax.span(q.counted)), q.tokens.len())).collect()
    }

    fn word<'a>(row: &'a str, text: &str, at: &mut usize) -> Word<'a> {
        let cells: Vec<_> = row.split('/').collect();
        let start = *at + text[*at..].find(cells[0]).expect("the words are in the text");
        *at = start + cells[0].len();
        Word {
            span: Span::new(start as u32, *at as u32),
            form: cells[0],
            lemma: cells[0],
            upos: Upos::parse(cells[1]),
            xpos: "_",
            feats: "_",
            head: cells[2].parse::<u32>().ok().and_then(|head| head.checked_sub(1)),
            deprel: Deprel::parse(cells[3]),
        }
    }

    fn article(text: &str) -> Article {
        Article::of_text("", text)
    }

    fn expect(text: &str, rows: &[&str], span: &str, counted: &str, words: usize) {
        assert_eq!(counted_words(text, rows), [(span.to_owned(), counted.to_owned(), words)]);
    }

    #[test]
    fn the_noun_that_the_number_modifies_is_counted() {
        let rows = [
            "At/ADP/3/advmod",
            "least/ADJ/1/fixed",
            "three/NUM/5/nummod",
            "young/ADJ/5/amod",
            "men/NOUN/6/nsubj",
            "fled/VERB/0/root",
        ];
        expect("At least three young men fled", &rows, "At least three", "men", 3);
    }

    #[test]
    fn the_noun_behind_of_is_counted() {
        let rows = ["Dozens/NOUN/4/nsubj", "of/ADP/3/case", "shops/NOUN/1/nmod", "burned/VERB/0/root"];
        expect("Dozens of shops burned", &rows, "Dozens", "shops", 1);
    }

    #[test]
    fn a_number_alone_counts_itself() {
        let rows = [
            "Three/NUM/3/nsubj:pass",
            "were/AUX/3/aux:pass",
            "killed/VERB/0/root",
            "near/ADP/5/case",
            "shops/NOUN/3/obl",
        ];
        expect("Three were killed near shops", &rows, "Three", "Three", 1);
    }

    #[test]
    fn without_syntax_there_are_no_counts() {
        assert!(quantities(&article("Three men fled."), &Syntax::default()).is_empty());
    }
}
