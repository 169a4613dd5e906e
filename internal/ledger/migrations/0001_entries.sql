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
    instead         INTEGER NOT NULL DEFAULT 0,  -- the entry whose place this one has taken, 0 for none
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

-- Where a later extraction comes to nothing, the earlier one has its place
-- again: else the document would be sent once more unasked.
CREATE TRIGGER entry_removed AFTER DELETE ON entry WHEN old.current = 1 AND old.instead != 0
BEGIN
    UPDATE entry SET current = 1 WHERE id = old.instead;
END;

CREATE TRIGGER entry_refused AFTER UPDATE OF state ON entry
    WHEN new.state = 'failed' AND new.extraction_id = '' AND new.current = 1 AND new.instead != 0
BEGIN
    UPDATE entry SET current = 0 WHERE id = new.id AND EXISTS (SELECT 1 FROM entry AS earlier WHERE earlier.id = new.instead);
    UPDATE entry SET current = 1 WHERE id = new.instead;
END;

CREATE TRIGGER entry_changed AFTER UPDATE OF sha256 ON entry WHEN old.sha256 != new.sha256 AND old.instead != 0
BEGIN
    UPDATE entry SET current = 1 WHERE id = old.instead;
END;
