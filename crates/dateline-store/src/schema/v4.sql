-- Incidents: which events of which reports are one real event.
--
-- An occurrence is one event of one report, all its mentions there taken together; `first` is the number of its first
-- mention. Only those of latest codings take part. `incident` is the occurrence that founds the incident (itself, where it
-- does), `linked` the one it was linked to, `score` the log-odds in thousandths; without a score somebody decided.

CREATE TABLE occurrence (
    pk       INTEGER PRIMARY KEY,
    report   INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    first    INTEGER NOT NULL,
    ord      INTEGER NOT NULL,
    live     INTEGER NOT NULL CHECK (live IN (0, 1)),
    facts    BLOB NOT NULL,
    incident INTEGER REFERENCES occurrence,
    linked   INTEGER REFERENCES occurrence,
    score    INTEGER,
    since    INTEGER,
    UNIQUE (report, first)
) STRICT;

CREATE INDEX occurrence_incident ON occurrence (incident, ord);

-- Where two occurrences meet that may be one event.
CREATE TABLE occurrence_key (
    key        INTEGER NOT NULL,
    ord        INTEGER NOT NULL,
    occurrence INTEGER NOT NULL REFERENCES occurrence ON DELETE CASCADE,
    PRIMARY KEY (key, ord, occurrence)
) STRICT, WITHOUT ROWID;

-- What an occurrence was part of before: from revision `since`, up to revision `until`.
CREATE TABLE former (
    occurrence INTEGER NOT NULL REFERENCES occurrence ON DELETE CASCADE,
    incident   INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    PRIMARY KEY (occurrence, since)
) STRICT, WITHOUT ROWID;

-- What a report is about, and a sketch of its text by which copies are found.
CREATE TABLE lineage (
    report INTEGER PRIMARY KEY REFERENCES report ON DELETE CASCADE,
    story  BLOB NOT NULL,
    sketch BLOB NOT NULL
) STRICT;

-- What people decided: "bond" (all anchors of side a are one event) or "part" (those of side a are none of side b).
CREATE TABLE decision (
    pk     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('bond', 'part')),
    verb   TEXT NOT NULL,
    who    TEXT NOT NULL,
    at     TEXT NOT NULL,
    why    TEXT NOT NULL,
    undone TEXT
) STRICT;

-- The events that a decision is about, by report and words, so that it outlives another coding. `occurrence` is where
-- these stand in the latest coding; null where they are not coded there.
CREATE TABLE anchor (
    decision   INTEGER NOT NULL REFERENCES decision,
    side       TEXT NOT NULL CHECK (side IN ('a', 'b')),
    n          INTEGER NOT NULL,
    report     TEXT NOT NULL,
    start      INTEGER NOT NULL,
    words      TEXT NOT NULL,
    type       TEXT NOT NULL,
    occurrence INTEGER REFERENCES occurrence ON DELETE SET NULL,
    PRIMARY KEY (decision, side, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX anchor_occurrence ON anchor (occurrence);
CREATE INDEX anchor_report ON anchor (report);

CREATE TABLE revision (pk INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, weights TEXT) STRICT;
