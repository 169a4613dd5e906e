package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
)

// maxSpooled is the most that is taken from standard input: what our own
// servers take of a document.
const maxSpooled = 100 << 20

// spool takes what can be read only once (from says what that is) into a
// temporary file of this user's, so that it can be read again for each attempt.
// The file's name has gone before the first byte is written, where the system
// allows it: nothing stays behind.
func spool(in io.Reader, from, name string) (api.Document, error) {
	f, err := os.CreateTemp("", "docextract-stdin-*") // 0600
	if err != nil {
		return api.Document{}, unreadableInput(from, err)
	}
	os.Remove(f.Name()) //nolint:gosec // Windows keeps the name of an open file
	size, err := io.Copy(f, io.LimitReader(in, maxSpooled+1))
	if err == nil && size > maxSpooled {
		err = fmt.Errorf("it holds more than %d MiB", maxSpooled>>20)
	}
	if err != nil {
		return api.Document{}, unreadableInput(from, errors.Join(err, f.Close()))
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

func unreadableInput(from string, err error) error {
	if errors.Is(err, ErrInterrupted) {
		return &api.Error{
			Kind: api.KindInterrupted, Code: api.CodeInterrupted,
			Message: "interrupted while reading " + from, Err: err,
		}
	}
	return &api.Error{
		Kind: api.KindUnreadable, Code: api.CodeUnreadable,
		Message: "cannot read " + from + ": " + plainCause(err), Err: err,
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

// plainCause is what the system said, without the names of calls and files.
func plainCause(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return err.Error()
}

// isPipe tells whether path is a named pipe, as a shell's <(command) is.
func isPipe(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&fs.ModeNamedPipe != 0
}

// pipeReader opens its pipe when it is first read: that waits for somebody who
// writes, and the wait can be interrupted.
type pipeReader struct {
	path string
	file *os.File
}

func (r *pipeReader) Read(p []byte) (int, error) {
	if r.file == nil {
		f, err := os.Open(r.path)
		if err != nil {
			return 0, err
		}
		r.file = f
	}
	n, err := r.file.Read(p)
	if err != nil {
		r.file.Close() //nolint:gosec // it was only read
	}
	return n, err
}
