package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// ErrNewer says that the data was written by a newer program, whose tables
// this one does not know. Nothing has been changed.
var ErrNewer = errors.New("the data was written by a newer version of this program: use that version, or another data folder")

// patiently repeats f while another process holds the database. SQLite's own
// patience does not cover the change to a write-ahead log: there two that start
// together would wait for each other, so SQLite tells one of them at once that
// the database is locked.
func patiently(ctx context.Context, f func() error) error {
	const attempts, pause = 100, 20 * time.Millisecond
	for attempt := 1; ; attempt++ {
		err := f()
		if !hasCode(err, sqlite3.SQLITE_BUSY) || attempt == attempts {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// migrate applies the files of migrations, sorted by name, that the database
// has not seen. Its user_version is the number of those it has.
func migrate(ctx context.Context, db *sql.DB, migrations fs.FS) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	// Up to date is the usual case: look before taking the write lock.
	have, err := version(ctx, db)
	if err != nil {
		return err
	}
	if have == len(files) {
		return nil
	}
	// One transaction for the look and the changes: two processes that start
	// together migrate once.
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := apply(ctx, tx, migrations, files); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func apply(ctx context.Context, tx *sql.Tx, migrations fs.FS, files []string) error {
	have, err := version(ctx, tx)
	if err != nil {
		return err
	}
	if have > len(files) {
		return fmt.Errorf("%w (schema %d, this program knows %d)", ErrNewer, have, len(files))
	}
	for _, name := range files[have:] {
		statements, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(statements)); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(files)))
	return err
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func version(ctx context.Context, q querier) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&n)
	return n, err
}
