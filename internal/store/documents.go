package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
)

// Documents keeps the bytes of documents, a file each, named by the
// extraction's id. Names given by users are data and never become paths.
//
// A document is needed until its extraction has finished, and is deleted then.
type Documents struct {
	root *os.Root
	dir  *os.File // the folder itself, to sync its names
}

func openDocuments(dir string) (*Documents, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	d, err := root.Open(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &Documents{root: root, dir: d}, nil
}

// Upload is a document on its way in. It counts for nothing until a row names
// it: a crash at any moment leaves litter, never a half document.
type Upload struct {
	id        string
	file      *os.File
	hash      hash.Hash
	size      int64
	documents *Documents
}

// Create starts the document of the extraction with that id.
func (d *Documents) Create(id string) (*Upload, error) {
	f, err := d.root.OpenFile(id, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create document: %w", err)
	}
	return &Upload{id: id, file: f, hash: sha256.New(), documents: d}, nil
}

// Write appends to the document.
func (u *Upload) Write(p []byte) (int, error) {
	n, err := u.file.Write(p)
	u.hash.Write(p[:n])
	u.size += int64(n)
	return n, err
}

// Commit makes the document durable, name and bytes.
func (u *Upload) Commit() error {
	if err := errors.Join(u.file.Sync(), u.file.Close()); err != nil {
		return fmt.Errorf("store document: %w", err)
	}
	if err := syncFolder(u.documents.dir); err != nil {
		return fmt.Errorf("store document: %w", err)
	}
	return nil
}

// Discard removes the document, whatever has become of it so far.
func (u *Upload) Discard() error {
	_ = u.file.Close() // closed already after Commit
	return u.documents.Remove(u.id)
}

// Size is the number of bytes written so far.
func (u *Upload) Size() int64 { return u.size }

// SHA256 is the sum of the bytes written so far.
func (u *Upload) SHA256() [sha256.Size]byte { return [sha256.Size]byte(u.hash.Sum(nil)) }

// File is a stored document, open for reading.
type File interface {
	io.ReaderAt
	io.Closer
}

// Open opens a document and tells its size.
func (d *Documents) Open(id string) (File, int64, error) {
	f, err := d.root.Open(id)
	if err != nil {
		return nil, 0, fmt.Errorf("open document: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("open document: %w", err), f.Close())
	}
	return f, info.Size(), nil
}

// Remove deletes a document; one that is not there is no error.
func (d *Documents) Remove(id string) error {
	err := d.root.Remove(id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Close closes the folder.
func (d *Documents) Close() error { return errors.Join(d.dir.Close(), d.root.Close()) }

// SweepDocuments deletes the files that no unfinished extraction needs: those
// of a crash between file and row, or between result and removal. It must run
// before anything is taken in, and in the processing process only.
func (s *Store) SweepDocuments(ctx context.Context) (removed int, err error) {
	needed, err := s.Unfinished(ctx)
	if err != nil {
		return 0, err
	}
	keep := make(map[string]bool, len(needed))
	for _, id := range needed {
		keep[id] = true
	}
	entries, err := fs.ReadDir(s.documents.root.FS(), ".")
	if err != nil {
		return 0, fmt.Errorf("list documents: %w", err)
	}
	for _, e := range entries {
		if keep[e.Name()] {
			continue
		}
		if err := s.documents.Remove(e.Name()); err != nil {
			return removed, fmt.Errorf("remove orphan document: %w", err)
		}
		removed++
	}
	return removed, nil
}
