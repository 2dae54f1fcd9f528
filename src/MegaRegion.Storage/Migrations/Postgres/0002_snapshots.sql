-- The newest snapshot of each place's grain.

CREATE TABLE snapshots (
    owner          text    PRIMARY KEY,
    journal_offset bigint  NOT NULL,
    format         integer NOT NULL,
    digest         bytea   NOT NULL,
    payload        bytea   NOT NULL
);

ALTER TABLE snapshots ALTER COLUMN payload SET STORAGE EXTERNAL;
