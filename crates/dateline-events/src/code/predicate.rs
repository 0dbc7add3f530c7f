//! Predicates: the words of a sentence that set off a rule of the codebook.

use super::arguments::{self, Arguments};
use super::conditions::Classes;
use dateline_doc::{Byte, Deprel, NameKind, Span, Syntax, TokenId, Upos};
use dateline_lexicon::codebook::{Rule, Slot, Trigger, TriggerPos};

/// A rule that fired, with the arguments it fired on.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    pub(super) rule: &'a Rule,
    pub(super) head: TokenId,
    pub(super) trigger: Span<Byte>,
    pub(super) args: Arguments,
    pub(super) actors: Vec<TokenId>,
    pub(super) recipients: Vec<TokenId>,
    /// Those whom the rule counts, if it counts.
    pub(super) counted: Vec<TokenId>,
}

/// The first rule, in order of specificity, that the word sets off.
pub(super) fn hit<'a>(classes: &Classes<'a>, head: TokenId) -> Option<Hit<'a>> {
    let syntax = &classes.layers.syntax;
    let pos = trigger_pos(syntax, head)?;
    if is_inside_name(classes, head) {
        return None;
    }
    let candidates = candidates(classes, pos, head);
    candidates.into_iter().find_map(|(rule, trigger)| fire(classes, rule, trigger, head))
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

/// Names of laws, tribunals, films and wars are no events.
fn is_inside_name(classes: &Classes<'_>, head: TokenId) -> bool {
    classes.name(head).is_some_and(|name| !matches!(name.kind, NameKind::Gpe | NameKind::Norp) && name.tokens.len() > 1)
}

fn candidates<'a>(classes: &Classes<'a>, pos: TriggerPos, head: TokenId) -> Vec<(&'a Rule, &'a Trigger)> {
    let syntax = &classes.layers.syntax;
    let lemma = syntax.lemma(head);
    let by_lemma = classes.codebook.candidates(pos, lemma);
    // A gerund may carry a noun's lemma or a verb's.
    let word = syntax.lower(head);
    let by_word = classes.codebook.candidates(pos, if word == lemma { "" } else { word });
    by_lemma.chain(by_word).collect()
}

fn fire<'a>(classes: &Classes<'a>, rule: &'a Rule, trigger: &Trigger, head: TokenId) -> Option<Hit<'a>> {
    let syntax = &classes.layers.syntax;
    let parts = companions(syntax, trigger, head)?;
    let args = match trigger.pos {
        TriggerPos::Verb => arguments::of_verb(syntax, head),
        TriggerPos::Noun => arguments::of_noun(syntax, head, rule.patient_noun, classes.codebook),
        TriggerPos::Adjective => arguments::of_adjective(syntax, head),
    };
    let after = |word: &str| args.after.iter().any(|(case, _)| syntax.lower(*case) == word);
    let governed = rule.needs_after.is_empty() || rule.needs_after.iter().any(|w| after(w));
    if !governed || !classes.surroundings_fit(rule, head) || !classes.allow(rule, &args) {
        return None;
    }
    let used = |t: &TokenId| *t != head && !parts.contains(t);
    let actors = actors(classes, rule, &args).into_iter().filter(used).collect::<Vec<_>>();
    let recipients = recipients(classes, rule, &args);
    let recipients: Vec<_> = recipients.into_iter().filter(used).filter(|t| !actors.contains(t)).collect();
    let counted = if rule.kind.as_ref() == "PROTEST" { actors.clone() } else { recipients.clone() };
    Some(Hit { rule, head, trigger: trigger_span(syntax, head, &parts), args, actors, recipients, counted })
}

/// The dependents that the trigger asks for, in its order; `None` where one is missing.
fn companions(syntax: &Syntax, trigger: &Trigger, head: TokenId) -> Option<Vec<TokenId>> {
    if trigger.with.is_empty() {
        return Some(Vec::new());
    }
    let near = neighbourhood(syntax, head);
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
            Deprel::Nsubj | Deprel::Conj | Deprel::Punct | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis => {}
            _ => {
                all.push(child);
                let inner = |t: &&TokenId| {
                    matches!(
                        syntax.deprel(**t),
                        Deprel::Case | Deprel::Mark | Deprel::Compound | Deprel::Amod | Deprel::Fixed
                    )
                };
                all.extend(syntax.children(child).iter().filter(inner));
            }
        }
    }
    all
}

/// The head with its particle or compound parts, where they adjoin.
fn trigger_span(syntax: &Syntax, head: TokenId, parts: &[TokenId]) -> Span<Byte> {
    let joins = |t: &&TokenId| matches!(syntax.deprel(**t), Deprel::CompoundPrt | Deprel::Compound | Deprel::Amod);
    let near = parts.iter().filter(joins).filter(|t| t.0.abs_diff(head.0) <= parts.len() as u32);
    near.fold(syntax.span(head), |all, t| all.join(syntax.span(*t)))
}

/// Those who act. Things that can't act (a bomb, a report) are left out.
fn actors(classes: &Classes<'_>, rule: &Rule, args: &Arguments) -> Vec<TokenId> {
    let all = fillers(classes, &rule.actor, args, rule.mutual);
    all.into_iter().filter(|t| classes.can_act(*t)).collect()
}

fn recipients(classes: &Classes<'_>, rule: &Rule, args: &Arguments) -> Vec<TokenId> {
    let all = fillers(classes, &rule.recipient, args, false);
    all.into_iter().filter(|t| classes.can_undergo(*t)).collect()
}

/// The fillers of the first slot that has some, or of all slots.
fn fillers(classes: &Classes<'_>, slots: &[Slot], args: &Arguments, all: bool) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let mut found: Vec<TokenId> = Vec::new();
    for slot in slots {
        let here = args.slot(syntax, slot);
        found.extend(here.into_iter().filter(|t| !found.contains(t)).collect::<Vec<_>>());
        if !all && !found.is_empty() {
            break;
        }
    }
    found
}
