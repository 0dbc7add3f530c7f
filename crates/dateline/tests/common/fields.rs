//! Cases that name fields of one event: `TYPE key=value… | report with the [trigger] in brackets`.

use dateline::doc::{Event, Reading};

/// How the event at the trigger differs from what the case wants (`TYPE key=value…`, "_" for a blank), its fields told
/// by `field`; `None` where it does not.
pub(crate) fn difference(
    (wanted, marked): (&str, &str),
    reading: &Reading,
    field: impl Fn(&Reading, &Event, &str) -> String,
) -> Option<String> {
    let text = reading.article.text.as_str();
    let at = marked.find('[').unwrap_or_else(|| panic!("no trigger in {marked:?}")) as u32;
    let mut wanted = wanted.split(' ');
    let kind = wanted.next().unwrap_or_default();
    let here = |event: &&Event| event.trigger.start <= at && at < event.trigger.end && &*event.kind.value == kind;
    let Some(event) = reading.events.iter().find(here) else {
        return Some(format!("{text}\n    no {kind}"));
    };
    wanted.find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or_else(|| panic!("no = in {pair:?}"));
        let found = field(reading, event, key);
        (found != value.replace('_', " ")).then(|| format!("{text}\n    {key} is {found:?}, not {value:?}"))
    })
}
