package service

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/docextract/docextract/internal/api"
)

// Submit takes a document in. It is durable when an id is returned.
func (s *Service) Submit(ctx context.Context, sub api.Submission) (string, error) {
	return s.Receive(ctx, sub.IdempotencyKey, func(w io.Writer) (api.Submission, error) {
		return sub, send(ctx, w, sub.Document)
	})
}

// send copies a document to w: all of it, and no more than it said it was.
func send(ctx context.Context, w io.Writer, d api.Document) error {
	r, err := d.Open()
	if err != nil {
		return unreadable(d.Name, err)
	}
	in := &source{ctx: ctx, r: io.LimitReader(r, d.Size+1)}
	n, err := io.Copy(w, in)
	if closed := r.Close(); closed != nil && in.err == nil {
		in.err = closed
	}
	switch {
	case in.err != nil:
		return unreadable(d.Name, in.err)
	case err != nil:
		return err
	case n != d.Size:
		return unreadable(d.Name, fmt.Errorf("it changed while it was read (it had %d bytes)", d.Size))
	}
	return nil
}

// source tells the errors of reading from those of writing.
type source struct {
	ctx context.Context //nolint:containedctx // lives as long as one copy
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

func unreadable(name string, err error) error {
	if e, ok := errors.AsType[*api.Error](err); ok {
		return e
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &api.Error{Kind: api.KindInterrupted, Code: api.CodeInterrupted, Message: "stopped reading " + name, Err: err}
	}
	return &api.Error{Kind: api.KindUnreadable, Code: api.CodeUnreadable, Message: "cannot read " + name + ": " + err.Error(), Err: err}
}
