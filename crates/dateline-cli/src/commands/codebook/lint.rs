//! What is odd about the rules of a codebook: what can never fire, what is never used, what is written in two ways.

use super::words;
use dateline::lexicon::Codebook;
use dateline::lexicon::codebook::{Condition, Rule, Slot, Test, Trigger, TriggerPos};
use std::collections::{BTreeMap, BTreeSet};

/// Something that the author of a rule should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Remark {
    /// The rule, or the class or mode, that it is about.
    pub(super) rule: String,
    /// For a person to read.
    pub(super) what: String,
    /// Something to mend; else only to know.
    pub(super) wrong: bool,
}

/// All remarks, by kind and in the order of the rules.
pub(super) fn lint(codebook: &Codebook) -> Vec<Remark> {
    let rules = codebook.rules();
    [
        contests(codebook),
        self_forbidden(codebook),
        never_words(codebook),
        unknown_slots(rules),
        unused_classes(codebook),
        spellings(codebook),
        repeated(rules),
    ]
    .concat()
}

fn wrong(rule: &str, what: String) -> Remark {
    Remark { rule: rule.to_owned(), what, wrong: true }
}

/// Rules that one word sets off: those that never get their turn, and those of which the order of the files decides.
fn contests(codebook: &Codebook) -> Vec<Remark> {
    let triggers = codebook.rules().iter().flat_map(|rule| &rule.triggers);
    let heads: BTreeSet<(TriggerPos, &str)> = triggers.map(|trigger| (trigger.pos, &*trigger.head)).collect();
    let mut remarks = Vec::new();
    for (pos, head) in heads {
        let tried: Vec<(&Rule, &Trigger)> = codebook.candidates(pos, head).collect();
        for (at, (rule, trigger)) in tried.iter().enumerate() {
            remarks.extend(contest(codebook, &tried[..at], rule, trigger));
        }
    }
    remarks
}

/// What an earlier rule takes away from this trigger.
fn contest(codebook: &Codebook, before: &[(&Rule, &Trigger)], rule: &Rule, trigger: &Trigger) -> Option<Remark> {
    let text = words(trigger);
    if let Some((first, _)) = before.iter().find(|(first, with)| covers(codebook, (first, with), (rule, trigger))) {
        let what =
            if first.id == rule.id { "twice".to_owned() } else { format!("also in {}, which fires first", first.id) };
        return Some(wrong(&rule.id, format!("{text:?} never fires: it stands {what}")));
    }
    let rival = before.iter().find(|(first, with)| {
        let other = (&first.kind, &first.mode) != (&rule.kind, &rule.mode);
        other && with.with == trigger.with && demands(first) == demands(rule)
    });
    rival.map(|(first, _)| {
        let what =
            format!("{text:?} overlaps with {}: where both fit, that one wins by its place in the files", first.id);
        Remark { rule: rule.id.to_string(), what, wrong: false }
    })
}

/// True where whatever the second fires on sets off the first too.
fn covers(codebook: &Codebook, first: (&Rule, &Trigger), second: (&Rule, &Trigger)) -> bool {
    let ((first, with), (second, trigger)) = (first, second);
    let within = |inner: &[Test], outer: &[Test]| inner.iter().all(|test| holds(codebook, outer, test));
    let conditions = first.conditions.iter().all(|wide| {
        let same = |c: &&Condition| c.slot == wide.slot && c.wanted == wide.wanted;
        let implies = |c: &Condition| if c.wanted { within(&c.any, &wide.any) } else { within(&wide.any, &c.any) };
        second.conditions.iter().filter(same).any(implies)
    });
    let after = first.needs_after.is_empty()
        || !second.needs_after.is_empty() && second.needs_after.iter().all(|word| first.needs_after.contains(word));
    let near = first.near.is_empty() || !second.near.is_empty() && within(&second.near, &first.near);
    with.with.iter().all(|word| trigger.with.contains(word))
        && conditions
        && after
        && near
        && within(&first.not_near, &second.not_near)
        && (second.political || !first.political)
}

/// True where one of the tests passes whatever passes this one.
fn holds(codebook: &Codebook, any: &[Test], test: &Test) -> bool {
    any.iter().any(|wide| match (wide, test) {
        (Test::Class(class), Test::Lemma(word)) => codebook.in_class(class, word),
        _ => wide == test,
    })
}

/// How many things it asks for besides its words: the order in which rules are tried.
fn demands(rule: &Rule) -> usize {
    let wanted = rule.conditions.iter().filter(|condition| condition.wanted).count();
    wanted + usize::from(!rule.needs_after.is_empty()) + usize::from(!rule.near.is_empty())
}

/// Triggers of several words of which one is forbidden by the rule itself.
fn self_forbidden(codebook: &Codebook) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in codebook.rules() {
        let forbidden = |word: &str| holds(codebook, &rule.not_near, &Test::Lemma(word.into()));
        for trigger in &rule.triggers {
            if let Some(word) = trigger.with.iter().find(|word| forbidden(word)) {
                let what = format!("{:?} never fires: `not_near` forbids its {word:?}", words(trigger));
                remarks.push(wrong(&rule.id, what));
            }
        }
    }
    remarks
}

/// Words that no single word of a text can be: several words, or capitals (words are compared in lower case).
fn never_words(codebook: &Codebook) -> Vec<Remark> {
    let odd = |word: &str| word.contains(char::is_whitespace) || word.contains(char::is_uppercase);
    let mut remarks = Vec::new();
    for rule in codebook.rules() {
        let arguments = rule.conditions.iter().flat_map(|condition| &condition.any);
        for test in arguments.chain(&rule.near).chain(&rule.not_near) {
            if let Test::Lemma(word) = test
                && odd(word)
            {
                remarks.push(wrong(&rule.id, format!("{word:?} is never met: give one word in lower case")));
            }
        }
        for trigger in rule.triggers.iter().filter(|trigger| words(trigger).contains(char::is_uppercase)) {
            remarks.push(wrong(&rule.id, format!("{:?} never fires: write it in lower case", words(trigger))));
        }
    }
    for class in codebook.added_classes() {
        for word in codebook.words_of(class).iter().filter(|word| odd(word)) {
            remarks.push(wrong(&format!("@{class}"), format!("{word:?} is never met: give one word in lower case")));
        }
    }
    remarks
}

/// Words that can introduce an argument.
const PREPOSITIONS: &str = "about above across after against along alongside amid among around as at before behind \
    below beside between beyond by despite during for from in inside into like near of off on onto out outside over past \
    since than through throughout to toward towards under until up upon via with within without";

fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.split_whitespace().any(|preposition| preposition == word)
}

/// Slots that are neither an argument nor a preposition: a slip of the pen is silently never filled.
fn unknown_slots(rules: &[Rule]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in rules {
        let asked = rule.conditions.iter().map(|condition| &condition.slot);
        let after = asked.chain(&rule.actor).chain(&rule.recipient).filter_map(|slot| match slot {
            Slot::After(word) => Some(word),
            Slot::Subject | Slot::Object | Slot::Indirect | Slot::Speaker => None,
        });
        for word in after.chain(&rule.needs_after).filter(|word| !is_preposition(word)) {
            let what = format!(
                "{word:?} is no place of an argument: give subject, object, indirect, speaker or a preposition"
            );
            remarks.push(wrong(&rule.id, what));
        }
    }
    remarks
}

/// Classes of a codebook of one's own that no rule asks for.
fn unused_classes(codebook: &Codebook) -> Vec<Remark> {
    let used: BTreeSet<&str> = codebook.rules().iter().flat_map(Rule::classes).collect();
    let unused = codebook.added_classes().filter(|class| !used.contains(class));
    unused.map(|class| wrong(&format!("@{class}"), "no rule asks for this class".to_owned())).collect()
}

/// Types and modes that differ only in case, hyphens or a plural.
fn spellings(codebook: &Codebook) -> Vec<Remark> {
    let rules = codebook.rules();
    let kinds = rules.iter().map(|rule| ("type", &*rule.id, &*rule.kind));
    let modes = rules.iter().filter_map(|rule| Some(("mode", &*rule.id, rule.mode.as_deref()?)));
    let cues = codebook.modes().iter().map(|cue| ("mode", "[[mode]]", &*cue.mode));
    let mut first: BTreeMap<(&str, String), (&str, &str)> = BTreeMap::new();
    let mut told = BTreeSet::new();
    let mut remarks = Vec::new();
    for (what, rule, name) in kinds.chain(modes).chain(cues) {
        let (owner, other) = *first.entry((what, plain(name))).or_insert((rule, name));
        if other != name && told.insert((what, name)) {
            remarks.push(wrong(rule, format!("{what} {name:?} is written {other:?} in {owner}; use one spelling")));
        }
    }
    remarks
}

fn plain(name: &str) -> String {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.strip_suffix('s').map(str::to_owned).unwrap_or(letters)
}

/// Sentences that occur in more than one case of one rule.
fn repeated(rules: &[Rule]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in rules {
        let mut seen = BTreeSet::new();
        for text in rule.fires.iter().map(|case| &*case.text).chain(rule.silent.iter().map(|text| &**text)) {
            if !seen.insert(text) {
                remarks.push(wrong(&rule.id, format!("the case occurs twice: {text}")));
            }
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A codebook of rules `(id, lines)`, and the remarks on it as `rule: what`.
    fn remarks(rules: &[(&str, &str)], more: &str) -> Vec<String> {
        let cases = "fires = [\"[x]\"]\nsilent = [\"y\"]";
        let rule = |(id, lines): &(&str, &str)| format!("[[rule]]\nid = \"{id}\"\n{lines}\n{cases}\n");
        let text = format!("{}{more}", rules.iter().map(rule).collect::<String>());
        let files = [("codebook.toml", "name = \"test\""), ("a.toml", text.as_str())];
        let codebook = Codebook::own(&files).expect("the codebook loads");
        lint(&codebook)
            .into_iter()
            .map(|r| format!("{} {}: {}", if r.wrong { "!" } else { "-" }, r.rule, r.what))
            .collect()
    }

    #[test]
    fn each_oddity_is_told_and_nothing_else() {
        let base = ("one", "type = \"A\"\nverbs = [\"hit\", \"hit hard\"]");
        let class = "[[class]]\nname = \"own\"\nwords = [\"fist\"]";
        let table: &[(&str, &str, Option<&str>)] = &[
            ("type = \"A\"\nverbs = [\"kick\"]", "", None),
            ("type = \"B\"\nverbs = [\"hit\"]", "", Some("! two: \"hit\" never fires: it stands also in one")),
            ("type = \"B\"\nverbs = [\"hit\"]\nobject = [\"@person\"]", "", None),
            ("type = \"B\"\nverbs = [\"kick\", \"kick\"]", "", Some("! two: \"kick\" never fires: it stands twice")),
            ("type = \"a\"\nverbs = [\"kick\"]", "", Some("! two: type \"a\" is written \"A\" in one")),
            (
                "type = \"A\"\nverbs = [\"kick ball\"]\nnot_near = [\"ball\"]",
                "",
                Some("`not_near` forbids its \"ball\""),
            ),
            ("type = \"A\"\nverbs = [\"kick\"]\nnear = [\"tear gas\"]", "", Some("\"tear gas\" is never met")),
            (
                "type = \"A\"\nverbs = [\"kick\"]\nactor = [\"subjet\"]",
                "",
                Some("\"subjet\" is no place of an argument"),
            ),
            ("type = \"A\"\nverbs = [\"Kick\"]", "", Some("\"Kick\" never fires")),
            ("type = \"A\"\nverbs = [\"kick\"]", class, Some("! @own: no rule asks")),
            ("type = \"A\"\nverbs = [\"kick\"]\nnear = [\"@own\"]", class, None),
        ];
        for (lines, more, wanted) in table {
            let found = remarks(&[base, ("two", lines)], more);
            let told = wanted.is_some_and(|wanted| found.len() == 1 && found[0].contains(wanted));
            assert!(told || wanted.is_none() && found.is_empty(), "{lines}: {found:?}");
        }
    }

    #[test]
    fn rules_of_which_the_place_decides_are_an_overlap() {
        let one = ("one", "type = \"A\"\nverbs = [\"hit\"]\nobject = [\"@person\"]");
        let two = ("two", "type = \"B\"\nverbs = [\"hit\"]\nnear = [\"police\"]");
        let found = remarks(&[one, two], "");
        assert!(found.len() == 1 && found[0].starts_with("- two: \"hit\" overlaps with one"), "{found:?}");
    }
}
