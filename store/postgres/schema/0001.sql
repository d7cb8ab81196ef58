-- What checks have found. A row is written once and never changed.
CREATE TABLE proviso_record (
	seq    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order in which records were put
	id     text        NOT NULL UNIQUE,
	page   bytea       NOT NULL, -- the first 16 bytes of the SHA-256 of the URL, which may be too long for an index
	time   timestamptz NOT NULL, -- to the millisecond
	seal   bigint      NOT NULL, -- CRC-32C of all but the answer, and of the answer
	host   text        NOT NULL,
	digest text        NOT NULL,
	url    text        NOT NULL,
	answer bytea       NOT NULL
);

CREATE INDEX proviso_record_page ON proviso_record (page, time, seq);
CREATE INDEX proviso_record_time ON proviso_record (time);
