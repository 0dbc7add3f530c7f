//! Counts whose words say what they count, without a rule of their own: "left 12 people dead", "claimed nine lives",
//! "the death toll rose to 14", "with three wounded", "killing at least 20".

use super::is_part;
use dateline_doc::{Deprel, FigureRole, Layers, Measure, Quantity, Syntax, TokenId, Upos};

/// Words between a counted noun and the word that says what became of it.
const REACH: u32 = 5;

/// The counts of a sentence with what became of those counted; parts of another count are left out.
pub(in super::super) fn stated(layers: &Layers, word: TokenId) -> Vec<(&Quantity, FigureRole)> {
    let syntax = &layers.syntax;
    let counts = super::of_sentence(layers, word).iter().filter(|q| q.measure == Measure::Count && !is_part(syntax, q));
    counts.filter_map(|q| Some((q, role(syntax, q)?))).collect()
}

/// What became of those that a number counts.
fn role(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    of_noun(syntax, q)
        .or_else(|| of_toll(syntax, q))
        .or_else(|| of_lives(syntax, q))
        .or_else(|| behind(syntax, q))
        .or_else(|| before(syntax, q))
        .or_else(|| of_verb(syntax, q))
}

/// "12 dead", "five wounded", "nine fatalities".
fn of_noun(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    let number = TokenId(q.tokens.end.0.saturating_sub(1));
    let next = TokenId(q.tokens.end.0);
    let own = (!q.tokens.contains(q.counted)).then_some(q.counted);
    let word = own.or_else(|| within(syntax, number, next).then_some(next))?;
    match syntax.lower(word) {
        "dead" | "fatalities" | "deaths" | "dead." => Some(FigureRole::Killed),
        "injuries" | "wounded" | "injured" if plain(syntax, word) => Some(FigureRole::Injured),
        "casualties" => Some(FigureRole::KilledOrInjured),
        "missing" => Some(FigureRole::Missing),
        "arrests" | "detentions" => Some(FigureRole::Detained),
        _ => None,
    }
}

/// True for a word that stands for people, not before a noun ("two injured men").
fn plain(syntax: &Syntax, word: TokenId) -> bool {
    syntax.deprel(word) != Deprel::Amod
}

/// "The death toll rose to 14", "a toll of 14".
fn of_toll(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    let anchor = anchor(syntax, q)?;
    let head = syntax.head(anchor)?;
    let toll =
        |t: TokenId| syntax.lemma(t) == "toll" && !syntax.children(t).iter().any(|c| is_not_of_death(syntax, *c));
    let rises = matches!(
        syntax.lemma(head),
        "rise"
            | "reach"
            | "climb"
            | "stand"
            | "hit"
            | "pass"
            | "jump"
            | "top"
            | "increase"
            | "grow"
            | "exceed"
            | "surpass"
    );
    let subject = syntax.child_by(head, Deprel::Nsubj).filter(|_| rises);
    // "From 12 to 14": only where it came to counts.
    let from = syntax.child_by(anchor, Deprel::Case).is_some_and(|case| syntax.lower(case) == "from");
    let copula = syntax.child_by(anchor, Deprel::Nsubj).filter(|_| syntax.child_by(anchor, Deprel::Cop).is_some());
    (!from && (toll(head) || subject.is_some_and(toll) || copula.is_some_and(toll))).then_some(FigureRole::Killed)
}

fn is_not_of_death(syntax: &Syntax, word: TokenId) -> bool {
    matches!(syntax.lemma(word), "injury" | "road" | "economic" | "heavy" | "emotional")
}

/// "claimed nine lives", "cost the lives of nine people".
fn of_lives(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    let life = |t: &TokenId| syntax.lemma(*t) == "life";
    let noun = Some(q.counted).filter(life).or_else(|| {
        let of = |t: &TokenId| syntax.deprel(*t) == Deprel::Nmod;
        anchor(syntax, q).filter(of).and_then(|t| syntax.head(t)).filter(life)
    })?;
    let verb = syntax.head(noun)?;
    matches!(syntax.lemma(verb), "claim" | "take" | "cost" | "lose").then_some(FigureRole::Killed)
}

/// "12 people dead", "ten soldiers were killed", "three others injured": the word behind what is counted.
fn behind(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    // In "nine protesters in two towns were killed" the towns were not.
    let somewhere = |case: TokenId| !matches!(syntax.lower(case), "with" | "of" | "to");
    if syntax.children_by(q.counted, Deprel::Case).any(somewhere) {
        return None;
    }
    let last = q.counted.max(TokenId(q.tokens.end.0.saturating_sub(1)));
    let ahead = (last.0 + 1..=last.0 + REACH).map(TokenId).take_while(|t| within(syntax, last, *t));
    let passed = |t: &TokenId| {
        matches!(syntax.upos(*t), Upos::Aux | Upos::Adv)
            || matches!(syntax.lower(*t), "people" | "others" | "more" | "other" | "reported" | "reportedly" | "left")
    };
    let word = ahead.into_iter().find(|t| !passed(t))?;
    let role = participle(syntax, word)?;
    let active = syntax.child_by(word, Deprel::Obj).is_some();
    (!active).then(|| joined(syntax, word, role))
}

/// "killing at least 20", "wounded five".
fn before(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    let first = TokenId(q.tokens.start.0.checked_sub(1)?);
    let role = participle(syntax, first).filter(|_| within(syntax, q.tokens.start, first))?;
    let verb = syntax.upos(first) == Upos::Verb && !matches!(syntax.lower(first), "dead" | "missing");
    verb.then(|| joined(syntax, first, role))
}

/// The verb that the counted noun hangs on, over coordinated nouns.
fn of_verb(syntax: &Syntax, q: &Quantity) -> Option<FigureRole> {
    let mut at = anchor(syntax, q)?;
    if syntax.deprel(at) == Deprel::Conj {
        at = syntax.head(at)?;
    }
    let verb = syntax.head(at)?;
    match (syntax.deprel(at), syntax.lemma(verb)) {
        (Deprel::Nsubj, "die" | "perish") => Some(FigureRole::Killed),
        (Deprel::NsubjPass, _) => participle(syntax, verb),
        (Deprel::Obj, "kill" | "wound" | "injure" | "displace" | "kidnap" | "abduct") => participle(syntax, verb),
        _ => None,
    }
}

/// "killed and wounded", "killed or injured": one count for both.
fn joined(syntax: &Syntax, word: TokenId, role: FigureRole) -> FigureRole {
    let pair = syntax.children_by(word, Deprel::Conj).chain(syntax.head(word).filter(|_| is_conj(syntax, word)));
    let other = pair.filter(|t| t.0.abs_diff(word.0) == 2).find_map(|t| participle(syntax, t));
    match (role, other) {
        (FigureRole::Killed, Some(FigureRole::Injured)) | (FigureRole::Injured, Some(FigureRole::Killed)) => {
            FigureRole::KilledOrInjured
        }
        _ => role,
    }
}

fn is_conj(syntax: &Syntax, word: TokenId) -> bool {
    syntax.deprel(word) == Deprel::Conj
}

fn participle(syntax: &Syntax, word: TokenId) -> Option<FigureRole> {
    Some(match syntax.lower(word) {
        "killed" | "killing" | "kills" | "dead" | "died" | "slain" | "massacred" | "murdered" => FigureRole::Killed,
        "wounded" | "wounding" | "injured" | "injuring" | "hurt" | "maimed" | "hospitalised" | "hospitalized" => {
            FigureRole::Injured
        }
        "missing" => FigureRole::Missing,
        "displaced" | "displacing" | "homeless" => FigureRole::Displaced,
        "arrested" | "detained" => FigureRole::Detained,
        "kidnapped" | "abducted" => FigureRole::Abducted,
        "released" | "freed" => FigureRole::Released,
        _ => return None,
    })
}

/// The word of the counted phrase that hangs outside it.
fn anchor(syntax: &Syntax, q: &Quantity) -> Option<TokenId> {
    let inside = |t: TokenId| q.tokens.contains(t) || t == q.counted;
    let mut at = q.counted;
    for _ in 0..REACH {
        match syntax.head(at) {
            Some(head) if inside(head) => at = head,
            _ => return Some(at),
        }
    }
    None
}

/// True where both words stand in one sentence.
fn within(syntax: &Syntax, a: TokenId, b: TokenId) -> bool {
    syntax.sentence(a).tokens.contains(b)
}
