package source

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"iter"
)

// atHand is how many documents are kept in memory. What is more is in a
// temporary file.
const atHand = 1 << 10

// Found is the documents that arguments mean, as they were when they were looked
// for. They can be gone through again and again, and take the same memory
// however many they are.
type Found struct {
	// Skipped counts what Find has skipped.
	Skipped int
	// Single is true for exactly one argument that is no folder.
	Single bool

	n     int
	first []File
	rest  *rest // nil where all are in first
}

// Collect finds the documents and keeps their names until Close.
func Collect(ctx context.Context, args []string, opts Options) (*Found, error) {
	f, named := &Found{}, 0
	skipped, err := Find(ctx, args, opts, func(file File) error {
		if !file.InFolder {
			named++
		}
		return f.add(file)
	})
	if err == nil && f.rest != nil {
		err = f.rest.Flush()
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	f.Skipped, f.Single = skipped, len(args) == 1 && opts.Listed == nil && named == 1
	return f, nil
}

// These are documents that somebody else has found.
func These(files []File) *Found { return &Found{n: len(files), first: files} }

// Len is how many there are.
func (f *Found) Len() int { return f.n }

// Files gives them in order. An error, which is the last, is one of the disk.
func (f *Found) Files() iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, file := range f.first {
			if !yield(file, nil) {
				return
			}
		}
		if f.rest == nil {
			return
		}
		for file, err := range f.rest.files() {
			if !yield(file, err) {
				return
			}
		}
	}
}

// Close forgets them.
func (f *Found) Close() error {
	if f.rest == nil {
		return nil
	}
	return f.rest.close()
}

func (f *Found) add(file File) (err error) {
	f.n++
	if len(f.first) < atHand {
		f.first = append(f.first, file)
		return nil
	}
	if f.rest == nil {
		if f.rest, err = newRest(); err != nil {
			return err
		}
	}
	return f.rest.add(file)
}

// rest is documents in a temporary file of this user's. Its name is gone before
// the first byte is written, where the system allows it.
type rest struct {
	*spool
	names *gob.Encoder
}

func newRest() (*rest, error) {
	s, err := newSpool()
	if err != nil {
		return nil, fmt.Errorf("remember the names of documents: %w", err)
	}
	return &rest{s, gob.NewEncoder(s)}, nil
}

func (r *rest) add(file File) error {
	if err := r.names.Encode(file); err != nil {
		return fmt.Errorf("remember the names of documents: %w", err)
	}
	return nil
}

func (r *rest) files() iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		names := gob.NewDecoder(r.reader())
		for {
			var file File
			switch err := names.Decode(&file); {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(File{}, fmt.Errorf("recall the names of documents: %w", err))
				return
			}
			if !yield(file, nil) {
				return
			}
		}
	}
}
