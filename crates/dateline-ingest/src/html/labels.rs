//! What the classes and identifiers of a page's elements say about their content.

use super::content::Left;

/// Words of classes and identifiers, and what they mean. A word ending in `*` is the start of one.
const LABELS: [(Left, &[&str]); 7] = [
    (
        Left::Advertisement,
        &[
            "ad", "ads", "advert*", "adslot", "adunit", "adbox", "sponsor*", "promoted", "dfp", "outbrain", "taboola",
            "mpu",
        ],
    ),
    (
        Left::Related,
        &[
            "related*",
            "recommend*",
            "promo",
            "teaser*",
            "trending",
            "mostread",
            "readmore",
            "seealso",
            "morestories",
            "inlinelink*",
            "inserted",
            "sidebar",
            "rail",
            "also",
            "upnext",
            "relatedlinks",
        ],
    ),
    (
        Left::Boilerplate,
        &[
            "share*",
            "sharing",
            "social*",
            "newsletter*",
            "subscri*",
            "signup",
            "cookie*",
            "consent",
            "gdpr",
            "comment",
            "comments",
            "disqus",
            "paywall",
            "popup",
            "modal",
            "toolbar",
            "tags",
            "tag",
            "topics",
            "copyright",
            "print",
            "follow",
            "donate",
            "donation",
            "disclaimer",
            "bio",
            "signin",
            "login",
            "register",
            "registration",
            "regwall",
            "piano",
            "player",
            "videoplayer",
            "vjs",
        ],
    ),
    (
        Left::Navigation,
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "breadcrumb*",
            "footer",
            "pagination",
            "pager",
            "skip",
            "masthead",
            "search",
        ],
    ),
    (
        Left::Caption,
        &[
            "caption*",
            "newscaption",
            "credit",
            "credits",
            "photocredit",
            "imgcaption",
            "gallery",
            "slideshow",
            "image",
            "photo",
            "picture",
        ],
    ),
    (
        Left::Header,
        &["byline*", "author", "authors", "dateline", "timestamp", "pubdate", "published", "dateposted", "kicker"],
    ),
    (Left::Hidden, &["hidden", "dnone", "visuallyhidden", "sronly", "screenreader*"]),
];

/// What the words of a class or identifier say.
pub(super) fn labelled(value: &str) -> Option<Left> {
    let mut words: Vec<String> = label_words(value);
    if words.iter().any(|word| word.starts_with("embed") || word == "tweet") {
        // What a story quotes from elsewhere is part of it, though it is called social.
        words.retain(|word| !word.starts_with("social"));
    }
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.concat()).collect();
    let found = LABELS
        .iter()
        .find(|(_, labels)| labels.iter().any(|label| words.iter().chain(&pairs).any(|word| says(word, label))));
    found.map(|(left, _)| *left)
}

fn says(word: &str, label: &str) -> bool {
    match label.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == label,
    }
}

/// Words of a label, split at signs and at capitals within, in small letters.
fn label_words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in value.chars().take(300) {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// True where a class or identifier calls its content the deck of a story: the sentences below its headline.
pub(super) fn is_deck(value: &str) -> bool {
    const DECKS: [&str; 19] = [
        "lead",
        "lede",
        "leadtext",
        "intro",
        "introduction",
        "summary",
        "standfirst",
        "chapo",
        "chapeau",
        "deck",
        "dek",
        "sapo",
        "abstract",
        "subtitle",
        "subhead*",
        "subheadline",
        "excerpt",
        "articledescription",
        "teasertext",
    ];
    let words = label_words(value);
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.concat()).collect();
    words.iter().chain(&pairs).any(|word| DECKS.iter().any(|deck| says(word, deck)))
}

/// True where a class or identifier calls its content readers' comments.
pub(super) fn is_comments(value: &str) -> bool {
    const COMMENTS: [&str; 6] = ["comment", "comments", "commentlist", "disqus", "responses", "respond"];
    label_words(value).iter().any(|word| COMMENTS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_word_by_word() {
        let cases = [
            ("article-ad-wrapper", Some(Left::Advertisement)),
            ("adjacent header-load", None),
            ("ShareBar", Some(Left::Boilerplate)),
            ("c-related__list", Some(Left::Related)),
            ("read-more", Some(Left::Related)),
            ("story-body paragraph", None),
            ("wp-caption-text", Some(Left::Caption)),
            ("social-media-embed", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(labelled(value), expected, "label {value:?}");
        }
    }
}
