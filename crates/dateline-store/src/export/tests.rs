//! Every format against a file that shows what it looks like, and read back.

use super::sample::{self, about, exported, text};
use super::*;
use crate::record::{Event, Incident};
use ::parquet::record::Field;
use serde_json::Value;

/// Compares with a file of `expected/`, or writes it: `WRITE_EXPECTED=1 cargo test -p dateline-store --lib export`.
macro_rules! assert_file {
    ($format:expr, $file:literal) => {
        let actual = text($format, sample::all());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/export/expected/", $file);
        if std::env::var_os("WRITE_EXPECTED").is_some() {
            std::fs::write(path, &actual).unwrap();
        }
        assert_eq!(actual, std::fs::read_to_string(path).unwrap(), $file);
    };
}

#[test]
fn formats_look_like_their_files() {
    assert_file!(Format::Events, "events.csv");
    assert_file!(Format::Reports, "event_report.csv");
    assert_file!(Format::Jsonl(Lines::Incidents), "incidents.jsonl");
    assert_file!(Format::GeoJson, "incidents.geojson");
    assert_file!(Format::Plover, "plover.jsonl");
    assert_file!(Format::Annotations, "annotations.jsonld");
    assert_file!(Format::Acled, "acled.csv");
    assert_file!(Format::Ucdp, "ucdp.csv");
    assert_file!(Format::Gdelt, "gdelt.tsv");
    assert_file!(Format::Icews, "icews.tsv");
    assert_file!(Format::Polecat, "polecat.tsv");
}

fn json(format: Format) -> Value {
    serde_json::from_str(&text(format, sample::all())).expect("JSON")
}

#[test]
fn json_lines_come_back_as_they_were() {
    let told = sample::all();
    let text = text(Format::Jsonl(Lines::WithEvents), told.clone());
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).cloned().collect::<Vec<_>>();
    let abouts: Vec<About> = of("about").into_iter().map(|line| serde_json::from_value(line).unwrap()).collect();
    assert_eq!(abouts, [about()]);
    let incidents = of("incident").into_iter().map(|line| serde_json::from_value::<Incident>(line).unwrap());
    assert!(incidents.eq(told.iter().map(|told| told.incident.clone())));
    let events = of("event").into_iter().map(|line| serde_json::from_value::<Event>(line).unwrap());
    assert!(events.eq(told.iter().flat_map(|told| &told.rows).map(|row| row.event.clone())));
}

#[test]
fn geojson_counts_what_has_no_point() {
    let json = json(Format::GeoJson);
    assert_eq!((json["features"].as_array().unwrap().len(), &json["without_coordinates"]), (2, &1.into()));
    assert_eq!(json["features"][0]["geometry"]["coordinates"], serde_json::json!([32.854, 39.92]));
    assert_eq!(json["dateline"]["filters"], serde_json::json!(["--country TUR"]));
}

#[test]
fn annotations_select_the_words_they_are_about() {
    let json = json(Format::Annotations);
    let notes = json["first"]["items"].as_array().unwrap();
    assert_eq!(json["total"], notes.len());
    let letters: Vec<char> = sample::SENTENCE.chars().collect();
    let count = |value: &Value| value.as_str().unwrap().chars().count();
    for note in notes {
        let [quote, position] = &note["target"]["selector"].as_array().unwrap()[..] else { panic!("two selectors") };
        let at = |key| position[key].as_u64().unwrap() as usize;
        let (start, end) = (at("start"), at("end"));
        let exact: String = letters[start..end].iter().collect();
        assert_eq!(quote["exact"], exact);
        let before: String = letters[start - count(&quote["prefix"])..start].iter().collect();
        let after: String = letters[end..end + count(&quote["suffix"])].iter().collect();
        assert_eq!((&quote["prefix"], &quote["suffix"]), (&before.into(), &after.into()));
    }
    let ids: std::collections::BTreeSet<_> = notes.iter().map(|note| note["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), notes.len(), "identifiers are unique");
}

#[test]
fn plover_says_what_did_not_happen() {
    let lines = text(Format::Plover, sample::all());
    let records: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let modes: Vec<_> = records.iter().map(|record| record["mode"].clone()).collect();
    assert_eq!(modes, [serde_json::json!(["firearms"]), serde_json::json!(["firearms", "future"])]);
    assert_eq!(records[0]["cite_info"]["codebook"], "plover-1");
}

#[test]
fn nothing_makes_a_valid_file() {
    for format in [Format::Events, Format::Reports] {
        assert_eq!(text(format, Vec::new()).lines().count(), 1, "{format:?}");
    }
    assert_eq!(text(Format::Jsonl(Lines::Incidents), Vec::new()).lines().count(), 1);
    let empty = |format| serde_json::from_str::<Value>(&text(format, Vec::new())).unwrap();
    assert_eq!(empty(Format::GeoJson)["features"], serde_json::json!([]));
    assert_eq!(empty(Format::Annotations)["first"]["items"], serde_json::json!([]));
    assert_eq!(text(Format::Gdelt, Vec::new()), "");
}

#[test]
fn an_incident_that_cannot_be_read_ends_the_export() {
    let broken = std::iter::once(crate::Store::open_existing("/no/such/file").map(|_| sample::told("inc:r1#1")));
    let error = export(Format::Events, &about(), broken, &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("/no/such/file"), "{error}");
}

#[test]
fn what_was_written_is_counted() {
    let (_, summary) = exported(Format::Reports, sample::all());
    assert_eq!((summary.incidents, summary.rows, summary.left_out.len()), (3, 4, 0));
}

/// The rows of a Parquet file, as its own reader gives them, and what the file says of itself.
fn parquet_rows(format: Format, told: Vec<Told>) -> (Vec<Value>, About) {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    let bytes = exported(format, told).0;
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let about = metadata.iter().find(|pair| pair.key == "dateline").and_then(|pair| pair.value.clone()).unwrap();
    let object =
        |row: ::parquet::record::Row| row.get_column_iter().map(|(name, f)| (name.clone(), value(f))).collect();
    let rows = reader.get_row_iter(None).unwrap().map(|row| object(row.unwrap()));
    (rows.collect(), serde_json::from_str(&about).unwrap())
}

/// A field of Parquet as JSON writes it.
fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::Long(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Str(text) => text.clone().into(),
        Field::Date(day) => days::written((*day).into()).into(),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("no column is of this type: {other:?}"),
    }
}

#[test]
fn parquet_comes_back_as_it_was() {
    let (rows, about) = parquet_rows(Format::Parquet, sample::all());
    assert_eq!(about, sample::about());
    assert_eq!(rows.len(), 3);
    let json = json(Format::GeoJson);
    for (row, feature) in [(&rows[0], &json["features"][0]), (&rows[2], &json["features"][1])] {
        for (name, value) in feature["properties"].as_object().unwrap() {
            assert_eq!(&row[name], value, "{name}");
        }
    }
    assert_eq!((&rows[1]["lat"], &rows[1]["from"]), (&Value::Null, &Value::Null));
    assert_eq!(rows[1]["actors"], serde_json::json!([]));
}

#[test]
fn parquet_has_as_many_rows_in_several_groups() {
    let many = vec![sample::told("inc:r1#1"); 15_001];
    let (rows, _) = parquet_rows(Format::ParquetReports, many);
    assert_eq!(rows.len(), 30_002);
    assert_eq!((&rows[0]["copy"], &rows[30_001]["copy"]), (&false.into(), &true.into()));
    assert_eq!(parquet_rows(Format::Parquet, Vec::new()).0.len(), 0);
}
