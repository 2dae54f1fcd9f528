-- What is kept of reports that were removed from the journal's beginning (docs/adr/0011-retention.md).

-- The newest offset of the hub that was removed, and how many of its reports were; 0 for none.
ALTER TABLE journal_hubs ADD COLUMN removed_to bigint NOT NULL DEFAULT 0;
ALTER TABLE journal_hubs ADD COLUMN removed_reports bigint NOT NULL DEFAULT 0;

-- Every report up to removed_to is gone. The horizons are the shortest under which bases were folded; 0 days for ever.
CREATE TABLE journal_beginning (
    id         integer PRIMARY KEY CHECK (id = 1),
    removed_to bigint  NOT NULL,
    flows      bigint  NOT NULL,
    newest_ms  bigint  NOT NULL,
    minutes_ms bigint  NOT NULL,
    hours_ms   bigint  NOT NULL,
    days_ms    bigint  NOT NULL
);

INSERT INTO journal_beginning (id, removed_to, flows, newest_ms, minutes_ms, hours_ms, days_ms) VALUES (1, 0, 0, 0, 0, 0, 0);

-- A hub's ledger at an offset. A new one stands beside the old one until it has been proved.
CREATE TABLE journal_bases (
    hub      integer NOT NULL REFERENCES journal_hubs (number),
    "offset" bigint  NOT NULL,
    format   integer NOT NULL,
    digest   bytea   NOT NULL,
    payload  bytea   NOT NULL,
    PRIMARY KEY (hub, "offset")
);

ALTER TABLE journal_bases ALTER COLUMN payload SET STORAGE EXTERNAL;

-- One for each removed report: its place, and the digest of its row, so that a resend is recognised.
CREATE TABLE journal_receipts (
    sequence       bigint  NOT NULL,
    "offset"       bigint  NOT NULL,
    accepted_at_ms bigint  NOT NULL,
    producer       integer NOT NULL,
    flow_count     integer NOT NULL,
    digest         bytea   NOT NULL,
    PRIMARY KEY (producer, sequence)
);

ALTER TABLE journal_receipts ALTER COLUMN digest SET STORAGE PLAIN;
