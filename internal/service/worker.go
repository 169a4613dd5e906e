package service

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/store"
)

// work processes extractions one after the other until the service stops.
func (s *Service) work(ctx context.Context) {
	take, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s.workers.Go(func() {
		select {
		case <-s.stopping:
		case <-take.Done():
		}
		cancel(errStopped)
	})
	for {
		id, err := s.queue.Take(take)
		if take.Err() != nil {
			if err == nil { // taken at the last moment: it stays a row
				_ = s.queue.Release(context.WithoutCancel(ctx), id)
			}
			return
		}
		if err != nil {
			s.log.Error("cannot take from the queue; trying again", "error", err)
			if !pause(take, time.Second) {
				return
			}
			continue
		}
		s.process(ctx, id)
	}
}

// process brings one extraction to its end, or gives it back when the service
// is being stopped.
func (s *Service) process(ctx context.Context, id string) {
	row, err := s.store.Begin(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		s.settle(ctx, id) // finished already
		return
	}
	if err != nil {
		// Nothing was begun. The row is there, so the next start does it.
		s.log.Error("cannot begin an extraction", "extraction_id", id, "error", err)
		if pause(ctx, time.Second) {
			_ = s.queue.Release(ctx, id)
		}
		return
	}
	start := s.now()
	result, err := s.extract(ctx, row)
	if context.Cause(ctx) != nil && err != nil {
		s.giveBack(ctx, id)
		return
	}
	if !s.finish(ctx, row, result, err) {
		return
	}
	s.settle(ctx, id)
	s.log.Info("extraction finished", "extraction_id", id, "code", code(err), "bytes", row.Size, "took", s.now().Sub(start))
}

// extract has the engine read the document. A panic in it is an error like
// any other, and a document that was begun too often without an end is not
// begun again.
func (s *Service) extract(ctx context.Context, row store.Extraction) (result *api.Result, err error) {
	if row.Attempts > s.limits.Attempts {
		return nil, internal(fmt.Errorf("begun %d times without an end", row.Attempts-1))
	}
	t, ok := api.BuiltinType(row.DocumentType)
	if !ok {
		return nil, internal(fmt.Errorf("document type %q is unknown to this version", row.DocumentType))
	}
	file, size, err := s.store.Documents().Open(row.ID)
	if err != nil {
		return nil, internal(err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("the engine panicked", "extraction_id", row.ID, "panic", r, "stack", string(debug.Stack()))
			result, err = nil, internal(fmt.Errorf("panic: %v", r))
		}
	}()
	limited, cancel := context.WithTimeout(ctx, s.limits.ProcessingTime)
	defer cancel()
	result, err = s.engine.Extract(limited, row.FileName, file, size, t)
	if err != nil && errors.Is(limited.Err(), context.DeadlineExceeded) {
		err = api.DocumentError(api.CodeTimeout, fmt.Sprintf("the document took longer than %s", s.limits.ProcessingTime))
	}
	return result, err
}

// finish stores the outcome. It tries until that succeeds or the service is
// stopped: a full disk must not cost a result.
func (s *Service) finish(ctx context.Context, row store.Extraction, result *api.Result, failure error) bool {
	status, outcome, err := s.outcome(row, result, failure)
	if err != nil {
		s.log.Error("cannot write an outcome as JSON", "extraction_id", row.ID, "error", err)
		status, outcome = api.StatusError, []byte(`{"code":"INTERNAL","message":"the result cannot be written","details":[]}`)
	}
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		err := s.store.Finish(ctx, row.ID, status, outcome, s.now())
		if err == nil || errors.Is(err, store.ErrNotFound) {
			return true
		}
		s.log.Error("cannot store an outcome; trying again", "extraction_id", row.ID, "error", err)
		if !pause(ctx, wait) {
			s.giveBack(ctx, row.ID)
			return false
		}
	}
}

// outcome is the status and the JSON to store. What is not said about the
// document itself stays in the log.
func (s *Service) outcome(row store.Extraction, result *api.Result, failure error) (api.Status, []byte, error) {
	if failure == nil && result == nil {
		failure = errors.New("the engine gave neither a result nor an error")
	}
	if failure != nil {
		e, ok := errors.AsType[*api.Error](failure)
		if !ok || e.Code == "" {
			e = internal(failure)
		}
		if e.Code == api.CodeInternal {
			s.log.Error("extraction failed", "extraction_id", row.ID, "error", failure, "cause", e.Err)
		}
		data, err := e.MarshalJSON()
		return api.StatusError, data, err
	}
	object, err := newID(s.now(), s.rand)
	if err != nil {
		return "", nil, err
	}
	r := *result
	r.ObjectID, r.FileName, r.Customer = object, row.FileName, row.Customer
	data, err := r.MarshalJSON()
	return api.StatusSuccess, data, err
}

// settle forgets a finished extraction: its document's bytes, its place in
// the queue, and those who waited for it.
func (s *Service) settle(ctx context.Context, id string) {
	s.signals.finished(id)
	if err := s.store.Documents().Remove(id); err != nil {
		s.log.Warn("cannot remove a finished document; the next start will", "extraction_id", id, "error", err)
	}
	if err := s.queue.Done(context.WithoutCancel(ctx), id); err != nil {
		s.log.Error("cannot take a finished extraction off the queue", "extraction_id", id, "error", err)
	}
}

// giveBack leaves an extraction as it was before it was begun.
func (s *Service) giveBack(ctx context.Context, id string) {
	ctx = context.WithoutCancel(ctx)
	if err := s.store.GiveBack(ctx, id); err != nil {
		s.log.Error("cannot uncount an attempt", "extraction_id", id, "error", err)
	}
	if err := s.queue.Release(ctx, id); err != nil {
		s.log.Error("cannot give an extraction back to the queue", "extraction_id", id, "error", err)
	}
}

func internal(cause error) *api.Error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeInternal, Err: cause,
		Message: "the document could not be processed because of a fault in the service",
	}
}

func code(err error) string {
	if err == nil {
		return "OK"
	}
	return api.AsError(err).Code
}

// pause waits for d; false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
