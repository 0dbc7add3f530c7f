//! Files of the three kinds, files that are broken, and what compares to what.

use super::*;
use crate::export::{Format, sample};
use crate::record::Incident;

fn parsed(text: &str) -> Result<Vec<Human>, String> {
    humans(text.as_bytes()).map_err(|kind| kind.to_string())
}

const ACLED: &str = "\u{feff}event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,iso,country,admin1,location,latitude,longitude,source,notes,fatalities
TUR1,04 March 2024,1,Violence against civilians,Attack,Unidentified Gunmen (Turkey),,Civilians (Turkey),792,Turkey,Coast,Vellport,39.92,32.85,Example Wire,\"Three sailors, shot.\",4
TUR2,2024-03-20,2,Protests,Peaceful protest,Protesters (Turkey),Nurses,,,Turkey,Coast,Ostport,40.5,33.5,Example Wire,,0
";

#[test]
fn acled_is_read() {
    let rows = parsed(ACLED).unwrap();
    assert_eq!((rows[0].line, rows[0].id.as_str(), rows[0].country), (2, "TUR1", Some("TUR")));
    assert_eq!(rows[0].notes.as_deref(), Some("Three sailors, shot."));
    assert_eq!(rows[0].toll, Some(Toll { low: 4, best: 4, high: 4 }));
    assert_eq!((rows[1].from.as_deref(), rows[1].to.as_deref()), (Some("2024-03-17"), Some("2024-03-23")));
    assert_eq!((rows[1].types.as_slice(), rows[1].country), (&["PROTEST".to_owned()][..], Some("TUR")));
    assert_eq!(rows[1].actors, ["Protesters (Turkey)", "Nurses"]);
}

#[test]
fn a_month_is_the_whole_month() {
    let row = "event_id_cnty;event_date;time_precision\nX;15 February 2024;3\n";
    let rows = parsed(row).unwrap();
    assert_eq!((rows[0].from.as_deref(), rows[0].to.as_deref()), (Some("2024-02-01"), Some("2024-02-29")));
}

#[test]
fn ucdp_is_read() {
    let text = "id,date_start,date_end,best,high,low,type_of_violence,side_a,side_b,country,latitude,longitude\n\
                7,2024-03-04 00:00:00.000,2024-03-05 00:00:00.000,3,5,2,3,Gunmen,Civilians,DR Congo (Zaire),-4.3,15.3\n";
    let rows = parsed(text).unwrap();
    assert_eq!((rows[0].country, rows[0].toll), (Some("COD"), Some(Toll { low: 2, best: 3, high: 5 })));
    assert_eq!((rows[0].to.as_deref(), rows[0].kind.as_str()), (Some("2024-03-05"), "one-sided violence"));
}

#[test]
fn our_own_file_comes_back() {
    let rows = parsed(&sample::text(Format::Events, sample::all())).unwrap();
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["inc:r1#1", "inc:r3#1", "inc:r4#1"]);
    assert_eq!((rows[0].toll, rows[1].toll), (Some(Toll { low: 3, best: 3, high: 4 }), None));
    assert_eq!(rows[2].actors[0], "+1 \"Café\", 安卡拉");
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_a_remedy() {
    let acled = "event_id_cnty,event_date,latitude,fatalities\n";
    for (text, parts) in [
        ("", &["no known kind", "event_id_cnty"][..]),
        ("a,b,c\n1,2,3\n", &["no known kind", "\"a, b, c\""]),
        (
            &format!("{acled}X,2024-03-04,39.9,3\nY,03/04/2024,1,1\n"),
            &["row 3", "event_date", "03/04/2024", "2016-12-19"],
        ),
        (&format!("{acled}X,2024-03-04,139.9,3\n"), &["row 2", "latitude", "139.9", "39.92"]),
        (&format!("{acled}X,2024-03-04,,many\n"), &["row 2", "fatalities", "many", "digits"]),
        (&format!("{acled}X,2024-03-04\n"), &["row 2", "save the file anew"]),
    ] {
        let message = parsed(text).unwrap_err();
        assert!(parts.iter().all(|part| message.contains(part)), "{text:?}: {message}");
    }
    let missing = read("no/such.csv").unwrap_err().to_string();
    assert!(missing.starts_with("no/such.csv: can't be read"), "{missing}");
}

/// Our incident of the sample, changed.
fn ours(change: impl Fn(&mut Incident)) -> Vec<Incident> {
    let mut incident = sample::told("inc:r1#1").incident;
    change(&mut incident);
    vec![incident]
}

#[test]
fn an_event_of_both_is_found_by_day_place_type_and_actors() {
    let theirs = parsed(ACLED).unwrap();
    let place = |incident: &mut Incident, lat, precision: &'static str| {
        let place = incident.place.as_mut().unwrap();
        (place.lat, place.precision) = (Some(lat), Some(precision.into()));
    };
    let on = |incident: &mut Incident, day: &str| (incident.from, incident.to) = (Some(day.into()), Some(day.into()));
    type Change<'c> = &'c dyn Fn(&mut Incident);
    let cases: [(&str, bool, Change<'_>); 8] = [
        ("the same", true, &|_| ()),
        ("a day later", true, &|incident| on(incident, "2024-03-05")),
        ("two days later", false, &|incident| on(incident, "2024-03-06")),
        ("in the next town", true, &|incident| place(incident, 40.2, "exact")),
        ("far away", false, &|incident| place(incident, 42.0, "exact")),
        ("in the same province", true, &|incident| place(incident, 41.0, "admin1")),
        ("a protest", false, &|incident| incident.kind = "PROTEST".to_owned()),
        ("only planned", false, &|incident| incident.reality = "planned".into()),
    ];
    for (what, same, change) in cases {
        let found = compare(&theirs, &ours(change)).matched.iter().any(|pair| pair.theirs == 0);
        assert_eq!(found, same, "{what}");
    }
}

#[test]
fn what_is_in_one_only_is_told() {
    let theirs = parsed(ACLED).unwrap();
    let mut both = ours(|_| ());
    both.extend(ours(|incident| (incident.from, incident.to) = (Some("2024-03-08".into()), Some("2024-03-09".into()))));
    both.extend(ours(|incident| incident.from = None));
    both.extend(ours(|incident| incident.from = Some("2014-03-04".into())));
    both.extend(ours(|incident| incident.kind = "AID".to_owned()));
    let comparison = compare(&theirs, &both);
    assert_eq!((comparison.only_ours, comparison.only_theirs), (vec![1], vec![1]));
    let pair = &comparison.matched[0];
    assert_eq!((pair.ours, pair.days, pair.toll_differs), (0, 0, false));
    assert_eq!(compare(&[], &both), Comparison::default());
}

#[test]
fn each_event_is_matched_once_and_the_best_pair_first() {
    let theirs: Vec<_> = [0, 0].map(|at| parsed(ACLED).unwrap()[at].clone()).into();
    let mut both = ours(|incident| incident.place.as_mut().unwrap().lat = Some(40.2));
    both.extend(ours(|_| ()));
    let pairs: Vec<_> = compare(&theirs, &both).matched.iter().map(|pair| (pair.theirs, pair.ours)).collect();
    assert_eq!(pairs, [(0, 1), (1, 0)]);
}
