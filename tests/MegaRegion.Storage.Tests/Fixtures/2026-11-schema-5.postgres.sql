
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA megaregion;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE megaregion.catalogue (
    id integer NOT NULL,
    version bigint NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT catalogue_id_check CHECK ((id = 1))
);

CREATE TABLE megaregion.grain_state (
    grain text NOT NULL,
    state_name text NOT NULL,
    storage text NOT NULL,
    version bigint NOT NULL,
    digest bytea NOT NULL,
    payload bytea NOT NULL
);

CREATE TABLE megaregion.journal (
    "offset" bigint NOT NULL,
    sequence bigint NOT NULL,
    accepted_at_ms bigint NOT NULL,
    hub integer NOT NULL,
    producer integer NOT NULL,
    flow_count integer NOT NULL,
    digest bytea NOT NULL,
    payload bytea NOT NULL
);
ALTER TABLE ONLY megaregion.journal ALTER COLUMN digest SET STORAGE PLAIN;
ALTER TABLE ONLY megaregion.journal ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE megaregion.journal_bases (
    hub integer NOT NULL,
    "offset" bigint NOT NULL,
    format integer NOT NULL,
    digest bytea NOT NULL,
    payload bytea NOT NULL
);
ALTER TABLE ONLY megaregion.journal_bases ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE megaregion.journal_beginning (
    id integer NOT NULL,
    removed_to bigint NOT NULL,
    flows bigint NOT NULL,
    newest_ms bigint NOT NULL,
    minutes_ms bigint NOT NULL,
    hours_ms bigint NOT NULL,
    days_ms bigint NOT NULL,
    CONSTRAINT journal_beginning_id_check CHECK ((id = 1))
);

CREATE TABLE megaregion.journal_hubs (
    number integer NOT NULL,
    id text NOT NULL,
    last_offset bigint NOT NULL,
    reports bigint NOT NULL,
    removed_to bigint DEFAULT 0 NOT NULL,
    removed_reports bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE megaregion.journal_producers (
    number integer NOT NULL,
    hub integer NOT NULL,
    name text NOT NULL
);

CREATE TABLE megaregion.journal_receipts (
    sequence bigint NOT NULL,
    "offset" bigint NOT NULL,
    accepted_at_ms bigint NOT NULL,
    producer integer NOT NULL,
    flow_count integer NOT NULL,
    digest bytea NOT NULL
);
ALTER TABLE ONLY megaregion.journal_receipts ALTER COLUMN digest SET STORAGE PLAIN;

CREATE TABLE megaregion.journal_totals (
    id integer NOT NULL,
    head bigint NOT NULL,
    flows bigint NOT NULL,
    hubs integer NOT NULL,
    producers integer NOT NULL,
    CONSTRAINT journal_totals_id_check CHECK ((id = 1))
)
WITH (fillfactor='10');

CREATE TABLE megaregion.places (
    number integer NOT NULL,
    id text NOT NULL,
    level integer NOT NULL,
    parent text,
    kind text NOT NULL,
    name_ja text NOT NULL,
    name_en text NOT NULL,
    latitude_degrees double precision,
    longitude_degrees double precision,
    population bigint NOT NULL,
    hub_profile_json text,
    version bigint NOT NULL
);

CREATE SEQUENCE megaregion.record_versions
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE megaregion.reminders (
    grain text NOT NULL,
    name text NOT NULL,
    version bigint NOT NULL,
    grain_hash bigint NOT NULL,
    start_ticks bigint NOT NULL,
    period_ticks bigint NOT NULL
);

CREATE TABLE megaregion.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at_ms bigint NOT NULL
);

CREATE TABLE megaregion.snapshots (
    owner text NOT NULL,
    journal_offset bigint NOT NULL,
    format integer NOT NULL,
    digest bytea NOT NULL,
    payload bytea NOT NULL
);
ALTER TABLE ONLY megaregion.snapshots ALTER COLUMN payload SET STORAGE EXTERNAL;

INSERT INTO megaregion.catalogue VALUES (1, 0, 0);

INSERT INTO megaregion.journal VALUES (21, 21, 21, 1, 1, 1, '\x90dfe0839dd88ef8e89d014bdf95adef', '\x010203');
INSERT INTO megaregion.journal VALUES (22, 22, 22, 1, 1, 1, '\x16760c45c4ff51b117ebf175df0e2dc1', '\x010203');
INSERT INTO megaregion.journal VALUES (23, 23, 23, 1, 1, 1, '\x3048dc18705680a001c9aacaae965618', '\x010203');
INSERT INTO megaregion.journal VALUES (24, 24, 24, 1, 1, 1, '\x9e8f89139442946e28e9622d935ea04b', '\x010203');
INSERT INTO megaregion.journal VALUES (25, 25, 25, 1, 1, 1, '\xeee5fbc7f0e3f656ebebcd915bab8346', '\x010203');
INSERT INTO megaregion.journal VALUES (26, 26, 26, 1, 1, 1, '\x65eaaa68b97a96c0828d67d0a1e88c4a', '\x010203');
INSERT INTO megaregion.journal VALUES (27, 27, 27, 1, 1, 1, '\xa8e740545718fd7de27ebf1b4ba336d8', '\x010203');
INSERT INTO megaregion.journal VALUES (28, 28, 28, 1, 1, 1, '\x6cad5db8abb076a45176020e6211b3be', '\x010203');
INSERT INTO megaregion.journal VALUES (29, 29, 29, 1, 1, 1, '\x85a2988f3795068a67f76e446507dac7', '\x010203');
INSERT INTO megaregion.journal VALUES (30, 30, 30, 1, 1, 1, '\xcf22720f9efd995ed793c84b9eeb15f9', '\x010203');
INSERT INTO megaregion.journal VALUES (31, 31, 31, 1, 1, 1, '\xe7a9945a6848b15afc25be40a231f752', '\x010203');
INSERT INTO megaregion.journal VALUES (32, 32, 32, 1, 1, 1, '\x44ee8d1f54c89cc50c637be9570458ab', '\x010203');
INSERT INTO megaregion.journal VALUES (33, 33, 33, 1, 1, 1, '\x36ec110724962311bd3b82abd0e6d1ed', '\x010203');
INSERT INTO megaregion.journal VALUES (34, 34, 34, 1, 1, 1, '\x81305e33923b2486fd36e20a65d99106', '\x010203');
INSERT INTO megaregion.journal VALUES (35, 35, 35, 1, 1, 1, '\x3c9a4773a55262269615f2e3944981a4', '\x010203');
INSERT INTO megaregion.journal VALUES (36, 36, 36, 1, 1, 1, '\x3d7b760721bbcbdec161eb53f3034fae', '\x010203');
INSERT INTO megaregion.journal VALUES (37, 37, 37, 1, 1, 1, '\x6c5a6693da9cfe9667e794934d11f29b', '\x010203');
INSERT INTO megaregion.journal VALUES (38, 38, 38, 1, 1, 1, '\xbf4a7fd4e481e2351b6b45a4de10addf', '\x010203');
INSERT INTO megaregion.journal VALUES (39, 39, 39, 1, 1, 1, '\x87b06850438df850114011502b1f6a9e', '\x010203');
INSERT INTO megaregion.journal VALUES (40, 40, 40, 1, 1, 1, '\x5d7c5fbd9a508d94ecf5598ed44e4ba8', '\x010203');
INSERT INTO megaregion.journal VALUES (41, 41, 41, 1, 1, 1, '\x843f77e70eb0d8ed8bce5f05db1328fe', '\x010203');
INSERT INTO megaregion.journal VALUES (42, 42, 42, 1, 1, 1, '\x47c0755b7a3904d1a2ee2461e054e8df', '\x010203');
INSERT INTO megaregion.journal VALUES (43, 43, 43, 1, 1, 1, '\x39705765e2c1f2c3d09837bcbaff04da', '\x010203');
INSERT INTO megaregion.journal VALUES (44, 44, 44, 1, 1, 1, '\xd31b30f98e5cc38d9834945153b2c131', '\x010203');
INSERT INTO megaregion.journal VALUES (45, 45, 45, 1, 1, 1, '\xf51a824c27091b2e4ebdbe8cde9a8a19', '\x010203');
INSERT INTO megaregion.journal VALUES (46, 46, 46, 1, 1, 1, '\xd40b032fa75e0822ff94bd92bf8d4ee2', '\x010203');
INSERT INTO megaregion.journal VALUES (47, 47, 47, 1, 1, 1, '\x5030368bcfe2a0a3dca026e77201007c', '\x010203');
INSERT INTO megaregion.journal VALUES (48, 48, 48, 1, 1, 1, '\x21d12470ad7b3a642ba2b7b8ad954dd2', '\x010203');
INSERT INTO megaregion.journal VALUES (49, 49, 49, 1, 1, 1, '\x71867ee2a8e64cc89055e5402340ba35', '\x010203');
INSERT INTO megaregion.journal VALUES (50, 50, 50, 1, 1, 1, '\xd7eaa854adaa7f8e9ff761658949fb67', '\x010203');

INSERT INTO megaregion.journal_bases VALUES (1, 20, 1, '\xdd3c5f73c22ad8281c2ed26bfc85bd873e8e9f98dedf520b4ab377a8df8027aa', '\x040506');

INSERT INTO megaregion.journal_beginning VALUES (1, 20, 20, 77, 172800000, 3024000000, 0);

INSERT INTO megaregion.journal_hubs VALUES (1, 'hub:writer', 50, 50, 20, 20);

INSERT INTO megaregion.journal_producers VALUES (1, 1, 'p');

INSERT INTO megaregion.journal_receipts VALUES (1, 1, 1, 1, 1, '\xc86125b75888f1b3368261a2f1b7f597');
INSERT INTO megaregion.journal_receipts VALUES (2, 2, 2, 1, 1, '\x24aee5cffbbd6f2e2cfabc1546991852');
INSERT INTO megaregion.journal_receipts VALUES (3, 3, 3, 1, 1, '\xaff583bbca7ac7eb79599dcb8664798e');
INSERT INTO megaregion.journal_receipts VALUES (4, 4, 4, 1, 1, '\x13e79ad636fcb1606026ebfe0c684d98');
INSERT INTO megaregion.journal_receipts VALUES (5, 5, 5, 1, 1, '\x90f360716c3492f98f5959e80a4103e0');
INSERT INTO megaregion.journal_receipts VALUES (6, 6, 6, 1, 1, '\xa58b1797bdfeadf54ffe38b7a1db79bf');
INSERT INTO megaregion.journal_receipts VALUES (7, 7, 7, 1, 1, '\x32370d1cf99153081d47ce6529e04bda');
INSERT INTO megaregion.journal_receipts VALUES (8, 8, 8, 1, 1, '\xb20e1989dd3d403776614f3642d85694');
INSERT INTO megaregion.journal_receipts VALUES (9, 9, 9, 1, 1, '\x19e009902076b2a602f0e8c050b25466');
INSERT INTO megaregion.journal_receipts VALUES (10, 10, 10, 1, 1, '\xfb1cd88ba27581038a7f34b3a0cd2b65');
INSERT INTO megaregion.journal_receipts VALUES (11, 11, 11, 1, 1, '\x3ce1f1c36d8d23eaec61c86717dbec14');
INSERT INTO megaregion.journal_receipts VALUES (12, 12, 12, 1, 1, '\x87eaeb610b6d0163882e2d92bccb4e2b');
INSERT INTO megaregion.journal_receipts VALUES (13, 13, 13, 1, 1, '\x0eebf847e322a8df493d6f185107d7db');
INSERT INTO megaregion.journal_receipts VALUES (14, 14, 14, 1, 1, '\x443fdd4ab0661ec612df8cf7757fe61c');
INSERT INTO megaregion.journal_receipts VALUES (15, 15, 15, 1, 1, '\x3be3819a791c1b42343f430a8ac76df6');
INSERT INTO megaregion.journal_receipts VALUES (16, 16, 16, 1, 1, '\x51624eb2b6c9df3c1c2a024e144159a3');
INSERT INTO megaregion.journal_receipts VALUES (17, 17, 17, 1, 1, '\x8046172212bd338a372f27ff55b46686');
INSERT INTO megaregion.journal_receipts VALUES (18, 18, 18, 1, 1, '\xc75cbdc810eb7256d9a449b169031c06');
INSERT INTO megaregion.journal_receipts VALUES (19, 19, 19, 1, 1, '\xbb7a4d4af614ed8665ef4311a7b5bba8');
INSERT INTO megaregion.journal_receipts VALUES (20, 20, 20, 1, 1, '\xfd35f03e3bad40581ff207cb396b2660');

INSERT INTO megaregion.journal_totals VALUES (1, 50, 50, 1, 1);

INSERT INTO megaregion.schema_migrations VALUES (1, '0001_journal.sql', '785ce4c19989c40f6d6d7a673526cdcf9a363ec03efe6c22c18915517e82ed34', 1795351634363);
INSERT INTO megaregion.schema_migrations VALUES (2, '0002_snapshots.sql', '89cf7c6841ddb9467544dc8051b091808fd28fc540db61477504e93e09851b08', 1795351634411);
INSERT INTO megaregion.schema_migrations VALUES (3, '0003_catalogue.sql', '6457c4be6fa7605bcc316499cabe6f4f3d28ac7d8395003497bf3b8733162b67', 1795351634468);
INSERT INTO megaregion.schema_migrations VALUES (4, '0004_grain_state.sql', '58fa05b35623096f613b0a795b7788cde7f1b6c3cc5e044f68e265de998715a3', 1795351634534);
INSERT INTO megaregion.schema_migrations VALUES (5, '0005_past.sql', 'efd911c1955bf8828c5eab969d8f9fa5879e2ab6627b67105c00dbe4de4cb53d', 1795351634612);

SELECT pg_catalog.setval('megaregion.record_versions', 1, false);

ALTER TABLE ONLY megaregion.catalogue
    ADD CONSTRAINT catalogue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY megaregion.grain_state
    ADD CONSTRAINT grain_state_pkey PRIMARY KEY (grain, state_name, storage);

ALTER TABLE ONLY megaregion.journal_bases
    ADD CONSTRAINT journal_bases_pkey PRIMARY KEY (hub, "offset");

ALTER TABLE ONLY megaregion.journal_beginning
    ADD CONSTRAINT journal_beginning_pkey PRIMARY KEY (id);

ALTER TABLE ONLY megaregion.journal_hubs
    ADD CONSTRAINT journal_hubs_id_key UNIQUE (id);

ALTER TABLE ONLY megaregion.journal_hubs
    ADD CONSTRAINT journal_hubs_pkey PRIMARY KEY (number);

ALTER TABLE ONLY megaregion.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY ("offset");

ALTER TABLE ONLY megaregion.journal_producers
    ADD CONSTRAINT journal_producers_hub_name_key UNIQUE (hub, name);

ALTER TABLE ONLY megaregion.journal_producers
    ADD CONSTRAINT journal_producers_pkey PRIMARY KEY (number);

ALTER TABLE ONLY megaregion.journal_receipts
    ADD CONSTRAINT journal_receipts_pkey PRIMARY KEY (producer, sequence);

ALTER TABLE ONLY megaregion.journal_totals
    ADD CONSTRAINT journal_totals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY megaregion.places
    ADD CONSTRAINT places_id_key UNIQUE (id);

ALTER TABLE ONLY megaregion.places
    ADD CONSTRAINT places_pkey PRIMARY KEY (number);

ALTER TABLE ONLY megaregion.reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (grain, name);

ALTER TABLE ONLY megaregion.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY megaregion.snapshots
    ADD CONSTRAINT snapshots_pkey PRIMARY KEY (owner);

CREATE INDEX journal_by_hub ON megaregion.journal USING btree (hub, "offset");

CREATE UNIQUE INDEX journal_by_producer ON megaregion.journal USING btree (producer, sequence);

CREATE INDEX reminders_by_hash ON megaregion.reminders USING btree (grain_hash);

ALTER TABLE ONLY megaregion.journal_bases
    ADD CONSTRAINT journal_bases_hub_fkey FOREIGN KEY (hub) REFERENCES megaregion.journal_hubs(number);

ALTER TABLE ONLY megaregion.journal_producers
    ADD CONSTRAINT journal_producers_hub_fkey FOREIGN KEY (hub) REFERENCES megaregion.journal_hubs(number);

