//! What must hold for any text and any parse, however wrong.

use super::*;
use dateline_doc::{Deprel, Stance, SyntaxBuilder, Upos, Word};

/// Words that the rules look at, in scripts of all widths.
const WORDS: &[&str] = &[
    "said",
    "says",
    "according",
    "to",
    "told",
    "citing",
    "cited",
    "quoted",
    "which",
    "saying",
    "carried",
    "by",
    "reports",
    "comments",
    "in",
    "while",
    "who",
    "denied",
    "had",
    "reportedly",
    "believed",
    "as",
    "claim",
    "that",
    "the",
    "mayor",
    "Reuters",
    "he",
    "I",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    ",",
    ".",
    ":",
    "-",
    "\n\n",
    "\n",
    "мэр",
    "東京",
    "\u{200e}",
    "e\u{301}",
    "of",
    "for",
    "by",
    "it",
    "who",
    "called",
    "accused",
    "wants",
    "sure",
    "statement",
    "SMITH",
    "…",
    "?",
    "(",
    ")",
    "in",
    "Turkish",
];
const UPOS: &[Upos] = &[Upos::Verb, Upos::Noun, Upos::Propn, Upos::Pron, Upos::Punct, Upos::Adp, Upos::Adj, Upos::Aux];

/// A small linear generator: the same cases on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A text of random words with a random parse: sentences end anywhere, heads and labels say anything.
fn nonsense(dice: &mut Dice) -> (String, Syntax) {
    let mut text = String::new();
    let mut builder = SyntaxBuilder::default();
    let mut paragraph = 0;
    for _ in 0..1 + dice.below(6) {
        let mut words = Vec::new();
        let length = 1 + dice.below(24);
        for _ in 0..length {
            let form = dice.pick(WORDS);
            let start = text.len() as u32;
            text.push_str(form);
            if form.trim().is_empty() {
                paragraph += 1;
            } else {
                words.push(word(dice, form, Span::new(start, text.len() as u32), length));
            }
            text.push_str(dice.pick(&["", " "]));
        }
        builder.push(&words, paragraph, dice.below(9) == 0);
    }
    (text, builder.finish())
}

fn word<'a>(dice: &mut Dice, form: &'a str, span: Span<Byte>, length: usize) -> Word<'a> {
    let lemma = dice.pick(&[form, "say", "tell", "claim", "cite"]);
    let head = Some(dice.below(length + 1) as u32);
    let (upos, deprel) = (dice.pick(UPOS), dice.pick(Deprel::ALL));
    Word { span, form, lemma, upos, xpos: dice.pick(&["VBD", "VBG", "VBN", "NN"]), feats: "VerbForm=Fin", head, deprel }
}

fn article(text: &str) -> Article {
    Article::of_text("a", text)
}

fn on_borders(text: &str, span: Span<Byte>) -> bool {
    !span.is_empty() && text.get(span.range()).is_some()
}

fn check(text: &str, quotes: &[Quote], attributions: &[Attribution]) {
    let mut spans: Vec<Span<Byte>> = Vec::new();
    spans.extend(quotes.iter().map(|quote| quote.span));
    spans.extend(quotes.iter().filter_map(|quote| quote.translated_from));
    spans.extend(quotes.iter().filter_map(|quote| quote.speaker.as_ref()).map(|speaker| speaker.span));
    for attribution in attributions {
        assert!(!attribution.chain.is_empty() && !attribution.content.is_empty(), "{attribution:?} in {text:?}");
        assert!(attribution.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "{attribution:?} in {text:?}");
        spans.extend(&attribution.content);
        spans.extend(attribution.chain.iter().flat_map(|source| [Some(source.span), source.cue]).flatten());
    }
    for span in spans {
        assert!(on_borders(text, span), "{span:?} in {text:?}");
    }
}

#[test]
fn spans_are_whole_and_chains_are_not_empty_whatever_the_parse() {
    let sources = Sources::builtin();
    let mut dice = Dice(7);
    let mut found = 0;
    for _ in 0..4_000 {
        let (text, syntax) = nonsense(&mut dice);
        let (quotes, all) = attributions(&article(&text), &syntax, &[], &sources);
        check(&text, &quotes, &all);
        assert!(hedges(&syntax).iter().all(|hedge| on_borders(&text, hedge.span) && on_borders(&text, hedge.scope)));
        let earlier = |(nth, said): (usize, &Attribution)| said.disputes.is_none_or(|at| at < nth);
        assert!(all.iter().enumerate().all(earlier), "only what was said before can be disputed");
        found += all.len();
    }
    assert!(found > 1_000, "the nonsense holds attributions to check, {found} found");
}

#[test]
fn without_words_there_are_quotations_and_no_speakers() {
    let text = "“We will rebuild the bridge,” she said. «Ils sont tous partis hier», dit-il.";
    let (quotes, all) = attributions(&article(text), &Syntax::default(), &[], &Sources::builtin());
    assert_eq!(quotes.len(), 2);
    assert!(all.is_empty() && quotes.iter().all(|quote| quote.speaker.is_none()));
}

/// One word a byte: "a b c …", the third of them a pronoun.
fn letters() -> Syntax {
    let mut builder = SyntaxBuilder::default();
    let word = |at: u32| Word {
        span: Span::new(at * 2, at * 2 + 1),
        form: "x",
        lemma: "x",
        upos: if at == 2 { Upos::Pron } else { Upos::Noun },
        xpos: "NN",
        feats: "_",
        head: None,
        deprel: Deprel::Root,
    };
    builder.push(&[0, 1, 2, 3].map(word), 0, false);
    builder.finish()
}

#[test]
fn the_narrowest_attribution_that_vouches_gives_the_chain() {
    let by = |word: u32| {
        let span = Span::new(word * 2, word * 2 + 1);
        Source { span, head: dateline_doc::TokenId(word), cue: None, kind: None, stance: Stance::Asserts, entity: None }
    };
    let said = |chain: &[u32], from, to, rule| Attribution {
        chain: chain.iter().map(|word| by(*word)).collect(),
        content: vec![Span::new(from, to)],
        mode: QuoteMode::Indirect,
        rule,
        disputes: None,
    };
    let all = [
        said(&[0], 10, 50, "clause"),
        said(&[0, 1], 20, 40, "clause"),
        said(&[0, 1, 2], 30, 38, "clause"),
        said(&[3], 22, 28, "wish"),
    ];
    let at = |from, to| {
        Said::new(&all)
            .at(&letters(), Span::new(from, to))
            .map_or(vec![], |(chain, _)| chain.iter().map(|s| s.head.0).collect())
    };
    assert_eq!(at(12, 14), [0]);
    assert_eq!(at(24, 26), [0, 1], "a wish vouches for nothing");
    assert_eq!(at(32, 34), [0, 1], "the pronoun is somebody in the chain");
    assert!(at(60, 62).is_empty());
}
