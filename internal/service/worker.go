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
	s.cut.Store(true)
	ctx = context.WithoutCancel(ctx)
	if err := s.store.GiveBack(ctx, id); err != nil {
		s.log.Error("cannot uncount an attempt", "extraction_id", id, "error", err)
	}
	if err := s.queue.Release(ctx, id); err != nil {
		s.log.Error("cannot give an extraction back to the queue", "extraction_id", id, "error", err)
	}
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
