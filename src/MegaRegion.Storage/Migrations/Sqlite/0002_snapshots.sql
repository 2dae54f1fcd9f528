-- The newest snapshot of each place's grain.

CREATE TABLE snapshots (
    owner          TEXT    PRIMARY KEY,
    journal_offset INTEGER NOT NULL,
    format         INTEGER NOT NULL,
    digest         BLOB    NOT NULL,
    payload        BLOB    NOT NULL
);
