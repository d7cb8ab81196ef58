-- What checks have found. A row is written once and never changed.
CREATE TABLE record (
	seq    INTEGER PRIMARY KEY, -- the order in which records were put
	id     TEXT    NOT NULL UNIQUE,
	page   BLOB    NOT NULL,    -- the first 16 bytes of the SHA-256 of the URL
	time   INTEGER NOT NULL,    -- milliseconds since 1970-01-01T00:00:00Z
	seal   INTEGER NOT NULL,    -- CRC-32C of all but the answer, and of the answer
	host   TEXT    NOT NULL,
	digest TEXT    NOT NULL,
	url    TEXT    NOT NULL,
	answer BLOB    NOT NULL     -- last, so that a history need not read past it
) STRICT;

-- seq, the row ID, is a part of every index.
CREATE INDEX record_page ON record (page, time);
CREATE INDEX record_time ON record (time);
