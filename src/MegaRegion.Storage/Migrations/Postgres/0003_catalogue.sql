-- The catalogue of places. Numbers come from catalogue.last_number, so that none is ever used again. Every change locks
-- the row of catalogue first.

CREATE TABLE places (
    number            integer PRIMARY KEY,
    id                text    NOT NULL UNIQUE,
    level             integer NOT NULL,
    parent            text,
    kind              text    NOT NULL,
    name_ja           text    NOT NULL,
    name_en           text    NOT NULL,
    latitude_degrees  double precision,
    longitude_degrees double precision,
    population        bigint  NOT NULL,
    hub_profile_json  text,
    version           bigint  NOT NULL
);

CREATE TABLE catalogue (
    id          integer PRIMARY KEY CHECK (id = 1),
    version     bigint  NOT NULL,
    last_number integer NOT NULL
);

INSERT INTO catalogue (id, version, last_number) VALUES (1, 0, 0);
