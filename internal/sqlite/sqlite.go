// Package sqlite is how this program opens SQLite: one connection that
// writes, a pool that only reads, write-ahead log, every commit on the disk
// before it returns, and a schema that is brought up to date by numbered
// files. It knows no tables: those belong to the packages that open it.
//
// Time is always a parameter of a statement, never SQL's own clock.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readers is how many connections may read at once. Reads take microseconds;
// more connections would only hold more page caches.
const readers = 4

// busyTimeout is how long SQLite itself waits for another's lock, in
// milliseconds.
const busyTimeout = "busy_timeout(10000)"

// DB is an open database.
type DB struct {
	write *sql.DB
	read  *sql.DB
}

// Open opens the database file at path, makes it and its folder (for this user
// only) where there are none, and applies what it does not have yet of the
// migrations, the files migrations/*.sql in the order of their names. Other
// processes may have the same file open.
func Open(ctx context.Context, path string, migrations fs.FS) (*DB, error) {
	fresh, err := private(path)
	if err != nil {
		return nil, err
	}
	pragmas := []string{busyTimeout, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)"}
	if fresh {
		pragmas = slices.Insert(pragmas, 1, "auto_vacuum(INCREMENTAL)") // for Shrink; later it would change nothing, and write that
	}
	write, err := sql.Open("sqlite", dsn(path, url.Values{
		"_txlock": {"immediate"}, // a transaction that will write waits at its start and never fails halfway
		"_pragma": pragmas,
	}))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	if err := patiently(ctx, func() error { return migrate(ctx, write, migrations) }); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), write.Close())
	}
	read, err := sql.Open("sqlite", dsn(path, url.Values{
		"_pragma": {busyTimeout, "query_only(1)"},
	}))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), write.Close())
	}
	read.SetMaxOpenConns(min(readers, 2*runtime.NumCPU()))
	read.SetMaxIdleConns(readers)
	return &DB{write: write, read: read}, nil
}

// Read is the pool for queries; it refuses to write.
func (db *DB) Read() *sql.DB { return db.read }

// Exec runs one statement that writes, durable when it returns.
func (db *DB) Exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return db.write.ExecContext(ctx, query, args...)
}

// Note runs one statement that writes, without waiting for the disk: it
// survives the end of the process, but perhaps not a power cut. It is for what
// is nice to remember; a later Exec makes it durable as well.
func (db *DB) Note(ctx context.Context, query string, args ...any) (res sql.Result, err error) {
	err = db.hastily(ctx, func(conn *sql.Conn) error {
		res, err = conn.ExecContext(ctx, query, args...)
		return err
	})
	return res, err
}

// Draft is Update for what is to Exec as Note is.
func (db *DB) Draft(ctx context.Context, f func(*sql.Tx) error) error {
	return db.hastily(ctx, func(conn *sql.Conn) error {
		tx, err := conn.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := f(tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	})
}

// hastily lends the connection that writes to f, and does not wait for the disk
// meanwhile.
func (db *DB) hastily(ctx context.Context, f func(*sql.Conn) error) (err error) {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	// Whatever happens, the connection is as careful as before for the next:
	// also where ctx ends while the first statement runs, which may then have
	// worked although it failed.
	uncancelled := context.WithoutCancel(ctx)
	defer func() {
		_, e := conn.ExecContext(uncancelled, "PRAGMA synchronous = FULL")
		err = errors.Join(err, e)
	}()
	if _, err := conn.ExecContext(uncancelled, "PRAGMA synchronous = NORMAL"); err != nil {
		return err
	}
	return f(conn)
}

// Update runs f in a transaction that may write. It is durable once Update
// returns nil; where f fails, nothing has happened.
func (db *DB) Update(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Checkpoint moves the write-ahead log into the database file and empties it,
// so that what was deleted is in neither.
func (db *DB) Checkpoint(ctx context.Context) error {
	_, err := db.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// shrinkBy is how many pages of 4 KiB are given back in one step: others that
// write wait some milliseconds and not until all of a large file is moved.
const shrinkBy = 256

// Shrink gives the room of what was deleted back to the disk, a bit at a time. A
// file that was begun without the preparation for it keeps its size, and fills the
// room with what comes.
func (db *DB) Shrink(ctx context.Context) error {
	before := -1
	for {
		var free int
		if err := db.write.QueryRowContext(ctx, "PRAGMA freelist_count").Scan(&free); err != nil {
			return err
		}
		if free == 0 || free == before {
			return db.Checkpoint(ctx)
		}
		before = free
		if _, err := db.write.ExecContext(ctx, fmt.Sprintf("PRAGMA incremental_vacuum(%d)", shrinkBy)); err != nil {
			return err
		}
	}
}

// Close closes all connections; the last process to do so removes the log.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

// Full reports whether err says that there was no room to write, be it for the
// log's index, which is called an I/O error.
func Full(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return hasCode(err, sqlite3.SQLITE_FULL) || ok && e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE
}

// Conflict reports whether err says that a row with that key exists.
func Conflict(err error) bool { return hasCode(err, sqlite3.SQLITE_CONSTRAINT) }

func hasCode(err error, code int) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return ok && e.Code()&0xff == code
}

func dsn(path string, query url.Values) string {
	// The path is escaped: a "?" in a folder's name is part of the name.
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: query.Encode()}).String()
}

// private makes sure that the file exists and that only its owner reads it;
// SQLite gives the log beside it the same permissions. fresh tells that nothing is
// in it.
func private(path string) (fresh bool, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, fmt.Errorf("open the database: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return false, fmt.Errorf("open the database: %w", err)
	}
	info, err := f.Stat()
	if err = errors.Join(err, f.Chmod(0o600), f.Close()); err != nil {
		return false, err
	}
	return info.Size() == 0, nil
}
