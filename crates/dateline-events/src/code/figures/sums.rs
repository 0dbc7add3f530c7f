//! Totals against their parts: "nine people, six men and three women" adds up; "five, including seven children" does not.
//!
//! Only what is certain is noted. A part without a number and without a singular makes the sum unknown, and nothing is
//! said.

use super::{counting, is_part, members, of_sentence, phrase};
use dateline_doc::{
    Byte, Deprel, Event, Feats, Figure, FigureRole, Layers, Measure, Note, Quantifier, Quantity, Severity, Span,
    Syntax, TokenId, Upos,
};

/// Events after a total that may name its parts.
const WINDOW: usize = 16;

/// Notes on totals that their parts make up or contradict, and on one event's figures that contradict each other.
pub fn notes(layers: &Layers, events: &[Event]) -> Vec<Note> {
    let mut notes: Vec<Note> = layers.quantities.iter().filter_map(|total| enumerated(layers, total)).collect();
    for at in 0..events.len() {
        let later = &events[at + 1..events.len().min(at + 1 + WINDOW)];
        for figure in events[at].figures.iter().filter(|figure| figure.quantifier == Quantifier::Exact) {
            notes.extend(told_apart(layers, &events[at], figure, later));
            notes.extend(disputed(&events[at], figure, later));
        }
    }
    notes
}

/// "nine people, six men and three women", "five people, including two children": parts in the total's own phrase.
fn enumerated(layers: &Layers, total: &Quantity) -> Option<Note> {
    let syntax = &layers.syntax;
    let stated = total.value.filter(|_| total.quantifier == Quantifier::Exact && total.measure == Measure::Count)?;
    if let Some(parts) = included(layers, total) {
        let sum = parts.iter().try_fold(0u64, |sum, part| sum.checked_add(part.value?))?;
        let last = parts.last()?;
        return (sum > stated).then(|| disagree(total.span.join(last.span), stated, sum));
    }
    if let Some(parts) = listed(layers, total) {
        let sum = parts.iter().try_fold(0u64, |sum, part| sum.checked_add(exact(part)?))?;
        let span = parts.last().map_or(total.span, |last| total.span.join(last.span));
        // "Eight pumps, six stills and two cranes" is a list without a total.
        let general = matches!(syntax.lemma(total.counted), "people" | "person" | "victim" | "casualty" | "hostage");
        return match sum == stated {
            true => Some(add_up(span, stated)),
            false => general.then(|| disagree(span, stated, sum)),
        };
    }
    let first = syntax.child_by(total.counted, Deprel::Appos)?;
    let parts = members(syntax, first);
    let sum = sum(layers, &parts)?;
    let span = parts.iter().fold(total.span, |span, part| span.join(syntax.span(*part)));
    let numbered = parts.iter().all(|part| number(layers, *part).is_some());
    match (sum == stated, parts.len()) {
        (true, 2..) => Some(add_up(span, stated)),
        (false, 2..) if numbered => Some(disagree(span, stated, sum)),
        _ => None,
    }
}

/// "nine people, six men and three women", by position: counts right behind the comma, up to the end of the clause.
fn listed<'a>(layers: &'a Layers, total: &Quantity) -> Option<&'a [Quantity]> {
    let syntax = &layers.syntax;
    let tokens = syntax.sentence(total.counted).tokens;
    let mark = |at: u32| {
        let inside = tokens.contains(TokenId(at));
        !inside || syntax.upos(TokenId(at)) == Upos::Punct
    };
    let all = of_sentence(layers, total.counted);
    let from = all.partition_point(|q| q.span.start <= total.span.start);
    let behind = |q: &Quantity| q.tokens.start.0 == total.counted.0.max(total.tokens.end.0 - 1) + 2;
    let first = all.get(from).filter(|q| behind(q) && mark(q.tokens.start.0 - 1))?;
    let joined = |q: &Quantity| q != first && syntax.lower(TokenId(q.tokens.start.0 - 1)) == "and";
    let last = all[from..].iter().position(joined)?;
    let parts = &all[from..=from + last];
    let end = parts[last].counted.0 + 1;
    (mark(end) && parts.iter().all(|q| q.measure == Measure::Count)).then_some(parts)
}

fn exact(quantity: &Quantity) -> Option<u64> {
    quantity.value.filter(|_| quantity.quantifier == Quantifier::Exact)
}

/// The counts behind "including" that follow the total before any other.
fn included<'a>(layers: &'a Layers, total: &Quantity) -> Option<Vec<&'a Quantity>> {
    let syntax = &layers.syntax;
    let later = of_sentence(layers, total.counted).iter().filter(|q| q.span.start >= total.span.end);
    let later: Vec<_> = later.filter(|q| q.measure == Measure::Count).collect();
    let first = *later.first().filter(|q| is_part(syntax, q))?;
    let fellows = members(syntax, first.counted);
    Some(later.into_iter().filter(|q| *q == first || fellows.contains(&q.counted)).collect())
}

/// "Six people were detained … his mother, father and two other relatives were held … a neighbour was detained": the
/// parties of the later events of the same kind make up the figure.
fn told_apart(layers: &Layers, event: &Event, figure: &Figure, later: &[Event]) -> Option<Note> {
    let total = figure.value.filter(|total| *total > 1)?;
    let same = later.iter().filter(|other| other.kind.value == event.kind.value && roles(other, figure.role));
    let mut seen: Vec<TokenId> = Vec::new();
    for other in same {
        for party in other.recipients.iter().map(|party| party.head) {
            let known = seen.iter().any(|t| layers.syntax.lemma(*t) == layers.syntax.lemma(party));
            if !known && party > event.head {
                seen.push(party);
            }
        }
    }
    let (first, last) = (*seen.first()?, *seen.last()?);
    let adds_up = seen.len() > 2 && sum(layers, &seen)? == total;
    let parts = layers.syntax.span(first).join(layers.syntax.span(last));
    adds_up.then(|| add_up(figure.span.join(parts), total))
}

/// True where the event counts this role, or counts nothing though its mode could.
fn roles(event: &Event, role: FigureRole) -> bool {
    event.figures.is_empty() || event.figures.iter().any(|figure| figure.role == role)
}

/// Two exact figures of one role for one event.
fn disputed(event: &Event, figure: &Figure, later: &[Event]) -> Option<Note> {
    if matches!(figure.role, FigureRole::Other | FigureRole::Participants) {
        return None;
    }
    let same = later.iter().filter(|other| other.cluster == event.cluster);
    let exact = |other: &&Figure| other.role == figure.role && other.quantifier == Quantifier::Exact;
    let other = same.flat_map(|other| other.figures.iter()).filter(exact).find(|other| other.value != figure.value)?;
    let role = figure.role.as_str().replace('_', " ");
    let message = format!("{} and {} {role} are given for one event", figure.value?, other.value?);
    Some(note(Severity::Warning, "figures-disagree", message, figure.span.join(other.span)))
}

/// What the parts come to; `None` where one of them can't be counted.
fn sum(layers: &Layers, parts: &[TokenId]) -> Option<u64> {
    parts.iter().try_fold(0u64, |sum, part| sum.checked_add(number(layers, *part).or_else(|| single(layers, *part))?))
}

/// The exact number of a part.
fn number(layers: &Layers, part: TokenId) -> Option<u64> {
    let quantity = counting(layers, part, phrase::tokens(&layers.syntax, part))?;
    quantity.value.filter(|_| quantity.quantifier == Quantifier::Exact)
}

/// One for a singular noun or a name, where no count stands before it.
fn single(layers: &Layers, part: TokenId) -> Option<u64> {
    let syntax: &Syntax = &layers.syntax;
    let one = match syntax.upos(part) {
        Upos::Noun => syntax.feats(part).has(Feats::SING),
        Upos::Propn => !syntax.feats(part).has(Feats::PLUR),
        _ => false,
    };
    let counted = counting(layers, part, phrase::tokens(syntax, part)).is_some();
    (one && !counted).then_some(1)
}

fn add_up(span: Span<Byte>, total: u64) -> Note {
    note(Severity::Info, "figures-add-up", format!("the parts named make up the total of {total}"), span)
}

fn disagree(span: Span<Byte>, total: u64, sum: u64) -> Note {
    note(Severity::Warning, "figures-disagree", format!("the parts named make {sum}, the total is {total}"), span)
}

fn note(severity: Severity, code: &'static str, message: String, span: Span<Byte>) -> Note {
    Note { severity, code, message, span: Some(span) }
}
