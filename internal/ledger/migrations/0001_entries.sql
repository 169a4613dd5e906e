-- Times are Unix nanoseconds, given by the program.
CREATE TABLE entry (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256          TEXT    NOT NULL DEFAULT '', -- hex; '' where an extraction is known by its id only
    document_type   TEXT    NOT NULL DEFAULT '',
    customer        TEXT    NOT NULL DEFAULT '',
    profile         TEXT    NOT NULL,
    base_url        TEXT    NOT NULL,            -- '' for the local server
    engine          TEXT    NOT NULL DEFAULT '', -- version of our own server; '' for any other
    current         INTEGER NOT NULL DEFAULT 1,  -- 0 where a later extraction has taken its place
    source          TEXT    NOT NULL DEFAULT '', -- what the user called it
    path            TEXT    NOT NULL DEFAULT '', -- where it was, absolute; '' where it was no file
    file_name       TEXT    NOT NULL DEFAULT '', -- the name it was sent under
    size            INTEGER NOT NULL DEFAULT 0,
    state           TEXT    NOT NULL CHECK (state IN ('planned', 'sending', 'accepted', 'finished', 'saved', 'failed', 'ambiguous', 'expired')),
    reason          TEXT    NOT NULL DEFAULT '',
    doubtful        INTEGER NOT NULL DEFAULT 0,  -- 1 where an earlier submission of it may have been taken
    owner           TEXT    NOT NULL DEFAULT '', -- the process at work on it, while planned or sending
    idempotency_key TEXT    NOT NULL DEFAULT '',
    extraction_id   TEXT    NOT NULL DEFAULT '',
    planned_at      INTEGER NOT NULL,
    sent_at         INTEGER,
    submitted_at    INTEGER,
    pending_at      INTEGER,                     -- when the last look began that found it at work
    finished_at     INTEGER,                     -- only where the service tells
    saved_at        INTEGER,
    body            BLOB                         -- the service's answer, compressed
) STRICT;

CREATE UNIQUE INDEX entry_document ON entry (sha256, document_type, customer, profile, base_url, engine)
    WHERE current = 1 AND sha256 != '';
CREATE INDEX entry_extraction ON entry (extraction_id) WHERE extraction_id != '';
CREATE INDEX entry_state ON entry (state, planned_at);
