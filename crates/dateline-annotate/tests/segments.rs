//! Sentences of the shipped model: one case a line of the table, its sentences between bars.

use dateline_annotate::{Model, segments};

/// What news reports hold; "|" is where a sentence ends, "\\" a line break.
const CASES: &str = r#"
ANKARA, Dec 19 (Reuters) - Troops entered the town on Monday.|Two men were killed.
KABUL (AP) -- The talks failed.|Nobody would say why.
GENEVA, March 3 — Envoys met U.S. President Ana Poe on Friday.|They left at 5 p.m. Monday.
TROOPS ENTER THE CAPITAL AFTER A MONTH OF SIEGE
THE MINISTER RESIGNED ON MONDAY.|POLICE ARRESTED HER DEPUTY.
Troops Enter the Northern Capital After Talks Fail in Geneva
Mayor Defends New Bridge as Officials Tell Radio Lanau Costs Have Doubled
The minister left the town on Friday|\\The army stayed
He was ranked No. 5 in the world.|No. 6 was his brother.
J. R. Low met Dr. A. Oz and Gen. Poe in St. Ives on Jan. 4.|It rained.
Prices rose 3.5 percent to $1.2 million.|They fell by 0.4 percent in May.
"We will not leave," he said.|"They have no right to be here."
"Where is my son?" she asked.|Nobody answered.
“We have won!” he shouted.|“Now we rest.”
The mayor said: "We are ready."|Police disagreed.
"Nobody came, the mayor said.|The hall was empty.
He waited ... and then he left.|She stayed.
They will pay... in the end.|The rest is known.
See https://example.org/a.b?c=1 for the list.|It is long.
He was born in 1805.[3]|He died in 1860.
The company, Lanau Corp. of Delaware, lost $5 million.|Its shares fell.
Rebels of the F.L.N. took the town at 10:30 a.m. on Sunday.|The army fled.
Did the army fire?|It did not say.|At least six people died!
He lives in Washington, D.C.|The house is small.
Three towns were hit: Lanau, Orrin and Tal.|No one was hurt.
The vote (the third in a year) failed.|The house rose.
Sunday's march was peaceful, the Lanau Times and Orrin Post reported.|Police said 200 people came.
About 1,200 Indian soldiers were flown to the Lanau Delta on Saturday.|Most are medics.
On Saturday, Prime Minister Ana Poe met President Bo Lind in the White Hall.|Both smiled.
Officials told BBC News every claim would be checked.|The Foreign Ministry had no comment.
"#;

#[test]
fn news_is_cut_into_its_sentences() {
    let model = Model::english();
    for case in CASES.lines().filter(|line| !line.is_empty()) {
        let expected: Vec<_> = case.split('|').map(|part| part.trim_start_matches(r"\\")).collect();
        let text = case.replace(r"|\\", "\n").replace('|', " ");
        let segments = segments(&text, &[], &model);
        let shown = segments.iter().filter_map(|one| {
            let (first, last) = (one.words.first()?, one.words.last()?);
            Some(&text[first.join(*last).range()])
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{case}");
    }
}

#[test]
fn wrapped_lines_do_not_end_sentences() {
    let model = Model::english();
    let text = "Storm closes harbour of Lanau\nThe harbour of Lanau was closed on Monday after a storm had\nsunk two boats, the mayor said. Nobody was hurt. All ships to\nOrrin were held back until the evening.\n\nAdvertisement\n\nSchools stay shut.";
    let segments = segments(text, &[], &model);
    let words: Vec<_> = segments.iter().map(|one| one.words.len()).collect();
    assert_eq!(words, [5, 20, 4, 11, 1, 4]);
    assert_eq!(segments.iter().map(|one| one.paragraph).collect::<Vec<_>>(), [0, 1, 1, 1, 2, 3]);
}
