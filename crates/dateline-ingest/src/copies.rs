//! Which reports of a stream repeat the text of an earlier one, whole or nearly so.
//!
//! Texts are compared by their sketches (`dateline_merge::Sketch`), without datelines; here those are found that are worth
//! comparing.

use crate::dateline;
use crate::units::units;
use dateline_doc::Copied;
use dateline_merge::Sketch;
use std::collections::{BTreeMap, HashMap};

/// The lowest values of a text, by which it is found.
const KEYS: usize = 12;

/// A copy with more than this of both texts in common need not be found by itself: its original is found.
const AS_GOOD_AS_SAME: u16 = 900;

/// Earlier texts looked at for one value; a phrase that stands in more of them tells nothing.
const MOST_WITH_KEY: usize = 64;

/// Earlier texts compared with one text.
const MOST_COMPARED: usize = 16;

/// Texts on a shelf. Of two shelves the older is dropped when the newer is full.
const SHELF: usize = 100_000;

/// The texts seen so far, the last 200,000 of them at most.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    new: Shelf,
    old: Shelf,
}

impl Copies {
    /// Takes in a text; tells which earlier one it repeats.
    pub(crate) fn see(&mut self, id: &str, text: &str) -> Option<Copied> {
        let sketch = Sketch::of(body(text));
        if sketch.is_too_short() {
            return None;
        }
        let found = [&self.old, &self.new].into_iter().filter_map(|shelf| shelf.find(&sketch)).max_by(Found::better);
        let report = found.as_ref().map_or(id, |found| &found.report).to_owned();
        if found.as_ref().is_none_or(|found| found.likeness < AS_GOOD_AS_SAME) {
            self.put(report.clone(), sketch);
        }
        found.map(|found| Copied { report, per_mille: found.per_mille })
    }

    fn put(&mut self, report: String, sketch: Sketch) {
        if self.new.seen.len() >= SHELF {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.put(report, sketch);
    }
}

/// An earlier report with the same text.
#[derive(Debug)]
struct Found {
    report: String,
    /// Share of the smaller text in the larger.
    per_mille: u16,
    /// Share that both have in common of what is in either.
    likeness: u16,
}

impl Found {
    /// The more alike one is greater; of two equals the later argument, which is on the newer shelf, is not.
    fn better(&self, other: &Found) -> std::cmp::Ordering {
        self.per_mille.cmp(&other.per_mille).then(std::cmp::Ordering::Greater)
    }
}

/// Texts and the values by which they are found. The maps are asked, never walked through.
#[derive(Debug, Default)]
struct Shelf {
    seen: Vec<(String, Sketch)>,
    /// By the hash of all words.
    same: HashMap<u64, u32>,
    /// The last place in `places` for a value.
    last: HashMap<u32, u32>,
    /// A text, and the place before with the same value.
    places: Vec<(u32, Option<u32>)>,
}

impl Shelf {
    fn put(&mut self, report: String, sketch: Sketch) {
        let number = self.seen.len() as u32;
        self.same.entry(sketch.whole()).or_insert(number);
        for key in sketch.values().iter().take(KEYS) {
            let before = self.last.insert(*key, self.places.len() as u32);
            self.places.push((number, before));
        }
        self.seen.push((report, sketch));
    }

    fn find(&self, sketch: &Sketch) -> Option<Found> {
        if let Some(same) = self.same.get(&sketch.whole()) {
            let report = self.seen[*same as usize].0.clone();
            return Some(Found { report, per_mille: 1000, likeness: 1000 });
        }
        let compared = self.candidates(sketch).into_iter().filter_map(|number| {
            let (report, other) = &self.seen[number as usize];
            let alike = sketch.copy(other)?;
            Some((alike.per_mille, std::cmp::Reverse(number), alike.likeness, report))
        });
        let (per_mille, _, likeness, report) = compared.max()?;
        Some(Found { report: report.clone(), per_mille, likeness })
    }

    /// Earlier texts that share values with this one, those with most of them first.
    fn candidates(&self, sketch: &Sketch) -> Vec<u32> {
        let mut hits: BTreeMap<u32, usize> = BTreeMap::new();
        for value in sketch.values() {
            let mut place = self.last.get(value).copied();
            for _ in 0..MOST_WITH_KEY {
                let Some(at) = place else { break };
                let (number, before) = self.places[at as usize];
                *hits.entry(number).or_default() += 1;
                place = before;
            }
        }
        let mut found: Vec<_> = hits.into_iter().collect();
        found.sort_by_key(|(number, hits)| (std::cmp::Reverse(*hits), *number));
        found.into_iter().take(MOST_COMPARED).map(|(number, _)| number).collect()
    }
}

/// The text behind its dateline, if it begins with one.
fn body(text: &str) -> &str {
    let head_end = text.char_indices().nth(400).map_or(text.len(), |(end, _)| end);
    let opening = dateline::find(&units(&text[..head_end])).map(|(dateline, _)| dateline.span.range());
    opening.filter(|span| span.start == 0).and_then(|span| text.get(span.end..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "OSLO, Dec 19 (Agency) - Two cargo ships sank off the western coast on Monday after a storm tore \
        them from their moorings, the coast guard said. Nine sailors were lifted from the water by a helicopter and \
        taken to a hospital in Bergen, where doctors described their condition as stable. Three others were still \
        missing late in the evening.\n\nThe ships, both registered in Panama, had sought shelter in the fjord on \
        Sunday when winds of 38 metres a second were forecast. The harbour master, Kari Nordmann, said that the \
        masters had been told to double their lines and that one of them had refused.\n\nThe transport ministry \
        announced an inquiry. Environmental groups warned that 400 tonnes of fuel could leak into spawning grounds of \
        cod. A barrier of booms was to be laid at first light.";

    fn copied(first: &str, second: &str) -> Option<Copied> {
        let mut copies = Copies::default();
        assert_eq!(copies.see("first", first), None);
        copies.see("second", second)
    }

    #[test]
    fn copies_of_a_wire_text_are_found() {
        let short = &WIRE[..WIRE.find("\n\nThe transport").unwrap()];
        let inserted = WIRE.replacen(
            "\n\nThe transport",
            "\n\nA resident of the island told this newspaper that she had seen flares over the water shortly before \
             noon.\n\nThe transport",
            1,
        );
        let cases = [
            (WIRE.to_owned(), 1000),
            (WIRE.to_uppercase().replace('.', " !"), 1000),
            (WIRE.replace("OSLO, Dec 19 (Agency) - ", "BERGEN, Norway (AP) — "), 1000),
            (format!("Sailors missing as storm sinks ships\n\n{WIRE}"), 900),
            (short.to_owned(), 900),
            (inserted, 900),
        ];
        for (text, at_least) in cases {
            let found = copied(WIRE, &text).unwrap_or_else(|| panic!("not found: {text}"));
            assert_eq!(found.report, "first");
            assert!(found.per_mille >= at_least, "{} of {text}", found.per_mille);
        }
        assert!(copied(short, WIRE).is_some(), "the longer one after the shorter");
    }

    #[test]
    fn the_earliest_report_is_named() {
        let mut copies = Copies::default();
        let texts = [WIRE.to_owned(), format!("A headline\n{WIRE}"), WIRE[..700].to_owned(), WIRE.to_owned()];
        let found: Vec<_> =
            texts.iter().enumerate().map(|(i, text)| copies.see(&i.to_string(), text).map(|c| c.report)).collect();
        let first = || Some("0".to_owned());
        assert_eq!(found, [None, first(), first(), first()]);
    }

    #[test]
    fn short_texts_and_odd_ones_are_no_copies() {
        for text in ["", "Two ships sank.", "\u{0}\u{FFFD}", "Read more about this in our newsletter."] {
            assert_eq!(copied(text, text), None, "{text:?}");
        }
        let line = "Two ships sank off the western coast on Monday after a storm.";
        assert_eq!(copied(line, line).map(|c| c.per_mille), Some(1000));
        assert_eq!(copied(line, &line.replace("Monday", "Sunday")), None);
        let long = "word ".repeat(500_000);
        assert!(copied(&long, &long).is_some());
    }

    /// Numbers that look like chance and are the same in every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, most: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % most
        }

        fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
            from[self.below(from.len())]
        }
    }

    const WHO: &[&str] = &[
        "the police",
        "a minister",
        "the president",
        "three soldiers",
        "local officials",
        "the opposition leader",
        "a court",
        "the rebels",
        "aid workers",
        "two witnesses",
        "the army",
        "a spokesman",
        "farmers",
        "the mayor",
    ];
    const DID: &[&str] = &[
        "said",
        "announced",
        "denied",
        "confirmed",
        "attacked",
        "visited",
        "closed",
        "opened",
        "condemned",
        "left",
        "rejected",
        "signed",
        "asked for",
        "feared",
        "promised",
        "criticised",
    ];
    const WHAT: &[&str] = &[
        "the peace talks",
        "a new school",
        "the border crossing",
        "an agreement",
        "the airport road",
        "the village",
        "the report",
        "a hospital",
        "the election",
        "the harbour",
        "new sanctions",
        "the inquiry",
        "the ceasefire",
    ];
    const WHEN: &[&str] = &[
        "on Monday",
        "late on Tuesday",
        "in the capital",
        "near the river",
        "after a long debate",
        "for a week",
        "in the north",
        "before dawn",
        "despite the rain",
        "without giving details",
        "this year",
        "last month",
    ];
    const AND: &[&str] = &["while", "because", "after", "although", "as", "and"];

    /// A sentence of a made-up report: few words and forms, so that different reports share phrases.
    fn sentence(dice: &mut Dice) -> String {
        let mut half = || format!("{} {} {} {}", dice.pick(WHO), dice.pick(DID), dice.pick(WHAT), dice.pick(WHEN));
        let (one, other) = (half(), half());
        format!("{one} {} {other}.", dice.pick(AND))
    }

    fn report(dice: &mut Dice) -> Vec<String> {
        let sentences = 7 + dice.below(14);
        (0..sentences).map(|_| sentence(dice)).collect()
    }

    fn copy(original: &[String], how: usize, dice: &mut Dice) -> String {
        let mut text = original.to_vec();
        match how {
            0 => text.insert(0, "quite another headline for the same story".into()),
            1 => text.truncate((original.len() * 2).div_ceil(3)),
            2 => text[0].insert_str(0, "GENEVA, May 3 (AP) — "),
            3 => text.insert(original.len() / 2, sentence(dice)),
            4 => text = text.iter().step_by(1).skip(1).cloned().collect(),
            _ => text = text.iter().map(|s| s.replacen(" said ", " told reporters about ", 1)).collect(),
        }
        text.join(" ")
    }

    /// Reports of one form with other figures, and a second report on the same event, written anew with some of the
    /// background repeated.
    fn look_alike(original: &[String], how: usize, dice: &mut Dice) -> String {
        if how == 0 {
            let [a, b, c, d, e] = [0; 5].map(|_| dice.below(9_000) + 100);
            return format!(
                "Shares closed mixed in the main market on Friday as investors waited for figures on inflation that \
                 are due next week from the statistics office. The leading index of the exchange ended the session at \
                 {a} points while the broader index of all listed companies and funds stood at {b} points at the end \
                 of the day. A total of {c} million shares changed hands, and the number of deals came to {d}, the \
                 exchange said in its daily statement. The national currency was traded at {e} to the dollar, the \
                 central bank said, with little change from the day before."
            );
        }
        let again = original.len() * 2 / 5;
        let mut text: Vec<_> = (again..original.len()).map(|_| sentence(dice)).collect();
        text.extend_from_slice(&original[original.len() - again..]);
        text.join(" ")
    }

    #[test]
    fn copies_are_told_from_look_alikes() {
        let mut dice = Dice(7);
        let mut copies = Copies::default();
        let [mut right, mut wrong, mut missed] = [0_u32; 3];
        for number in 0..600 {
            let original = report(&mut dice);
            let id = number.to_string();
            wrong += u32::from(copies.see(&id, &original.join(" ")).is_some());
            let found = copies.see("copy", &copy(&original, number % 6, &mut dice));
            match found {
                Some(found) if found.report == id => right += 1,
                Some(_) => wrong += 1,
                None => missed += 1,
            }
            let alike = look_alike(&original, number % 2, &mut dice);
            wrong += u32::from(copies.see("other", &alike).is_some());
        }
        let precision = f64::from(right) / f64::from(right + wrong);
        let recall = f64::from(right) / f64::from(right + missed);
        assert!(precision >= 0.97 && recall >= 0.90, "precision {precision:.3}, recall {recall:.3}");
    }

    #[test]
    fn an_old_shelf_is_still_looked_at() {
        let mut copies = Copies::default();
        copies.see("first", WIRE);
        copies.old = std::mem::take(&mut copies.new);
        assert_eq!(copies.see("second", WIRE).map(|c| c.report), Some("first".into()));
    }
}
