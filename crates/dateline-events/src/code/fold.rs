//! One event said twice in a sentence is one event: casualties belong to their attack, and what is only asked, promised
//! or refused is no event of its own (codebook sections 2 and 6).

use super::conditions::Classes;
use super::figures;
use super::predicate::Hit;
use dateline_doc::{Deprel, Figure, FigureRole, Syntax, TokenId, Upos};

/// A hit with its figures.
pub(super) struct Draft<'a> {
    pub(super) hit: Hit<'a>,
    pub(super) figures: Vec<Figure>,
}

/// The events of one sentence.
pub(super) fn drafts<'a>(classes: &Classes<'a>, hits: Vec<Hit<'a>>) -> Vec<Draft<'a>> {
    let syntax = &classes.layers.syntax;
    let spoken_for =
        |hit: &Hit<'_>| hits.iter().any(|other| absorbs(syntax, other, hit) || other.parts.contains(&hit.head));
    let absorbed: Vec<bool> = hits.iter().map(spoken_for).collect();
    let kept = hits.into_iter().zip(absorbed).filter(|(_, absorbed)| !absorbed).map(|(hit, _)| hit);
    let mut drafts: Vec<Draft<'a>> = kept.map(|hit| Draft { figures: figures::of_hit(classes, &hit), hit }).collect();
    join_roles(&mut drafts);
    fold_casualties(classes, &mut drafts);
    add_casualties(classes, &mut drafts);
    drafts
}

/// True where `hit` stands inside what `other` asks, threatens, promises or refuses.
fn absorbs(syntax: &Syntax, other: &Hit<'_>, hit: &Hit<'_>) -> bool {
    if is_aim(syntax, other, hit) {
        return true;
    }
    if !other.rule.absorbs_content || other.head == hit.head {
        return false;
    }
    let mut at = hit.head;
    for up in syntax.ancestors(hit.head) {
        if matches!(syntax.deprel(at), Deprel::AclRelcl)
            || is_finite_beside(syntax, at)
            || is_outcome(syntax, other, at)
        {
            return false;
        }
        if up == other.head {
            return is_content(syntax, at);
        }
        at = up;
    }
    false
}

/// "refused to stop, wounding two sailors": a participle tells what came of a refusal.
fn is_outcome(syntax: &Syntax, other: &Hit<'_>, token: TokenId) -> bool {
    &*other.rule.kind == "REJECT" && syntax.deprel(token) == Deprel::Advcl && syntax.xpos(token) == "VBG"
}

/// "refused to stop and rammed a boat": what was refused is to stop, whatever the second verb hangs on.
fn is_finite_beside(syntax: &Syntax, token: TokenId) -> bool {
    let first = syntax.head(token).filter(|_| syntax.deprel(token) == Deprel::Conj);
    first.is_some_and(|first| matches!(syntax.xpos(token), "VBD" | "VBN") && syntax.xpos(first) == "VB")
}

/// "the campaign to retake the town": one act of force, its trigger the campaign.
fn is_aim(syntax: &Syntax, other: &Hit<'_>, hit: &Hit<'_>) -> bool {
    let both = other.rule.kind == hit.rule.kind && &*hit.rule.kind == "ASSAULT";
    let clause = matches!(syntax.deprel(hit.head), Deprel::Acl) && syntax.head(hit.head) == Some(other.head);
    both && clause && syntax.children_by(hit.head, Deprel::Mark).any(|mark| syntax.lower(mark) == "to")
}

fn is_content(syntax: &Syntax, below: TokenId) -> bool {
    match syntax.deprel(below) {
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Acl | Deprel::Csubj => true,
        Deprel::Advcl => syntax.children_by(below, Deprel::Mark).any(|mark| syntax.lower(mark) == "to"),
        Deprel::Obl | Deprel::Nmod => {
            let case = syntax.child_by(below, Deprel::Case).map(|case| syntax.lower(case));
            matches!(case, Some("for" | "to" | "on" | "of" | "against" | "with"))
        }
        _ => false,
    }
}

/// "60 people were killed and injured": one count of both, given to the first predicate. Of verbs further apart the
/// nearer has the count.
fn join_roles(drafts: &mut [Draft<'_>]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &mut rest[0]);
        let adjacent = second.hit.head.0.abs_diff(first.hit.head.0) <= 2;
        let casualties =
            |draft: &Draft<'_>| draft.figures.iter().filter(|f| is_casualty(f.role)).map(|f| f.span).collect();
        let (ours, theirs): (Vec<_>, Vec<_>) = (casualties(first), casualties(second));
        let shared = |f: &Figure| ours.contains(&f.span) && theirs.contains(&f.span);
        if adjacent {
            second.figures.retain(|f| !shared(f));
            first.figures.iter_mut().filter(|f| shared(f)).for_each(|f| f.role = FigureRole::KilledOrInjured);
        } else {
            let behind = second.hit.trigger.end;
            first.figures.retain(|f| !shared(f) || f.span.start < behind);
        }
    }
}

fn is_casualty(role: FigureRole) -> bool {
    matches!(role, FigureRole::Killed | FigureRole::Injured | FigureRole::KilledOrInjured)
}

/// Counts that say themselves what they count go to the nearest event of the sentence that can have them.
fn add_casualties(classes: &Classes<'_>, drafts: &mut [Draft<'_>]) {
    let Some(first) = drafts.first().map(|draft| draft.hit.head) else { return };
    for (quantity, role) in figures::casualties::stated(classes.layers, first) {
        if drafts
            .iter()
            .any(|draft| draft.figures.iter().any(|f| f.span == quantity.span && f.role != FigureRole::Other))
        {
            continue;
        }
        let own = |draft: &Draft<'_>| draft.hit.rule.figure.as_deref().is_none_or(|own| own == role.as_str());
        let fits = |draft: &&mut Draft<'_>| can_have(&draft.hit.rule.kind, role) && own(draft);
        let near = drafts.iter_mut().filter(fits).min_by_key(|d| d.hit.head.0.abs_diff(quantity.tokens.start.0));
        if let Some(draft) = near {
            draft.figures.retain(|f| f.span != quantity.span);
            draft.figures.push(figures::figure(classes.layers, quantity, role));
        }
    }
}

/// What an event of this type can bring about.
fn can_have(kind: &str, role: FigureRole) -> bool {
    match role {
        FigureRole::Detained => kind == "COERCE",
        FigureRole::Released => kind == "RETREAT",
        FigureRole::Displaced => matches!(kind, "ASSAULT" | "COERCE"),
        _ => kind == "ASSAULT",
    }
}

/// "The attack killed nine people", "nine people were killed in an attack on the town": one event, its trigger the
/// attack. Of a bare "in the attack" the casualties are the news.
fn fold_casualties(classes: &Classes<'_>, drafts: &mut Vec<Draft<'_>>) {
    let mut folded = Vec::new();
    for at in 0..drafts.len() {
        let Some(attack) = attack_of(classes, drafts, at).filter(|_| !names_victim(classes, &drafts[at].hit)) else {
            continue;
        };
        if is_bare(&classes.layers.syntax, &drafts[attack]) && !is_agent(&drafts[at], &drafts[attack]) {
            folded.push(attack);
            continue;
        }
        let (figures, counted) = (drafts[at].figures.clone(), drafts[at].hit.recipients.clone());
        let target = &mut drafts[attack];
        target.figures.extend(
            figures.into_iter().filter(|f| !target.figures.iter().any(|g| g.span == f.span)).collect::<Vec<_>>(),
        );
        if target.hit.recipients.is_empty() {
            target.hit.recipients = counted;
        }
        folded.push(at);
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !folded.contains(&(at - 1))
    });
}

/// "the attack", with nothing of its own.
fn is_bare(syntax: &Syntax, attack: &Draft<'_>) -> bool {
    let empty = attack.hit.actors.is_empty() && attack.hit.recipients.is_empty() && attack.figures.is_empty();
    let plain = |t: &TokenId| matches!(syntax.deprel(*t), Deprel::Det | Deprel::Case | Deprel::Punct);
    empty && syntax.children(attack.hit.head).iter().all(plain)
}

/// The attack is what killed, not only when or where.
fn is_agent(casualty: &Draft<'_>, attack: &Draft<'_>) -> bool {
    casualty.hit.args.subject.contains(&attack.hit.head)
}

/// The attack noun that a verb of killing or wounding hangs on: its subject (also "a series of strikes"), what it
/// happened in, or the only attack before its relative clause.
fn attack_of(classes: &Classes<'_>, drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    let syntax = &classes.layers.syntax;
    let casualty = &drafts[at].hit;
    let does_harm = matches!(casualty.rule.figure.as_deref(), Some("killed" | "injured"));
    // "The strike hit a depot" is one act of force, its trigger the strike.
    let acts = casualty.rule.kind.as_ref() == "ASSAULT";
    if !does_harm && !acts || is_noun(syntax, casualty.head) {
        return None;
    }
    if let Some(verb) = does_harm.then(|| attack_above(syntax, drafts, casualty)).flatten() {
        return Some(verb);
    }
    let within = |case: TokenId| does_harm && matches!(syntax.lower(case), "in" | "during" | "by");
    let places = casualty.args.after.iter().filter(|(case, _)| within(*case));
    let subjects =
        casualty.args.subject.iter().flat_map(|t| std::iter::once(*t).chain(syntax.children_by(*t, Deprel::Nmod)));
    let nouns: Vec<TokenId> = subjects.chain(places.map(|(_, noun)| *noun)).collect();
    let is_attack = |draft: &&Draft<'_>| {
        draft.hit.rule.kind.as_ref() == "ASSAULT" && is_noun(syntax, draft.hit.head) && !lasts(syntax, draft.hit.head)
    };
    let hangs = drafts.iter().position(|draft| is_attack(&draft) && nouns.contains(&draft.hit.head));
    hangs.or_else(|| {
        let relative = does_harm && syntax.deprel(casualty.head) == Deprel::AclRelcl && casualty.actors.is_empty();
        let before = |draft: &&Draft<'_>| is_attack(draft) && draft.hit.head < casualty.head;
        let only = relative && drafts.iter().filter(before).count() == 1;
        drafts.iter().position(|draft| only && before(&draft))
    })
}

/// A war is more than one attack: those killed in it are no figure of one.
fn lasts(syntax: &Syntax, noun: TokenId) -> bool {
    matches!(syntax.lemma(noun), "war" | "conflict" | "insurgency" | "hostility" | "warfare")
}

/// "bombed a market, killing nine": the verb of attack that the participle hangs on.
fn attack_above(syntax: &Syntax, drafts: &[Draft<'_>], casualty: &Hit<'_>) -> Option<usize> {
    let participle = syntax.deprel(casualty.head) == Deprel::Advcl && syntax.xpos(casualty.head) == "VBG";
    let verb = syntax.head(casualty.head).filter(|_| participle).or_else(|| attack_before(syntax, drafts, casualty))?;
    let attack = |draft: &Draft<'_>| &*draft.hit.rule.kind == "ASSAULT" && draft.hit.rule.figure.is_none();
    drafts.iter().position(|draft| draft.hit.head == verb && attack(draft))
}

/// "an attack on the town, with nine people killed": the attack before the phrase.
fn attack_before(syntax: &Syntax, drafts: &[Draft<'_>], casualty: &Hit<'_>) -> Option<TokenId> {
    let with = |t: &TokenId| {
        let mut marks = syntax.children_by(*t, Deprel::Case).chain(syntax.children_by(*t, Deprel::Mark));
        marks.any(|mark| syntax.lower(mark) == "with")
    };
    let accompanies = casualty.args.object.iter().chain([&casualty.head]).any(with);
    let mut heads = drafts.iter().map(|draft| draft.hit.head);
    heads.rfind(|head| accompanies && *head < casualty.head)
}

fn is_noun(syntax: &Syntax, token: TokenId) -> bool {
    syntax.upos(token) == Upos::Noun
}

/// The victim is named: the verb adds something of its own.
fn names_victim(classes: &Classes<'_>, hit: &Hit<'_>) -> bool {
    hit.recipients.iter().any(|t| classes.is_named_person(*t))
}

/// True for the head of a clause other than the predicate's own.
pub(super) fn is_other_clause(syntax: &Syntax, token: TokenId) -> bool {
    matches!(
        syntax.deprel(token),
        Deprel::Advcl | Deprel::AclRelcl | Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj | Deprel::Acl
    )
}
