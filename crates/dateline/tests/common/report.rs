//! The report that a case's sentences are read as.

use dateline::doc::{Article, Day, Published, PublishedBasis};

/// A report in English, published on 18 March 2020, a Wednesday.
pub(crate) fn article(text: &str) -> Article {
    let day = Day { year: 2020, month: 3, day: 18 };
    Article {
        language: Some("en".to_owned()),
        published: Some(Published::on(day, PublishedBasis::Given)),
        ..Article::of_text("case", text)
    }
}
