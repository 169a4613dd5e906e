package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
)

// maxSpooled is the most that is taken from standard input: what our own
// servers take of a document.
const maxSpooled = 100 << 20

// spool takes standard input into a temporary file of this user's, so that it
// can be read again for each attempt. The name has gone before the first byte
// is written, where the system allows it: nothing stays behind.
func spool(in io.Reader, name string) (api.Document, error) {
	f, err := os.CreateTemp("", "docextract-stdin-*") // 0600
	if err != nil {
		return api.Document{}, unreadableInput(err)
	}
	os.Remove(f.Name()) //nolint:gosec // Windows keeps the name of an open file
	size, err := io.Copy(f, io.LimitReader(in, maxSpooled+1))
	if err == nil && size > maxSpooled {
		err = fmt.Errorf("it holds more than %d MiB", maxSpooled>>20)
	}
	if err != nil {
		return api.Document{}, unreadableInput(errors.Join(err, f.Close()))
	}
	if name == "" {
		name = "document" + suffixOf(f)
	}
	return api.Document{
		Name: name,
		Size: size,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(f, 0, size)), nil },
	}, nil
}

func unreadableInput(err error) error {
	if errors.Is(err, ErrInterrupted) {
		return &api.Error{
			Kind: api.KindInterrupted, Code: api.CodeInterrupted,
			Message: "interrupted while reading standard input", Err: err,
		}
	}
	return &api.Error{
		Kind: api.KindUnreadable, Code: api.CodeUnreadable,
		Message: "cannot read standard input: " + err.Error(), Err: err,
	}
}

// suffixOf is the suffix for what the bytes begin like; services go by it.
func suffixOf(f io.ReaderAt) string {
	head := make([]byte, document.HeadSize)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return ""
	}
	return document.Sniff(head[:n]).Suffix()
}
