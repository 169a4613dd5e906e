// Package store keeps what the service has been given and what came of it:
// extractions and keys in SQLite, documents as files. It decides nothing: when
// to process, answer or expire is the service's affair.
//
// Whatever it has said yes to survives kill -9 and a power cut. A document's
// bytes are on the disk before its row is, so a row always has its file, and a
// file without an unfinished row is litter that SweepDocuments removes.
package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Names inside the data folder.
const (
	databaseName  = "docextract.db"
	documentsName = "documents"
)

// ErrNotFound says that there is no such row.
var ErrNotFound = errors.New("not found")

// ErrDuplicateKey says that another extraction has that idempotency key.
var ErrDuplicateKey = errors.New("idempotency key in use")

// Store is an open data folder. Several processes may have one open, to
// manage keys while a server runs; only one of them may process documents.
type Store struct {
	db        *sqlite.DB
	documents *Documents
}

// Open opens the data folder dir and creates it, for this user only, where
// there is none. Data of a newer program is an error (sqlite.ErrNewer).
func Open(ctx context.Context, dir string) (*Store, error) {
	s, err := open(ctx, dir)
	if err != nil && Full(err) {
		return nil, &api.Error{
			Kind: api.KindInternal, Code: api.CodeInternal,
			Message: "there is no room on the disk for the data folder " + dir,
			Hint:    "make room there, or use a folder on another disk",
			Err:     err,
		}
	}
	return s, err
}

func open(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create the data folder: %w", err)
	}
	documents, err := openDocuments(filepath.Join(dir, documentsName))
	if err != nil {
		return nil, fmt.Errorf("open the documents: %w", err)
	}
	db, err := sqlite.Open(ctx, filepath.Join(dir, databaseName), migrations)
	if err != nil {
		return nil, errors.Join(err, documents.Close())
	}
	// The folder's own entries (database, documents) must survive as well.
	if err := syncDir(dir); err != nil {
		return nil, errors.Join(err, db.Close(), documents.Close())
	}
	return &Store{db: db, documents: documents}, nil
}

// Schema numbers the form of the data that this program writes: the count of
// its migrations. A program that knows fewer cannot work on it.
func Schema() int {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0 // the pattern is a constant
	}
	return len(files)
}

// Full reports whether err, of this package, says that there was no room to
// write: a matter of time, and no fault.
func Full(err error) bool { return diskFull(err) || sqlite.Full(err) }

// Documents is where the documents' bytes are.
func (s *Store) Documents() *Documents { return s.documents }

// Close closes the store.
func (s *Store) Close() error { return errors.Join(s.db.Close(), s.documents.Close()) }

// syncDir makes the names inside a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(syncFolder(d), d.Close())
}
