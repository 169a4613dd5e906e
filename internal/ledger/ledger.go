package ledger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/docextract/docextract/internal/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrMoved says that an entry is no longer in the state that a step comes from:
// another process has taken it further. Nothing has been changed.
var ErrMoved = errors.New("another process has taken this document further")

// ErrNewer says that a newer program wrote the ledger, which this one does not
// know to read. Nothing has been changed.
var ErrNewer = sqlite.ErrNewer

// Ledger is the open ledger. It is safe for concurrent use, and so is its file
// for any number of processes.
type Ledger struct {
	db    *sqlite.DB
	owner *owner
	now   func() time.Time
	// step is called before each change of the file; tests die there.
	step func(name string) error
}

// Open opens the ledger in dir, and makes both where they are missing, for this
// user only.
func Open(ctx context.Context, dir string, now func() time.Time) (*Ledger, error) {
	db, err := sqlite.Open(ctx, filepath.Join(dir, "ledger.db"), migrations)
	if err != nil {
		return nil, fmt.Errorf("open the ledger: %w", err)
	}
	return &Ledger{
		db: db, owner: newOwner(filepath.Join(dir, "owners")), now: now,
		step: func(string) error { return nil },
	}, nil
}

// Close ends this process's claims and closes the file.
func (l *Ledger) Close() error { return errors.Join(l.owner.close(), l.db.Close()) }

// change runs one statement that takes one entry a step further.
func (l *Ledger) change(ctx context.Context, step, query string, args ...any) error {
	if err := l.step(step); err != nil {
		return err
	}
	// A step that has been made in the world is noted, whatever ends meanwhile.
	res, err := l.db.Exec(context.WithoutCancel(ctx), query, args...)
	if err != nil {
		return fmt.Errorf("write to the ledger: %w", err)
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		err = ErrMoved
	}
	return err
}
