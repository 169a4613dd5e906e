-- Durations and times are nanoseconds.
CREATE TABLE took (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    service       TEXT    NOT NULL, -- base URL
    document_type TEXT    NOT NULL,
    size          INTEGER NOT NULL, -- class
    after         INTEGER NOT NULL, -- not finished then
    within        INTEGER NOT NULL  -- finished then
) STRICT;

CREATE INDEX took_sort ON took (service, document_type, size, id);

-- What all processes together may ask of a service.
CREATE TABLE allowance (
    service   TEXT    PRIMARY KEY,
    rate      REAL    NOT NULL, -- requests a second
    next_at   INTEGER NOT NULL, -- when the next request may begin
    blocked   INTEGER NOT NULL, -- no request begins before
    cut_at    INTEGER NOT NULL, -- when the service last refused
    raised_at INTEGER NOT NULL,
    guess     INTEGER NOT NULL  -- 1 until the service refuses at that rate
) STRICT, WITHOUT ROWID;
