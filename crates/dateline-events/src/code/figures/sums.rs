//! Totals against parts: "killed nine, six men and three women" adds up.

use dateline_doc::Note;

/// Notes on totals and parts.
pub(in super::super) fn notes() -> Vec<Note> {
    Vec::new()
}
