-- Grain state and reminders. A version is drawn from a sequence and never used again, so that a record which was cleared
-- and written anew cannot be mistaken for the old one.

CREATE SEQUENCE record_versions;

CREATE TABLE grain_state (
    grain      text   NOT NULL,
    state_name text   NOT NULL,
    storage    text   NOT NULL,
    version    bigint NOT NULL,
    digest     bytea  NOT NULL,
    payload    bytea  NOT NULL,
    PRIMARY KEY (grain, state_name, storage)
);

CREATE TABLE reminders (
    grain        text   NOT NULL,
    name         text   NOT NULL,
    version      bigint NOT NULL,
    grain_hash   bigint NOT NULL,
    start_ticks  bigint NOT NULL,
    period_ticks bigint NOT NULL,
    PRIMARY KEY (grain, name)
);

CREATE INDEX reminders_by_hash ON reminders (grain_hash);
