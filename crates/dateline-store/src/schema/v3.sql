-- Format 3: two times, and a sixth of the size.
--
-- A row of `revision` is one change of the database: a batch of codings, or a decision. A coding is `added` by one and
-- `ended` by the one that brought a newer coding of its report, so that the state after any revision can be asked for.
--
-- Text and records of a report are one compressed value, `body.packed`. `report`, `event` and the tables below it hold
-- what queries filter and sort by, and nothing that is only shown. Words of a closed list are rows of `code`. The events of
-- a report have consecutive numbers from `report.first_event`, in the order of the text.
--
-- What the tables of format 2 held is put into these by `upgrade.rs`, which then drops them.

DROP TRIGGER report_superseded;
DROP TABLE report_words;
DROP TABLE event_words;
DROP TABLE participant;
DROP TABLE figure;
ALTER TABLE report RENAME TO old_report;
ALTER TABLE event RENAME TO old_event;
ALTER TABLE quote RENAME TO old_quote;
ALTER TABLE note RENAME TO old_note;
DROP INDEX report_latest;
DROP INDEX event_id;
DROP INDEX event_type_day;
DROP INDEX event_day;
DROP INDEX event_country_day;

CREATE TABLE revision (
    pk   INTEGER PRIMARY KEY,
    at   TEXT NOT NULL,     -- UTC, "2026-11-25T17:30:00Z"
    what TEXT NOT NULL,     -- "code", "migrated", or the decision
    who  TEXT,              -- the person who decided; null for the program
    weights TEXT            -- version of the weights that merged
) STRICT;

CREATE TABLE code (
    pk   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,     -- "type", "mode", "reality", "country", "sector", "figure", "publisher"
    word TEXT NOT NULL,
    UNIQUE (kind, word)
) STRICT;

CREATE TABLE report (
    pk          INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    sha256      ANY NOT NULL,                           -- 32 bytes; as it is where it is no such hash
    version     INTEGER NOT NULL REFERENCES version,
    latest      INTEGER NOT NULL CHECK (latest IN (0, 1)),
    added       INTEGER NOT NULL REFERENCES revision,
    ended       INTEGER REFERENCES revision,            -- null while latest
    published   INTEGER,                                -- seconds from 1970, UTC; the end of the day where only that is stated
    publisher   INTEGER REFERENCES code,
    first_event INTEGER NOT NULL,
    events      INTEGER NOT NULL,
    CHECK ((ended IS NULL) = latest)
) STRICT;

CREATE UNIQUE INDEX report_latest ON report (id) WHERE latest = 1;
CREATE INDEX report_earlier ON report (id) WHERE latest = 0;
CREATE INDEX report_publisher ON report (publisher) WHERE publisher IS NOT NULL;

CREATE TABLE body (
    report INTEGER PRIMARY KEY REFERENCES report,
    packed BLOB NOT NULL
) STRICT;

-- Places of the gazetteer that events happened at.
CREATE TABLE place (
    pk       INTEGER PRIMARY KEY,
    name     TEXT,
    geonames INTEGER,
    country  INTEGER REFERENCES code,
    admin1   TEXT,
    lat      REAL,
    lon      REAL
) STRICT;

CREATE INDEX place_geonames ON place (geonames);
CREATE INDEX place_country ON place (country);

-- Their coordinates in hundred thousandths of a degree, which an R*Tree of floats would round.
CREATE VIRTUAL TABLE place_box USING rtree_i32 (place, south, north, west, east);

CREATE TABLE event (
    pk         INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES report,
    type       INTEGER NOT NULL REFERENCES code,
    mode       INTEGER REFERENCES code,
    place      INTEGER REFERENCES place,
    from_day   INTEGER,                                 -- days from 1970-01-01
    to_day     INTEGER,
    reality    INTEGER NOT NULL REFERENCES code,
    background INTEGER NOT NULL CHECK (background IN (0, 1)),
    disputed   INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    confidence INTEGER NOT NULL                         -- thousandths
) STRICT;

CREATE INDEX event_type_mode ON event (type, mode);
CREATE INDEX event_day ON event (from_day, to_day) WHERE from_day IS NOT NULL;
CREATE INDEX event_long ON event (from_day, to_day) WHERE to_day - from_day > 31;
CREATE INDEX event_place ON event (place) WHERE place IS NOT NULL;

-- Countries and sectors of actors (role 0) and recipients (1).
CREATE TABLE party (
    code  INTEGER NOT NULL REFERENCES code,
    role  INTEGER NOT NULL CHECK (role IN (0, 1)),
    event INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (code, role, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
    role  INTEGER NOT NULL REFERENCES code,
    value INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (role, value, event)
) STRICT, WITHOUT ROWID;

-- Words of all codings. Without the places of words in them the tables are a quarter of the size; phrases are looked up in
-- the records of what holds their words.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, coded,
    content = '', columnsize = 0, detail = none, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE event_words USING fts5 (
    sentence, coded,
    content = '', columnsize = 0, detail = none, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE role_words USING fts5 (
    actors, recipients, place, sources,
    content = '', columnsize = 0, detail = column, tokenize = 'porter unicode61 remove_diacritics 2'
);

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
