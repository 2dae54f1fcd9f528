-- What is kept of reports that were removed from the journal's beginning (docs/adr/0011-retention.md).

-- The newest offset of the hub that was removed, and how many of its reports were; 0 for none.
ALTER TABLE journal_hubs ADD COLUMN removed_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal_hubs ADD COLUMN removed_reports INTEGER NOT NULL DEFAULT 0;

-- Every report up to removed_to is gone. The horizons are the shortest under which bases were folded; 0 days for ever.
CREATE TABLE journal_beginning (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    removed_to INTEGER NOT NULL,
    flows      INTEGER NOT NULL,
    newest_ms  INTEGER NOT NULL,
    minutes_ms INTEGER NOT NULL,
    hours_ms   INTEGER NOT NULL,
    days_ms    INTEGER NOT NULL
);

INSERT INTO journal_beginning (id, removed_to, flows, newest_ms, minutes_ms, hours_ms, days_ms) VALUES (1, 0, 0, 0, 0, 0, 0);

-- A hub's ledger at an offset. A new one stands beside the old one until it has been proved.
CREATE TABLE journal_bases (
    hub      INTEGER NOT NULL REFERENCES journal_hubs (number),
    "offset" INTEGER NOT NULL,
    format   INTEGER NOT NULL,
    digest   BLOB    NOT NULL,
    payload  BLOB    NOT NULL,
    PRIMARY KEY (hub, "offset")
);

-- One for each removed report: its place, and the digest of its row, so that a resend is recognised.
CREATE TABLE journal_receipts (
    producer       INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    "offset"       INTEGER NOT NULL,
    accepted_at_ms INTEGER NOT NULL,
    flow_count     INTEGER NOT NULL,
    digest         BLOB    NOT NULL,
    PRIMARY KEY (producer, sequence)
) WITHOUT ROWID;
