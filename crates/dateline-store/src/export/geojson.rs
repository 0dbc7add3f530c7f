//! GeoJSON (RFC 7946): a point for each incident that has coordinates, with the columns of `events.csv` as properties.
//!
//! `place_precision` among them says what the point stands for. The export's own data and the number of incidents without
//! coordinates stand beside the features, as members that readers of GeoJSON pass over.

use super::about::About;
use super::events;
use super::table::{Object, Row};
use super::{Error, Stream, Summary};
use crate::incident::Told;
use crate::record::to_json;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Feature<'t> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'t str,
    geometry: Point,
    properties: Object<'t>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    /// East, then north.
    coordinates: [f64; 2],
}

const WITHOUT: &str = "no coordinates";

pub(super) fn write(about: &About, told: Stream<'_>, out: &mut dyn Write) -> Result<Summary, Error> {
    let mut summary = Summary::default();
    write!(out, "{{\"type\":\"FeatureCollection\",\"dateline\":{},\"features\":[", to_json(about))?;
    for told in told {
        let told = told?;
        match feature(&told, about) {
            Some(feature) => {
                let comma = if summary.rows == 0 { "" } else { "," };
                write!(out, "{comma}\n{}", to_json(&feature))?;
                summary.count(1);
            }
            None => summary.leave_out(WITHOUT),
        }
    }
    let without = summary.left_out.get(WITHOUT).copied().unwrap_or(0);
    writeln!(out, "\n],\"without_coordinates\":{without}}}")?;
    Ok(summary)
}

fn feature<'t>(told: &'t Told, about: &'t About) -> Option<Feature<'t>> {
    let place = told.incident.place.as_ref()?;
    let geometry = Point { kind: "Point", coordinates: [place.lon?, place.lat?] };
    let row = Row::of(told, about);
    let properties = Object { columns: &events::COLUMNS, without: &["lat", "lon"], row };
    Some(Feature { kind: "Feature", id: &told.incident.id, geometry, properties })
}
