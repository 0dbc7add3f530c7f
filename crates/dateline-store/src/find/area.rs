//! Parts of the earth: around a point, or between degrees.

use std::f64::consts::TAU;

/// Where to look for places. Degrees north and east; outside -90 to 90 and -180 to 180 there is nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Area {
    /// No farther than `km` from a point.
    Near {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// Kilometres.
        km: f64,
    },
    /// Between four degrees; where `west` is greater than `east` it goes through the 180th meridian.
    Box {
        /// Least degree north.
        south: f64,
        /// First degree east.
        west: f64,
        /// Greatest degree north.
        north: f64,
        /// Last degree east.
        east: f64,
    },
}

/// South, north, west, east in degrees.
pub(super) type Bounds = [f64; 4];

/// Mean radius of the earth.
const EARTH_KM: f64 = 6371.0088;

/// Half the way around it.
const HALF_TURN: f64 = 180.0;

/// As numbers with commas between: the point, or south, west, north and east.
impl std::fmt::Display for Area {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Area::Near { lat, lon, .. } => write!(f, "{lat},{lon}"),
            Area::Box { south, west, north, east } => write!(f, "{south},{west},{north},{east}"),
        }
    }
}

impl Area {
    /// Boxes that hold all of it and do not go through the 180th meridian.
    pub(super) fn bounds(self) -> Vec<Bounds> {
        match self {
            Area::Box { south, west, north, east } => split([south, north, west, east]),
            Area::Near { lat, lon, km } => {
                let up = degrees(km);
                split([lat - up, lat + up, lon - wide(lat, km), lon + wide(lat, km)])
            }
        }
    }

    /// True where a point inside the bounds is inside the area.
    pub(super) fn holds(self, lat: f64, lon: f64) -> bool {
        match self {
            Area::Box { .. } => true,
            Area::Near { lat: from, lon: east, km } => distance([from, east], [lat, lon]) <= km,
        }
    }
}

/// Degrees of latitude in so many kilometres.
fn degrees(km: f64) -> f64 {
    km / EARTH_KM * 360.0 / TAU
}

/// Degrees of longitude that a circle reaches to either side; all of them where it holds a pole.
fn wide(lat: f64, km: f64) -> f64 {
    let sine = (km / EARTH_KM).sin() / lat.to_radians().cos();
    let pole = lat.abs() + degrees(km) >= 90.0;
    if pole || !(-1.0..=1.0).contains(&sine) { HALF_TURN } else { sine.asin().to_degrees() }
}

fn split([south, north, west, east]: Bounds) -> Vec<Bounds> {
    let full = 2.0 * HALF_TURN;
    match () {
        () if east - west >= full => vec![[south, north, -HALF_TURN, HALF_TURN]],
        () if west > east => vec![[south, north, west, HALF_TURN], [south, north, -HALF_TURN, east]],
        () if west < -HALF_TURN => vec![[south, north, west + full, HALF_TURN], [south, north, -HALF_TURN, east]],
        () if east > HALF_TURN => vec![[south, north, west, HALF_TURN], [south, north, -HALF_TURN, east - full]],
        () => vec![[south, north, west, east]],
    }
}

/// Kilometres between two points on a sphere (haversine).
fn distance(from: [f64; 2], to: [f64; 2]) -> f64 {
    let [[lat, lon], [other_lat, other_lon]] = [from, to].map(|point| point.map(f64::to_radians));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(other_lat - lat) + lat.cos() * other_lat.cos() * half(other_lon - lon);
    2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEAR_DATE_LINE: Area = Area::Near { lat: 0.0, lon: 179.9, km: 50.0 };

    #[test]
    fn distances_are_those_of_the_earth() {
        let paris_london = distance([48.8566, 2.3522], [51.5074, -0.1278]);
        assert!((paris_london - 343.6).abs() < 0.5, "{paris_london}");
        assert!((distance([0.0, 179.9], [0.0, -179.9]) - 22.24).abs() < 0.01);
    }

    #[test]
    fn what_an_area_holds_its_bounds_hold() {
        let cases = [
            (NEAR_DATE_LINE, 0.1, -179.9, true),
            (NEAR_DATE_LINE, 0.0, 179.5, true),
            (NEAR_DATE_LINE, 0.0, -179.0, false),
            (Area::Near { lat: 89.9, lon: 0.0, km: 30.0 }, 89.9, 180.0, true),
            (Area::Near { lat: 60.0, lon: 10.0, km: 100.0 }, 60.1, 11.7, true),
            (Area::Near { lat: 60.0, lon: 10.0, km: 100.0 }, 60.1, 12.0, false),
            (Area::Box { south: -10.0, west: 170.0, north: 10.0, east: -170.0 }, 0.0, 175.0, true),
            (Area::Box { south: -10.0, west: 170.0, north: 10.0, east: -170.0 }, 0.0, 0.0, false),
        ];
        for (area, lat, lon, expected) in cases {
            let inside =
                |[south, north, west, east]: Bounds| (south..=north).contains(&lat) && (west..=east).contains(&lon);
            let holds = area.bounds().into_iter().any(inside) && area.holds(lat, lon);
            assert_eq!(holds, expected, "{area:?} {lat} {lon}");
        }
    }
}
