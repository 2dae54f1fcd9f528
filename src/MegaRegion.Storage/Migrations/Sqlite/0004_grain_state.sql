-- Grain state and reminders. A version is a row id that is never used again, so that a record which was cleared and
-- written anew cannot be mistaken for the old one.

CREATE TABLE grain_state (
    version    INTEGER PRIMARY KEY AUTOINCREMENT,
    storage    TEXT    NOT NULL,
    grain      TEXT    NOT NULL,
    state_name TEXT    NOT NULL,
    digest     BLOB    NOT NULL,
    payload    BLOB    NOT NULL,
    UNIQUE (grain, state_name, storage)
);

CREATE TABLE reminders (
    version      INTEGER PRIMARY KEY AUTOINCREMENT,
    grain        TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    grain_hash   INTEGER NOT NULL,
    start_ticks  INTEGER NOT NULL,
    period_ticks INTEGER NOT NULL,
    UNIQUE (grain, name)
);

CREATE INDEX reminders_by_hash ON reminders (grain_hash);
