//! How many: which counts of a sentence belong to which of its events, and as what.
//!
//! A rule says what it counts ("killed"); the words around a number may say it too ("left 12 dead"), which [`casualties`]
//! reads. What neither settles is counted as what it is: those who act take part, things acted on are "other".

pub(super) mod casualties;
mod sums;

use super::conditions::Classes;
use super::phrase;
use super::predicate::Hit;
use crate::window;
use dateline_doc::{Deprel, Figure, FigureRole, Layers, Measure, Quantity, Syntax, TokenId, TokenRange, Upos};
pub use sums::notes as totals;

/// From the codebook's word for a role.
fn role(word: &str) -> FigureRole {
    match word {
        "killed" => FigureRole::Killed,
        "injured" => FigureRole::Injured,
        "killed_or_injured" => FigureRole::KilledOrInjured,
        "detained" => FigureRole::Detained,
        "missing" => FigureRole::Missing,
        "displaced" => FigureRole::Displaced,
        "abducted" => FigureRole::Abducted,
        "released" => FigureRole::Released,
        "participants" => FigureRole::Participants,
        _ => FigureRole::Other,
    }
}

/// All counts that the predicate's own words settle.
pub(super) fn of_hit(classes: &Classes<'_>, hit: &Hit<'_>) -> Vec<Figure> {
    let (layers, syntax) = (classes.layers, &classes.layers.syntax);
    let mut figures = Figures::default();
    if let Some(word) = hit.rule.figure_role() {
        figures.of_heads(layers, &hit.counted, role(word));
        figures.of_heads(layers, &exchanged(syntax, hit), role(word));
    }
    figures.of_act(layers, hit.head);
    if !hit.args.nominal {
        // Those who are sent take part in what is done with them.
        let sent = if &*hit.rule.kind == "MOBILIZE" { FigureRole::Participants } else { FigureRole::Other };
        figures.of_heads(layers, &hit.args.object, sent);
    }
    if is_joined(&hit.rule.kind) && !hit.args.nominal {
        figures.of_heads(layers, &hit.args.subject, FigureRole::Participants);
    }
    figures.of_heads(layers, &held(syntax, hit), FigureRole::Other);
    if hit.rule.absorbs_content {
        figures.of_heads(layers, &content(syntax, hit.head), FigureRole::Other);
    }
    if &*hit.rule.kind == "AID" {
        figures.sums(layers, hit.head);
    }
    figures.0
}

/// Types whose doers take part in something; those of force and of blame are not counted.
fn is_joined(kind: &str) -> bool {
    matches!(kind, "CONSULT" | "COOPERATE" | "MOBILIZE" | "PROTEST" | "AGREE" | "SUPPORT")
}

/// "a swap for three prisoners"
fn exchanged(syntax: &Syntax, hit: &Hit<'_>) -> Vec<TokenId> {
    let released = hit.rule.figure.as_deref() == Some("released");
    let given = hit.args.after.iter().filter(|(case, _)| released && syntax.lower(*case) == "for");
    given.map(|(_, noun)| *noun).collect()
}

/// "The attack included 60 drones and nine missiles", "two strikes hit three depots and damaged a bridge": what an act
/// of force is made of, and what it does.
fn held(syntax: &Syntax, hit: &Hit<'_>) -> Vec<TokenId> {
    let nominal = hit.args.nominal && &*hit.rule.kind == "ASSAULT";
    let verb = syntax.head(hit.head).filter(|_| nominal && syntax.deprel(hit.head) == Deprel::Nsubj);
    let verbs = verb.into_iter().flat_map(|verb| [verb].into_iter().chain(syntax.children_by(verb, Deprel::Conj)));
    let bears =
        |verb: &TokenId| !matches!(syntax.lemma(*verb), "kill" | "wound" | "injure" | "leave" | "last" | "take");
    let own = |verb: &TokenId| syntax.child_by(*verb, Deprel::Nsubj).is_none_or(|subject| subject == hit.head);
    let objects = verbs.filter(bears).filter(own).flat_map(|verb| syntax.children_by(verb, Deprel::Obj));
    objects.flat_map(|object| members(syntax, object)).collect()
}

/// "agreed to send nine ships", "asked for two visas": the objects of what is asked or promised.
fn content(syntax: &Syntax, head: TokenId) -> Vec<TokenId> {
    let clause = |t: &TokenId| match syntax.deprel(*t) {
        Deprel::Xcomp | Deprel::Ccomp => true,
        Deprel::Advcl => syntax.xpos(*t) == "VBG" && syntax.child_by(*t, Deprel::Mark).is_some(),
        _ => false,
    };
    let verbs = syntax.children(head).iter().filter(|t| clause(t));
    let objects = verbs.flat_map(|verb| syntax.children_by(*verb, Deprel::Obj));
    objects.flat_map(|object| members(syntax, object)).collect()
}

fn members(syntax: &Syntax, head: TokenId) -> Vec<TokenId> {
    super::arguments::with_members(syntax, &[head])
}

/// Figures as they are found, each number once.
#[derive(Default)]
struct Figures(Vec<Figure>);

impl Figures {
    fn push(&mut self, layers: &Layers, quantity: &Quantity, role: FigureRole) {
        if !self.0.iter().any(|figure| figure.span == quantity.span) {
            self.0.push(figure(layers, quantity, role));
        }
    }

    /// Counts of the noun phrases with these heads.
    fn of_heads(&mut self, layers: &Layers, heads: &[TokenId], role: FigureRole) {
        for &head in heads {
            let phrase = phrase::tokens(&layers.syntax, head);
            if let Some(quantity) = counting(layers, head, phrase).filter(|q| !is_part(&layers.syntax, q)) {
                self.push(layers, quantity, role);
            }
        }
    }

    /// The count of an event noun itself ("23 strikes") and of its fellows ("six charges of theft, two of fraud"). Of
    /// "several" nothing can be made.
    fn of_act(&mut self, layers: &Layers, noun: TokenId) {
        let syntax = &layers.syntax;
        if syntax.upos(noun) != Upos::Noun {
            return;
        }
        let charge = syntax.lemma(noun) == "charge";
        let fellow = |act: TokenId| act == noun || charge && matches!(syntax.lemma(act), "count" | "charge");
        for quantity in of_sentence(layers, noun).iter().filter(|q| q.measure == Measure::Count) {
            if fellow(quantity.counted) && !quantity.tokens.contains(quantity.counted) && is_more_than_a_few(quantity) {
                self.push(layers, quantity, FigureRole::Other);
            }
        }
    }

    /// Sums of money among the words of the predicate: money is a figure only where it is the aid itself.
    fn sums(&mut self, layers: &Layers, head: TokenId) {
        let syntax = &layers.syntax;
        let own = syntax.subtree_without(head, |t| super::fold::is_other_clause(syntax, t));
        let above = syntax.head(head).filter(|_| matches!(syntax.deprel(head), Deprel::Nmod | Deprel::Compound));
        let verb = syntax.head(head).filter(|_| matches!(syntax.deprel(head), Deprel::Obj | Deprel::Nsubj));
        let clause = verb.map(|verb| syntax.subtree_without(verb, |t| super::fold::is_other_clause(syntax, t)));
        let own = clause.unwrap_or(own);
        let near = |q: &&Quantity| own.contains(q.tokens.start) || above.is_some_and(|t| q.tokens.contains(t));
        for sum in of_sentence(layers, head).iter().filter(|q| is_given(syntax, q, head)).filter(near) {
            self.push(layers, sum, FigureRole::Other);
        }
    }
}

/// A sum that is given: not the price of another thing ("a $20 million list"), nor what a total comes to.
fn is_given(syntax: &Syntax, sum: &Quantity, head: TokenId) -> bool {
    let itself = sum.tokens.contains(sum.counted) || sum.counted == head;
    let mut cases = sum.tokens.iter().flat_map(|t| syntax.children_by(t, Deprel::Case));
    let elsewhere = cases.any(|case| matches!(syntax.lower(case), "from" | "to" | "on"));
    sum.measure == Measure::Money && itself && !elsewhere
}

fn is_more_than_a_few(quantity: &Quantity) -> bool {
    quantity.value.is_some() || quantity.low.is_some_and(|low| low > 2)
}

/// "killed nine people, including two children": those two are among the nine.
fn is_part(syntax: &Syntax, quantity: &Quantity) -> bool {
    let first = syntax.sentence(quantity.tokens.start).tokens.start;
    let before = |back: u32| {
        let at = quantity.tokens.start.0.checked_sub(back).map(TokenId).filter(|t| *t >= first);
        at.map_or("", |t| syntax.lower(t))
    };
    matches!(before(1), "including" | "include" | "them" | "whom") && (before(1) != "them" || before(2) == "among")
        || before(1) == "least" && before(3) == "including"
}

/// The quantity that counts the head of a phrase.
fn counting(layers: &Layers, head: TokenId, phrase: TokenRange) -> Option<&Quantity> {
    let own = |q: &&Quantity| q.counted == head || q.tokens.contains(head);
    let inside = |q: &&Quantity| phrase.contains(q.tokens.start) && q.tokens.start <= head;
    let near = || of_sentence(layers, head).iter().filter(|q| q.measure == Measure::Count);
    near().find(own).or_else(|| near().find(inside))
}

/// The quantities of the word's sentence.
fn of_sentence(layers: &Layers, token: TokenId) -> &[Quantity] {
    window::starting_in(&layers.quantities, layers.syntax.sentence(token).span, |q| q.span)
}

pub(super) fn figure(layers: &Layers, quantity: &Quantity, role: FigureRole) -> Figure {
    Figure {
        role,
        span: quantity.span,
        value: quantity.value,
        low: quantity.low,
        high: quantity.high,
        quantifier: quantity.quantifier,
        unit: unit(&layers.syntax, quantity),
    }
}

/// The words for those counted, behind the number: "police officers" of "at least three police officers".
fn unit(syntax: &Syntax, quantity: &Quantity) -> Option<dateline_doc::Span<dateline_doc::Byte>> {
    if quantity.measure != Measure::Count || quantity.tokens.contains(quantity.counted) {
        return None;
    }
    let phrase = phrase::tokens(syntax, quantity.counted);
    let of = |t: TokenId| usize::from(matches!(syntax.lower(t), "of" | "the"));
    let start = (quantity.tokens.end.0..=quantity.counted.0).map(TokenId).find(|t| of(*t) == 0)?;
    let end = phrase.end.max(TokenId(quantity.counted.0 + 1));
    Some(syntax.span_of(TokenRange { start, end }))
}
