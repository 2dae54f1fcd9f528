-- The journal: one row per accepted report. Hubs and producers are numbered so that rows and indexes hold integers only.

CREATE TABLE journal_hubs (
    number      integer PRIMARY KEY,
    id          text    NOT NULL UNIQUE,
    last_offset bigint  NOT NULL,
    reports     bigint  NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE journal_producers (
    number integer PRIMARY KEY,
    hub    integer NOT NULL REFERENCES journal_hubs (number),
    name   text    NOT NULL,
    UNIQUE (hub, name)
);

-- Wide columns first, so that nothing is spent on alignment.
CREATE TABLE journal (
    "offset"       bigint  PRIMARY KEY,
    sequence       bigint  NOT NULL,
    accepted_at_ms bigint  NOT NULL,
    hub            integer NOT NULL,
    producer       integer NOT NULL,
    flow_count     integer NOT NULL,
    digest         bytea   NOT NULL,
    payload        bytea   NOT NULL
);

-- Payloads are packed already: trying to compress them costs time and gains nothing.
ALTER TABLE journal ALTER COLUMN digest SET STORAGE PLAIN;
ALTER TABLE journal ALTER COLUMN payload SET STORAGE EXTERNAL;

-- A producer belongs to one hub, so this is uniqueness by (hub, producer, sequence).
CREATE UNIQUE INDEX journal_by_producer ON journal (producer, sequence);

CREATE INDEX journal_by_hub ON journal (hub, "offset");

-- One row. Every append locks it first: offsets are then given in the order of the commits, without gaps, and whoever
-- holds the lock knows that no other append is under way. Numbers of hubs and producers come from its counts.
CREATE TABLE journal_totals (
    id        integer PRIMARY KEY CHECK (id = 1),
    head      bigint  NOT NULL,
    flows     bigint  NOT NULL,
    hubs      integer NOT NULL,
    producers integer NOT NULL
) WITH (fillfactor = 10);

INSERT INTO journal_totals (id, head, flows, hubs, producers) VALUES (1, 0, 0, 0, 0);
