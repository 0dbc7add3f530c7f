-- Format 1 of the event database.
--
-- A row of `report` is one coding of one text of a report: the same identifier comes again under a changed text or a
-- new version. The last one added is `latest`; earlier ones stay as they were. Everything below a report hangs on its
-- `pk`. `event.record` is the whole published record; the columns beside it are for searching.

CREATE TABLE version (
    pk       INTEGER PRIMARY KEY,
    dateline TEXT NOT NULL,
    models   TEXT NOT NULL,
    codebook TEXT NOT NULL,
    UNIQUE (dateline, models, codebook)
) STRICT;

CREATE TABLE report (
    pk              INTEGER PRIMARY KEY,
    id              TEXT NOT NULL,
    sha256          TEXT NOT NULL,
    version         INTEGER NOT NULL REFERENCES version,
    latest          INTEGER NOT NULL CHECK (latest IN (0, 1)),
    format          INTEGER NOT NULL,
    title           TEXT,
    url             TEXT,
    publisher       TEXT,
    language        TEXT,
    published       TEXT,
    published_basis TEXT,
    dateline        TEXT,
    text            TEXT NOT NULL,
    UNIQUE (id, sha256, version)
) STRICT;

CREATE UNIQUE INDEX report_latest ON report (id) WHERE latest = 1;

CREATE TABLE event (
    pk                  INTEGER PRIMARY KEY,
    report              INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    n                   INTEGER NOT NULL,
    id                  TEXT NOT NULL,
    type                TEXT NOT NULL COLLATE NOCASE,
    mode                TEXT COLLATE NOCASE,
    cameo               TEXT,
    trigger_text        TEXT NOT NULL,
    actors              TEXT NOT NULL,
    actor_countries     TEXT NOT NULL,
    actor_sectors       TEXT NOT NULL,
    recipients          TEXT NOT NULL,
    recipient_countries TEXT NOT NULL,
    recipient_sectors   TEXT NOT NULL,
    place               TEXT,
    place_name          TEXT,
    country             TEXT COLLATE NOCASE,
    admin1              TEXT,
    geonames            INTEGER,
    lat                 REAL,
    lon                 REAL,
    from_day            TEXT,
    to_day              TEXT,
    reality             TEXT NOT NULL COLLATE NOCASE,
    background          INTEGER NOT NULL CHECK (background IN (0, 1)),
    sources             TEXT NOT NULL,
    cluster             TEXT NOT NULL,
    confidence          REAL NOT NULL,
    sentence            TEXT NOT NULL,
    sentence_start      INTEGER NOT NULL,
    record              TEXT NOT NULL,
    UNIQUE (report, n)
) STRICT;

CREATE INDEX event_id ON event (id);
CREATE INDEX event_type_day ON event (type, from_day);
CREATE INDEX event_day ON event (from_day);
CREATE INDEX event_country_day ON event (country, from_day);

CREATE TABLE participant (
    event   INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    role    TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    n       INTEGER NOT NULL,
    text    TEXT NOT NULL,
    name    TEXT,
    country TEXT COLLATE NOCASE,
    sectors TEXT NOT NULL,
    entity  TEXT,
    PRIMARY KEY (event, role, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX participant_country ON participant (country, role);

CREATE TABLE figure (
    event      INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    role       TEXT NOT NULL,
    value      INTEGER,
    low        INTEGER,
    high       INTEGER,
    quantifier TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote (
    report  INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    mode    TEXT NOT NULL,
    text    TEXT NOT NULL,
    speaker TEXT,
    record  TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    report   INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    n        INTEGER NOT NULL,
    severity TEXT NOT NULL,
    code     TEXT NOT NULL,
    record   TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

-- Words of latest codings only. `coded` holds what the coder added: full names, gazetteer names, codes.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, coded,
    content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE event_words USING fts5 (
    sentence, actors, recipients, place, sources, coded,
    content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER report_superseded AFTER UPDATE OF latest ON report WHEN old.latest = 1 AND new.latest = 0 BEGIN
    DELETE FROM report_words WHERE rowid = old.pk;
    DELETE FROM event_words WHERE rowid IN (SELECT pk FROM event WHERE report = old.pk);
END;
