-- The catalogue of places. Numbers come from catalogue.last_number, so that none is ever used again.

CREATE TABLE places (
    number            INTEGER PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE,
    level             INTEGER NOT NULL,
    parent            TEXT,
    kind              TEXT    NOT NULL,
    name_ja           TEXT    NOT NULL,
    name_en           TEXT    NOT NULL,
    latitude_degrees  REAL,
    longitude_degrees REAL,
    population        INTEGER NOT NULL,
    hub_profile_json  TEXT,
    version           INTEGER NOT NULL
);

CREATE TABLE catalogue (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    version     INTEGER NOT NULL,
    last_number INTEGER NOT NULL
);

INSERT INTO catalogue (id, version, last_number) VALUES (1, 0, 0);
