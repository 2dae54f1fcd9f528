-- The journal: one row per accepted report. Hubs and producers are numbered so that the two indexes hold integers only.

CREATE TABLE journal_hubs (
    number      INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    last_offset INTEGER NOT NULL,
    reports     INTEGER NOT NULL
);

CREATE TABLE journal_producers (
    number INTEGER PRIMARY KEY,
    hub    INTEGER NOT NULL REFERENCES journal_hubs (number),
    name   TEXT    NOT NULL,
    UNIQUE (hub, name)
);

-- "offset" is the row id: reports lie in the file in the order of their offsets, without gaps.
CREATE TABLE journal (
    "offset"       INTEGER PRIMARY KEY,
    hub            INTEGER NOT NULL,
    producer       INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    accepted_at_ms INTEGER NOT NULL,
    flow_count     INTEGER NOT NULL,
    digest         BLOB    NOT NULL,
    payload        BLOB    NOT NULL
);

-- A producer belongs to one hub, so this is uniqueness by (hub, producer, sequence).
CREATE UNIQUE INDEX journal_by_producer ON journal (producer, sequence);

-- SQLite appends the row id to every index entry: this is (hub, offset).
CREATE INDEX journal_by_hub ON journal (hub);

-- Kept in the transaction of each append, so that totals cost one row.
CREATE TABLE journal_totals (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    head  INTEGER NOT NULL,
    flows INTEGER NOT NULL,
    hubs  INTEGER NOT NULL
);

INSERT INTO journal_totals (id, head, flows, hubs) VALUES (1, 0, 0, 0);
