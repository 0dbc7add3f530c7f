//! How much of a codebook its cases try: which of the words that set off a rule no case fires on.

use super::words;
use dateline::Tools;
use dateline::doc::{Article, Decider, Event, Reading};
use dateline::lexicon::codebook::{Rule, Trigger};
use std::collections::BTreeSet;

/// What the cases of a codebook try.
pub(super) struct Coverage {
    rules: usize,
    triggers: usize,
    tried: usize,
    /// Rules with the triggers that no case fires on, in the order of the files.
    pub(super) missing: Vec<(String, Vec<String>)>,
}

impl Coverage {
    /// One line for a person.
    pub(super) fn summary(&self) -> String {
        let share = 100 * self.tried / self.triggers.max(1);
        format!("{} rules, {} triggers; cases fire on {} ({share} %)", self.rules, self.triggers, self.tried)
    }
}

/// Codes all sentences that must fire. A sentence of one rule may well try a word of another.
pub(super) fn of(tools: &Tools) -> Coverage {
    let rules = tools.codebook.rules();
    let mut tried = BTreeSet::new();
    for case in rules.iter().flat_map(|rule| &rule.fires) {
        let article = Article { language: Some("en".to_owned()), ..Article::of_text("case", &case.text) };
        let reading = dateline::read(article, tools);
        tried.extend(reading.events.iter().filter_map(|event| fired(tools, &reading, event)));
    }
    let untried = |rule: &Rule| -> Vec<String> {
        let open = rule.triggers.iter().enumerate().filter(|(t, _)| !tried.contains(&(rule.id.to_string(), *t)));
        open.map(|(_, trigger)| words(trigger)).collect()
    };
    let missing = rules.iter().map(|rule| (rule.id.to_string(), untried(rule))).filter(|(_, words)| !words.is_empty());
    let triggers = rules.iter().map(|rule| rule.triggers.len()).sum();
    Coverage { rules: rules.len(), triggers, tried: tried.len(), missing: missing.collect() }
}

/// The rule of an event, with the number of the trigger: of those whose words are there, the longest.
fn fired(tools: &Tools, reading: &Reading, event: &Event) -> Option<(String, usize)> {
    let Decider::Rule(id) = &event.kind.evidence.decided_by else { return None };
    let rule = tools.codebook.rule(id)?;
    let stands = |trigger: &Trigger| stands(reading, event, trigger);
    let fitting = rule.triggers.iter().enumerate().filter(|(_, trigger)| stands(trigger));
    let (at, _) = fitting.max_by_key(|(at, trigger)| (trigger.with.len(), std::cmp::Reverse(*at)))?;
    Some((rule.id.to_string(), at))
}

fn stands(reading: &Reading, event: &Event, trigger: &Trigger) -> bool {
    let syntax = &reading.layers.syntax;
    let is = |token, word: &str| syntax.lemma(token) == word || syntax.lower(token) == word;
    let sentence = syntax.sentence(event.head).tokens;
    is(event.head, &trigger.head) && trigger.with.iter().all(|word| sentence.iter().any(|token| is(token, word)))
}
