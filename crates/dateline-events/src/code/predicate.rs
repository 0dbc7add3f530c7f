//! Predicates: the words of a sentence that set off a rule of the codebook.

use super::arguments::{self, Arguments};
use super::conditions::Classes;
use super::{behind, elsewhere, frames, pronouns, sources};
use dateline_doc::{Byte, Deprel, Feats, NameKind, Span, Syntax, TokenId, Upos};
use dateline_lexicon::codebook::{Rule, Slot, Trigger, TriggerPos};

/// Words this near to the head of a trigger are shown as one with it.
const NEAR: u32 = 2;

/// A rule that fired, with the arguments it fired on.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    pub(super) rule: &'a Rule,
    pub(super) head: TokenId,
    pub(super) trigger: Span<Byte>,
    /// The words of the trigger besides its head.
    pub(super) parts: Vec<TokenId>,
    pub(super) args: Arguments,
    pub(super) actors: Vec<TokenId>,
    pub(super) recipients: Vec<TokenId>,
    /// It is said to whom it is done, or on what ground, which is no recipient.
    pub(super) aimed: bool,
    /// Those whom the rule counts, if it counts.
    pub(super) counted: Vec<TokenId>,
}

/// Why a rule whose head word is there stays silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Silence {
    /// The word is part of a name.
    InsideName,
    /// A participle that only describes ("occupied land").
    Description,
    /// Another word of the trigger is missing ("open" without "fire").
    MissingWord,
    /// None of the prepositions it asks for follows.
    MissingPreposition,
    /// A word of its `not_near` list is in the sentence, or none of its `near` list.
    Surroundings,
    /// An argument is not what it must be.
    Argument,
    /// No side is a political actor.
    NotPolitical,
    /// The plot of a film, a book or a game is told.
    Plot,
    /// The words of a headline, a caption or a banner are quoted.
    Inscription,
    /// A match or a race.
    Sport,
}

impl Silence {
    /// For a person to read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Silence::InsideName => "the word is part of a name",
            Silence::Description => "the word only describes a thing",
            Silence::MissingWord => "another word of the trigger is missing",
            Silence::MissingPreposition => "none of its prepositions follows",
            Silence::Surroundings => "the words near it forbid it",
            Silence::Argument => "an argument is not of the class it must be",
            Silence::NotPolitical => "no side is a political actor",
            Silence::Plot => "the plot of a work is told",
            Silence::Inscription => "the words of an inscription are quoted",
            Silence::Sport => "it is said of sport",
        }
    }
}

/// The first rule, in order of specificity, that the word sets off.
pub(super) fn hit<'a>(classes: &Classes<'a>, head: TokenId) -> Option<Hit<'a>> {
    attempts(classes, head).find_map(|(_, attempt)| attempt.ok())
}

/// All rules that the word may set off, and what became of each.
pub(super) fn attempts<'c, 'a: 'c>(
    classes: &'c Classes<'a>,
    head: TokenId,
) -> impl Iterator<Item = (&'a Rule, Result<Hit<'a>, Silence>)> + use<'c, 'a> {
    let pos = trigger_pos(&classes.layers.syntax, head);
    let candidates = pos.map_or_else(Vec::new, |pos| candidates(classes, pos, head));
    let barred = if candidates.is_empty() { None } else { barred(classes, head) };
    candidates.into_iter().map(move |(rule, trigger)| {
        let attempt = barred.map_or_else(|| fire(classes, rule, trigger, head), Err);
        (rule, attempt)
    })
}

/// Why no rule at all may fire on the word.
fn barred(classes: &Classes<'_>, head: TokenId) -> Option<Silence> {
    if is_inside_name(classes, head) {
        return Some(Silence::InsideName);
    }
    if is_mere_description(classes, head) {
        return Some(Silence::Description);
    }
    if frames::is_inscription(classes, head) {
        return Some(Silence::Inscription);
    }
    if frames::is_plot(classes, head) {
        return Some(Silence::Plot);
    }
    frames::is_sport(classes, head).then_some(Silence::Sport)
}

fn trigger_pos(syntax: &Syntax, head: TokenId) -> Option<TriggerPos> {
    match syntax.upos(head) {
        Upos::Verb if syntax.deprel(head) != Deprel::Case => Some(TriggerPos::Verb),
        Upos::Noun => Some(TriggerPos::Noun),
        Upos::Adj if syntax.child_by(head, Deprel::Cop).is_some() => Some(TriggerPos::Adjective),
        Upos::Adj if syntax.xpos(head) == "VBN" => Some(TriggerPos::Verb),
        _ => None,
    }
}

/// Names of laws, tribunals, films and wars are no events. A word in lower case is not believed to be part of a name.
fn is_inside_name(classes: &Classes<'_>, head: TokenId) -> bool {
    if is_title(classes, head) || is_title_of_its_own(classes, head) {
        return true;
    }
    let named = classes
        .name(head)
        .is_some_and(|name| !matches!(name.kind, NameKind::Gpe | NameKind::Norp) && name.tokens.len() > 1);
    named && classes.is_capitalised(head)
}

/// A noun with a capital behind a word without one ("the film Siege"), where the sentence is no headline.
fn is_title(classes: &Classes<'_>, head: TokenId) -> bool {
    /// A headline in which all long words have capitals leaves fewer than this many without.
    const PLAIN_WORDS: usize = 2;
    let syntax = &classes.layers.syntax;
    let tokens = syntax.sentence(head).tokens;
    let letter = |token: TokenId| syntax.lower(token).starts_with(char::is_alphabetic);
    let small = |token: TokenId| letter(token) && !classes.is_capitalised(token);
    let before = TokenId(head.0.saturating_sub(1));
    let article = before == tokens.start && syntax.lower(before) == "the";
    let behind_small = head > tokens.start && (small(before) || article);
    let plain = || tokens.iter().filter(|token| small(*token) && syntax.lower(*token).len() > 3).count();
    syntax.upos(head) == Upos::Noun && classes.is_capitalised(head) && behind_small && plain() >= PLAIN_WORDS
}

/// "Killing Eve won two prizes", "Kill Bill, a film": a bare verb or gerund that opens the sentence with a name at its
/// heels and says nothing of anyone.
fn is_title_of_its_own(classes: &Classes<'_>, head: TokenId) -> bool {
    let syntax = &classes.layers.syntax;
    let tokens = syntax.sentence(head).tokens;
    let next = TokenId(head.0 + 1);
    let opens = head == tokens.start && next < tokens.end && classes.is_capitalised(head);
    let bare = match syntax.xpos(head) {
        "VB" | "VBP" => true,
        "VBG" | "NN" | "NNP" => matches!(syntax.deprel(head), Deprel::Nsubj | Deprel::Csubj | Deprel::Compound),
        _ => false,
    };
    opens && bare && syntax.upos(next) == Upos::Propn && syntax.child_by(head, Deprel::Nsubj).is_none()
}

/// "occupied land", "besieged areas", "assault ship" describe; "wounded demonstrators" report.
fn is_mere_description(classes: &Classes<'_>, head: TokenId) -> bool {
    let syntax = &classes.layers.syntax;
    let Some(noun) = syntax.head(head) else { return false };
    match syntax.deprel(head) {
        // "Russian-occupied Crimea", "besieged Aleppo"
        Deprel::Amod if classes.is_place(noun) => arguments::taken_for_modifier(syntax, head).is_none(),
        Deprel::Amod => !classes.is_animate(noun) && arguments::taken_for_modifier(syntax, head).is_none(),
        Deprel::Compound => {
            ["weapon", "structure", "alarm"].iter().any(|c| classes.codebook.in_class(c, syntax.lemma(noun)))
        }
        _ => false,
    }
}

fn candidates<'a>(classes: &Classes<'a>, pos: TriggerPos, head: TokenId) -> Vec<(&'a Rule, &'a Trigger)> {
    let syntax = &classes.layers.syntax;
    let lemma = syntax.lemma(head);
    let by_lemma = classes.codebook.candidates(pos, lemma);
    // A gerund may carry a noun's lemma or a verb's.
    let word = syntax.lower(head);
    let by_word = (word != lemma).then(|| classes.codebook.candidates(pos, word));
    by_lemma.chain(by_word.into_iter().flatten()).collect()
}

fn fire<'a>(classes: &Classes<'a>, rule: &'a Rule, trigger: &Trigger, head: TokenId) -> Result<Hit<'a>, Silence> {
    let syntax = &classes.layers.syntax;
    let parts = companions(syntax, trigger, head).ok_or(Silence::MissingWord)?;
    let mut args = match trigger.pos {
        TriggerPos::Verb => arguments::of_verb_with(syntax, head, &parts),
        TriggerPos::Noun => arguments::of_noun(classes, head, rule.patient_noun),
        TriggerPos::Adjective => arguments::of_verb(syntax, head),
    };
    if rule.mutual && trigger.pos == TriggerPos::Verb {
        args.lend_partners(syntax);
    }
    fits(classes, rule, head, &args)?;
    let free = |t: TokenId| t != head && !parts.contains(&t);
    let mut actors = actors(classes, rule, &args, free);
    if rule.actor.contains(&Slot::Speaker) && actors.is_empty() {
        actors = sources::speaker(classes, syntax.span(head)).into_iter().collect();
    }
    if actors.is_empty() && !rule.actor.is_empty() {
        actors = other_actors(classes, trigger.pos, head);
        actors.retain(|t| free(*t));
    }
    let recipients = recipients(classes, rule, &args, head, |t| free(t) && !actors.contains(&t));
    let counted = counted(classes, rule, &args);
    let trigger = trigger_span(syntax, head, &parts);
    let ground = |slot: &Slot| args.slot(syntax, slot).iter().any(|t| classes.is_ground(*t));
    let aimed = !recipients.is_empty() || !rule.political && rule.recipient.iter().any(ground);
    Ok(Hit { rule, head, trigger, parts, args, actors, recipients, aimed, counted })
}

fn fits(classes: &Classes<'_>, rule: &Rule, head: TokenId, args: &Arguments) -> Result<(), Silence> {
    let syntax = &classes.layers.syntax;
    let after = |word: &str| args.after.iter().any(|(case, _)| syntax.lower(*case) == word);
    if !rule.needs_after.is_empty() && !rule.needs_after.iter().any(|w| after(w)) {
        return Err(Silence::MissingPreposition);
    }
    // "a party at war with itself": of one alone it is a figure of speech.
    let alone = |t: TokenId| matches!(syntax.lower(t), "itself" | "himself" | "herself");
    if rule.mutual && args.after.iter().any(|(_, noun)| alone(*noun)) {
        return Err(Silence::Argument);
    }
    if !classes.surroundings_fit(rule, head) {
        return Err(Silence::Surroundings);
    }
    classes.allow(rule, args, head)
}

/// The dependents that the trigger asks for, in its order; `None` where one is missing.
fn companions(syntax: &Syntax, trigger: &Trigger, head: TokenId) -> Option<Vec<TokenId>> {
    if trigger.with.is_empty() {
        return Some(Vec::new());
    }
    let mut near = neighbourhood(syntax, head);
    near.extend(arguments::taken_for_modifier(syntax, head));
    trigger
        .with
        .iter()
        .map(|word| near.iter().copied().find(|t| syntax.lemma(*t) == &**word || syntax.lower(*t) == &**word))
        .collect()
}

/// Dependents of a predicate and what stands around them: particles, objects, complements with their prepositions.
fn neighbourhood(syntax: &Syntax, head: TokenId) -> Vec<TokenId> {
    let mut all = Vec::new();
    for &child in syntax.children(head) {
        match syntax.deprel(child) {
            Deprel::Nsubj | Deprel::Conj | Deprel::Punct | Deprel::Ccomp | Deprel::Parataxis => {}
            // "forced them to dig", "looked into whether": how the clause is hung up is the parser's guess.
            Deprel::Advcl => all.extend(syntax.children_by(child, Deprel::Mark)),
            _ => {
                all.push(child);
                let inner = |t: &&TokenId| {
                    matches!(
                        syntax.deprel(**t),
                        Deprel::Case | Deprel::Mark | Deprel::Compound | Deprel::Amod | Deprel::Fixed
                    )
                };
                all.extend(syntax.children(child).iter().filter(inner));
                let clauses = syntax.children_by(child, Deprel::Acl);
                all.extend(clauses.flat_map(|clause| syntax.children_by(clause, Deprel::Mark)));
                // "sent hundreds of troops": what is counted is near, not only its count.
                all.extend(syntax.children_by(child, Deprel::Nmod).filter(|noun| counts(syntax, child, *noun)));
            }
        }
    }
    all
}

/// "hundreds of troops", "five rounds of artillery": a number or a measure, and what it is of.
fn counts(syntax: &Syntax, quantity: TokenId, noun: TokenId) -> bool {
    let of = || syntax.child_by(noun, Deprel::Case).is_some_and(|case| matches!(syntax.lower(case), "of" | "in"));
    (syntax.upos(quantity) == Upos::Num || is_measure(syntax.lemma(quantity))) && of()
}

fn is_measure(lemma: &str) -> bool {
    let numbers = matches!(lemma, "dozen" | "hundred" | "thousand" | "million" | "billion" | "score" | "number");
    numbers
        || matches!(
            lemma,
            "ton"
                | "tonne"
                | "kg"
                | "kilogram"
                | "litre"
                | "barrel"
                | "bag"
                | "truckload"
                | "round"
                | "group"
                | "series"
                | "volley"
                | "barrage"
                | "wave"
        )
}

/// The words that carry the meaning: the head with its particle or compound parts; of "express deep concern" all of it,
/// of a light verb far from its noun the noun alone.
fn trigger_span(syntax: &Syntax, head: TokenId, parts: &[TokenId]) -> Span<Byte> {
    let own = syntax.span(head);
    let noun = parts.iter().copied().find(|t| syntax.upos(*t) == Upos::Noun && syntax.deprel(*t) != Deprel::Compound);
    if let Some(noun) = noun.filter(|t| t.0.abs_diff(head.0) > NEAR) {
        return syntax.span(noun);
    }
    let joined = parts.iter().filter(|t| t.0.abs_diff(head.0) <= NEAR && !is_function_word(syntax, **t));
    joined.fold(own, |all, t| all.join(syntax.span(*t)))
}

fn is_function_word(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.deprel(token), Deprel::Case | Deprel::Mark)
}

/// Those who act. Things that can't act (a bomb, a report) are left out.
fn actors(classes: &Classes<'_>, rule: &Rule, args: &Arguments, free: impl Fn(TokenId) -> bool) -> Vec<TokenId> {
    fillers(classes, &rule.actor, args, rule.mutual, |t| free(t) && classes.can_act(t))
}

/// Those who act where no slot of the rule has anybody.
fn other_actors(classes: &Classes<'_>, pos: TriggerPos, head: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let found = match pos {
        TriggerPos::Noun => elsewhere::doers(classes, head),
        _ => arguments::subject_above(syntax, head),
    };
    let before = if pos == TriggerPos::Verb && found.is_empty() { arguments::noun_before(syntax, head) } else { None };
    let found = before.map_or(found, |noun| vec![noun]);
    let mut actors: Vec<TokenId> = Vec::new();
    for token in arguments::with_members(syntax, &found) {
        let party = pronouns::resolve(classes, token);
        if classes.can_act(party) && !actors.contains(&party) {
            actors.push(party);
        }
    }
    actors
}

fn recipients(
    classes: &Classes<'_>,
    rule: &Rule,
    args: &Arguments,
    head: TokenId,
    free: impl Fn(TokenId) -> bool,
) -> Vec<TokenId> {
    // Acts of force can be done to things; words are addressed to people and bodies.
    let able = |t| free(t) && if rule.political { classes.can_act(t) } else { classes.can_suffer(t) };
    let found = fillers(classes, &rule.recipient, args, false, able);
    if !found.is_empty() || rule.mutual || rule.recipient.is_empty() {
        return found;
    }
    let person = |t: TokenId| free(t) && classes.can_act(t);
    let mut others = Vec::new();
    if args.nominal {
        others = elsewhere::receivers(classes, head);
    }
    if rule.absorbs_content && others.is_empty() {
        others = behind::in_content(classes, rule, head, person);
    }
    if others.is_empty() && rule.political {
        let things = rule.recipient.iter().flat_map(|slot| args.slot(&classes.layers.syntax, slot));
        others = things.filter_map(|thing| behind::owner(classes, thing)).find(|t| person(*t)).into_iter().collect();
        others = arguments::with_members(&classes.layers.syntax, &others);
    }
    if others.is_empty() && rule.political {
        others = behind::addressee(classes, head, person);
    }
    others.into_iter().map(|t| pronouns::resolve(classes, t)).filter(|t| person(*t)).collect()
}

/// Those whom the rule counts: participants of mutual acts and protests, else those who undergo it, people or not.
fn counted(classes: &Classes<'_>, rule: &Rule, args: &Arguments) -> Vec<TokenId> {
    let slots = if rule.counts_actors() { &rule.actor } else { &rule.recipient };
    fillers(classes, slots, args, rule.mutual, |t| classes.can_undergo(t))
}

/// Those who fill the first slot that has some, or all slots: pronouns resolved where the sentence tells.
fn fillers(
    classes: &Classes<'_>,
    slots: &[Slot],
    args: &Arguments,
    all: bool,
    able: impl Fn(TokenId) -> bool,
) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let mut found: Vec<TokenId> = Vec::new();
    for slot in slots {
        for token in args.slot(syntax, slot) {
            for party in proper(classes, pronouns::resolve(classes, token)) {
                if able(party) && !found.contains(&party) {
                    found.push(party);
                }
            }
        }
        let grounded = || args.slot(syntax, slot).iter().any(|t| classes.is_ground(*t));
        if !all && (!found.is_empty() || grounded()) {
            break;
        }
    }
    found
}

/// "The suspect, Michael Webb,": a noun and the name in apposition are one party, and the name says more.
fn proper(classes: &Classes<'_>, party: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let is_noun = syntax.upos(party) == Upos::Noun && classes.name(party).is_none() && !has_members(syntax, party);
    let one = !syntax.feats(party).has(Feats::PLUR);
    let name = |t: &TokenId| {
        let kind = classes.name(*t).map(|name| name.kind);
        let credit = (party.0..t.0).any(|at| matches!(syntax.lower(TokenId(at)), "[" | "("));
        let same = match kind {
            Some(NameKind::Per | NameKind::Org) => one || has_members(syntax, *t),
            Some(NameKind::Gpe) => !one && has_members(syntax, *t),
            _ => false,
        };
        *t > party && same && !credit
    };
    match syntax.children_by(party, Deprel::Appos).find(name) {
        Some(name) if is_noun => arguments::with_members(syntax, &[name]),
        _ => vec![party],
    }
}

fn has_members(syntax: &Syntax, noun: TokenId) -> bool {
    syntax.child_by(noun, Deprel::Conj).is_some()
}
