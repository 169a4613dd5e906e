package client

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/docextract/docextract/internal/api"
)

// chunk is how much of a document is encoded at a time: a multiple of three,
// so that only the last chunk is padded.
const chunk = 3 * 8192

// upload is the body of a submission. It pulls the document through base64 as
// the connection takes it, so that memory does not grow with the document.
type upload struct {
	doc    api.Document
	file   io.ReadCloser
	left   int64 // bytes of the document still to read
	ready  []byte
	prefix []byte
	raw    [chunk]byte
	text   [chunk / 3 * 4]byte
	step   int
	err    error // why the document could not be read

	// What the caller asks while the connection may still be reading.
	complete atomic.Bool
	failure  atomic.Pointer[error]
}

// The steps of an upload.
const (
	stepPrefix = iota
	stepDocument
	stepSuffix
	stepDone
)

var suffix = []byte(`"}`)

// openUpload opens the document for one attempt. The document comes last, so
// that the server can refuse what comes before it.
func openUpload(s api.Submission) (*upload, error) {
	head := struct {
		FileName     string `json:"file_name"`
		DocumentType string `json:"document_type_name,omitempty"`
		Customer     string `json:"customer,omitempty"`
	}{s.Document.Name, s.DocumentType, s.Customer}
	prefix, err := json.Marshal(head)
	if err != nil {
		return nil, fmt.Errorf("encode the submission of %s: %w", s.Document.Name, err)
	}
	prefix = append(bytes.TrimSuffix(prefix, []byte("}")), `,"file":"`...)
	file, err := s.Document.Open()
	if err != nil {
		return nil, unreadable(s.Document, err)
	}
	return &upload{doc: s.Document, file: file, left: s.Document.Size, prefix: prefix}, nil
}

// length is that of the whole body, in bytes.
func (u *upload) length() int64 {
	size := u.doc.Size
	return int64(len(u.prefix)) + (size+2)/3*4 + int64(len(suffix))
}

// state reports whether all of it was handed out, before which no server can
// have taken the document, and why the document could not be read.
func (u *upload) state() (complete bool, unreadable error) {
	if err := u.failure.Load(); err != nil {
		return false, *err
	}
	return u.complete.Load(), nil
}

// Read hands out the next bytes. A document that is longer or shorter than it
// was is an error before the body is complete.
func (u *upload) Read(p []byte) (int, error) {
	for len(u.ready) == 0 {
		if u.err != nil {
			u.failure.Store(&u.err)
			return 0, u.err
		}
		if u.step == stepDone {
			return 0, io.EOF
		}
		u.fill()
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	if u.step == stepDone && len(u.ready) == 0 {
		u.complete.Store(true)
	}
	return n, nil
}

func (u *upload) fill() {
	switch u.step {
	case stepPrefix:
		u.ready, u.step = u.prefix, stepDocument
	case stepDocument:
		if u.left > 0 {
			u.encode()
			return
		}
		if u.err = u.atEnd(); u.err == nil {
			u.ready, u.step = suffix, stepDone
		}
	}
}

func (u *upload) encode() {
	n := int(min(u.left, chunk))
	if _, err := io.ReadFull(u.file, u.raw[:n]); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errShrunk
		}
		u.err = unreadable(u.doc, err)
		return
	}
	u.left -= int64(n)
	base64.StdEncoding.Encode(u.text[:], u.raw[:n])
	u.ready = u.text[:base64.StdEncoding.EncodedLen(n)]
}

// atEnd makes sure that the document has not grown.
func (u *upload) atEnd() error {
	n, err := io.ReadFull(u.file, u.raw[:1])
	switch {
	case n > 0:
		return unreadable(u.doc, errGrown)
	case errors.Is(err, io.EOF):
		return nil
	default:
		return unreadable(u.doc, err)
	}
}

func (u *upload) Close() error { return u.file.Close() }

var (
	errShrunk = errors.New("it became shorter while it was read")
	errGrown  = errors.New("it became longer while it was read")
)

// unreadable is the error of a document that cannot be read. Nothing of it
// was accepted, since its upload is not complete.
func unreadable(doc api.Document, err error) *api.Error {
	if e, ok := errors.AsType[*api.Error](err); ok {
		return e
	}
	return &api.Error{
		Kind: api.KindUnreadable, Code: api.CodeUnreadable,
		Message: "cannot read " + doc.Name + ": " + err.Error(),
		Hint:    "it was not submitted; try again when no other program writes to it",
		Err:     err,
	}
}
