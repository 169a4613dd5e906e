package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// slots bound the documents that are on their way in: in all, and of each key,
// so that one client leaves room for the others.
type slots struct {
	wait   time.Duration
	all    chan struct{}
	perKey int

	mu   sync.Mutex
	keys map[string]chan struct{} // by the key's id; as many as the server has keys
}

func newSlots(l Limits) *slots {
	return &slots{
		wait: l.UploadWait, all: make(chan struct{}, l.Uploads),
		perKey: l.UploadsPerKey, keys: map[string]chan struct{}{},
	}
}

// enter waits a while for a slot of the key's own, then for one of all.
// Without keys ("") everybody is one and the same user.
func (s *slots) enter(ctx context.Context, key string) (leave func(), err error) {
	full := time.NewTimer(s.wait)
	defer full.Stop()
	own := s.of(key)
	if err := take(ctx, own, full.C); err != nil {
		return nil, s.refusal(err, api.KindRateLimited, api.CodeRateLimited, "too many documents are being sent with this key at once")
	}
	if err := take(ctx, s.all, full.C); err != nil {
		give(own)
		return nil, s.refusal(err, api.KindUnavailable, api.CodeUnavailable, "too many documents are being received at once")
	}
	return func() {
		give(s.all)
		give(own)
	}, nil
}

// of is nil where there is no key to count.
func (s *slots) of(key string) chan struct{} {
	if key == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keys[key] == nil {
		s.keys[key] = make(chan struct{}, s.perKey)
	}
	return s.keys[key]
}

func (s *slots) refusal(err error, kind api.Kind, code, message string) error {
	if !errors.Is(err, errFull) {
		return interrupted(err)
	}
	return &api.Error{Kind: kind, Code: code, Message: message, RetryAfter: s.wait}
}

var errFull = errors.New("no slot came free in time")

// take takes one of the slots; nil slots are never full.
func take(ctx context.Context, slots chan struct{}, full <-chan time.Time) error {
	if slots == nil {
		return nil
	}
	select {
	case slots <- struct{}{}:
		return nil
	default:
	}
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-full:
		return errFull
	}
}

func give(slots chan struct{}) {
	if slots != nil {
		<-slots
	}
}
