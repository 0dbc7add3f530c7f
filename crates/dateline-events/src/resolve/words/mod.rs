//! Words and numbers as the recognisers of times and counts read them: a tokeniser over plain text, the lexicon of
//! time words, and number words.
//!
//! Both recognisers work on the text itself, so that they can be tested without a language model and serve texts that
//! have no syntax.

mod lexicon;
mod number;
mod token;

pub(super) use lexicon::{Cue, Holiday, Modifier, Part, Reference, Relative, Season, Sense, Unit};
pub(super) use number::{Amount, amount, cardinal, scaled};
pub(super) use token::{Kind, Tokens};
