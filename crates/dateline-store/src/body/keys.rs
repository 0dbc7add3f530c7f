//! The names of a record's fields as single bytes.

use std::sync::LazyLock;

/// Field names by number. Files hold the numbers: new names are added at the end, and none is ever taken away.
pub(super) const KEYS: [&str; 76] = [
    "text",
    "start",
    "end",
    "report",
    "id",
    "type",
    "mode",
    "cameo",
    "contexts",
    "sentence",
    "trigger",
    "actors",
    "recipients",
    "place",
    "origin",
    "destination",
    "time",
    "reality",
    "background",
    "sources",
    "hedge",
    "disputed",
    "figures",
    "cluster",
    "main",
    "confidence",
    "absent",
    "why",
    "name",
    "country",
    "sectors",
    "entity",
    "geonames",
    "admin1",
    "lat",
    "lon",
    "precision",
    "basis",
    "reason",
    "from",
    "to",
    "cue",
    "kind",
    "stance",
    "role",
    "value",
    "low",
    "high",
    "quantifier",
    "unit",
    "field",
    "by",
    "version",
    "spans",
    "speaker",
    "translated_from",
    "severity",
    "code",
    "message",
    "title",
    "subtitle",
    "authors",
    "section",
    "url",
    "publisher",
    "language",
    "published",
    "modified",
    "credits",
    "copied",
    "dateline",
    "sha256",
    "source",
    "format",
    "stated_by",
    "similarity",
];

/// Slots of the table by which names find their numbers: many more than names, so that few share one.
const SLOTS: usize = 1024;

static TABLE: LazyLock<[Option<u8>; SLOTS]> = LazyLock::new(|| {
    let mut table = [None; SLOTS];
    for (number, key) in (0u8..).zip(KEYS) {
        let free = slots(key).find(|slot| table[*slot].is_none()).expect("there are more slots than names");
        table[free] = Some(number);
    }
    table
});

/// The number of a field name, if it has one.
pub(super) fn number(key: &str) -> Option<u8> {
    slots(key).map_while(|slot| TABLE[slot]).find(|number| KEYS[usize::from(*number)] == key)
}

/// Where to look for a name, one slot after the other.
fn slots(key: &str) -> impl Iterator<Item = usize> {
    let byte = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default());
    let bytes = key.as_bytes();
    let first = key.len() + 37 * byte(bytes.first()) + 101 * byte(bytes.get(2)) + 211 * byte(bytes.last());
    (0..SLOTS).map(move |more| (first + more) % SLOTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_its_number_and_none_is_a_mark() {
        for (at, key) in KEYS.iter().enumerate() {
            assert_eq!(number(key).map(usize::from), Some(at), "{key}");
        }
        assert_eq!((number(""), number("a name of no field at all")), (None, None));
        assert!(KEYS.len() < usize::from(crate::body::mark::SPAN), "the marks of objects come after the names");
    }
}
