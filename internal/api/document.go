package api

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Document is a named stream of known length that can be opened anew for
// each attempt, so that nothing needs to hold it in memory.
type Document struct {
	// Name is the file name with its suffix. It is data, never a path to open.
	Name string
	// Size is the length in bytes that Open's reader will give.
	Size int64
	// Open returns the document from its first byte.
	Open func() (io.ReadCloser, error)
}

// FileDocument describes the file at path. It is opened once, to find out
// early whether it can be read, and again for each attempt.
func FileDocument(path string) (Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return Document{}, unreadable(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Document{}, unreadable(path, err)
	}
	if !info.Mode().IsRegular() {
		return Document{}, unreadable(path, fmt.Errorf("not a regular file: %w", fs.ErrInvalid))
	}
	return Document{
		Name: filepath.Base(path),
		Size: info.Size(),
		Open: func() (io.ReadCloser, error) { return os.Open(path) },
	}, nil
}

// BytesDocument is a document that is in memory already.
func BytesDocument(name string, data []byte) Document {
	return Document{
		Name: name,
		Size: int64(len(data)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}
}

func unreadable(path string, err error) *Error {
	return &Error{
		Kind:    KindUnreadable,
		Code:    CodeUnreadable,
		Message: "cannot read " + path + ": " + cause(err),
		Err:     err,
	}
}
