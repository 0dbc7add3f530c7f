//! Cases: sentences that show what a rule does.
//!
//! `{Gunmen} [killed] <two teachers> in Mosul` marks the trigger in square brackets, actors in braces and recipients in
//! angle brackets. A case without marked actors does not say who they are; `{}` says that there are none, `<>` likewise.

use std::ops::Range;

/// A sentence with its expected event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The sentence without marks.
    pub text: Box<str>,
    /// Byte range of the trigger.
    pub trigger: Range<usize>,
    /// Byte ranges of the actors; `None` where the case does not say.
    pub actors: Option<Vec<Range<usize>>>,
    /// Byte ranges of the recipients; `None` where the case does not say.
    pub recipients: Option<Vec<Range<usize>>>,
}

/// What is wrong with a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// No `[trigger]`.
    #[error("no [trigger] is marked")]
    NoTrigger,
    /// A mark that is opened and not closed, or the other way round.
    #[error("an unmatched `{0}`")]
    Unmatched(char),
}

impl Case {
    /// Reads the notation.
    ///
    /// # Errors
    /// Where no trigger is marked or a mark has no partner.
    pub fn parse(marked: &str) -> Result<Self, CaseError> {
        let mut text = String::with_capacity(marked.len());
        let mut open: Vec<(char, usize)> = Vec::new();
        let (mut trigger, mut actors, mut recipients) = (None, None, None);
        for c in marked.chars() {
            match c {
                '[' | '{' | '<' => open.push((closer(c), text.len())),
                ']' | '}' | '>' => {
                    let start = open.pop().filter(|(want, _)| *want == c).ok_or(CaseError::Unmatched(c))?.1;
                    let range = start..text.len();
                    match c {
                        ']' => trigger = Some(range),
                        '}' => add(&mut actors, range),
                        _ => add(&mut recipients, range),
                    }
                }
                _ => text.push(c),
            }
        }
        match (open.pop(), trigger) {
            (Some((c, _)), _) => Err(CaseError::Unmatched(c)),
            (None, None) => Err(CaseError::NoTrigger),
            (None, Some(trigger)) => Ok(Case { text: text.into(), trigger, actors, recipients }),
        }
    }
}

fn closer(open: char) -> char {
    match open {
        '[' => ']',
        '{' => '}',
        _ => '>',
    }
}

fn add(list: &mut Option<Vec<Range<usize>>>, range: Range<usize>) {
    let list = list.get_or_insert_default();
    if !range.is_empty() {
        list.push(range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(case: &'a Case, side: Option<&[Range<usize>]>) -> Vec<&'a str> {
        side.unwrap().iter().map(|range| &case.text[range.clone()]).collect()
    }

    #[test]
    fn marks_become_ranges() {
        let case = Case::parse("{Gunmen} [killed] <two teachers>.").unwrap();
        assert_eq!(&*case.text, "Gunmen killed two teachers.");
        assert_eq!(&case.text[case.trigger.clone()], "killed");
        assert_eq!(words(&case, case.actors.as_deref()), ["Gunmen"]);
        assert_eq!(words(&case, case.recipients.as_deref()), ["two teachers"]);
    }

    #[test]
    fn empty_marks_say_none_and_no_marks_say_nothing() {
        let case = Case::parse("{}It [exploded]").unwrap();
        assert_eq!((case.actors, case.recipients), (Some(vec![]), None));
    }

    #[test]
    fn broken_marks_are_errors() {
        assert_eq!(Case::parse("no trigger"), Err(CaseError::NoTrigger));
        assert_eq!(Case::parse("[open"), Err(CaseError::Unmatched(']')));
        assert_eq!(Case::parse("[a}"), Err(CaseError::Unmatched('}')));
    }
}
