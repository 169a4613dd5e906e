-- Times are Unix nanoseconds, given by the program.
CREATE TABLE extraction (
    id              TEXT    PRIMARY KEY,           -- 40 hex digits, sorted by time
    status          TEXT    NOT NULL,              -- IN_PROGRESS, SUCCESS, ERROR or EXPIRED
    document_type   TEXT    NOT NULL,
    customer        TEXT    NOT NULL DEFAULT '',
    file_name       TEXT    NOT NULL,
    sha256          BLOB    NOT NULL,
    size            INTEGER NOT NULL,
    idempotency_key TEXT,
    fingerprint     BLOB,                          -- what a repeated key must repeat
    attempts        INTEGER NOT NULL DEFAULT 0,    -- how often it was begun and not given back
    submitted_at    INTEGER NOT NULL,
    finished_at     INTEGER,
    fetched_at      INTEGER,
    result          BLOB,
    error           BLOB
) STRICT;

CREATE UNIQUE INDEX extraction_idempotency_key ON extraction (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX extraction_unfinished ON extraction (submitted_at, id) WHERE finished_at IS NULL;
CREATE INDEX extraction_awaiting ON extraction (customer, finished_at) WHERE finished_at IS NOT NULL AND fetched_at IS NULL;
CREATE INDEX extraction_expiring ON extraction (finished_at) WHERE status IN ('SUCCESS', 'ERROR');

CREATE TABLE api_key (
    id           TEXT    PRIMARY KEY,
    hash         BLOB    NOT NULL,                 -- SHA-256 of the whole key
    name         TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at   INTEGER
) STRICT;
