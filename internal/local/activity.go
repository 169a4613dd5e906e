package local

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// activity knows whether a host has work: requests being answered and
// extractions not finished. It is also the gate that a host closes, at one
// moment for all, when it goes.
type activity struct {
	now        func() time.Time
	unfinished func(ctx context.Context) (int, error)

	mu       sync.Mutex
	requests int
	closed   bool
	since    time.Time     // when there was work for the last time
	drained  chan struct{} // closed when the gate is, and all have left
}

func newActivity(now func() time.Time, unfinished func(ctx context.Context) (int, error)) *activity {
	return &activity{now: now, unfinished: unfinished, since: now(), drained: make(chan struct{})}
}

// enter counts a request in, unless the gate is closed. The caller leaves
// when it is answered.
func (a *activity) enter() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		return false
	}
	a.requests++
	return true
}

func (a *activity) leave() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.requests--
	a.since = a.now()
	if a.closed && a.requests == 0 {
		close(a.drained)
	}
}

// close closes the gate whatever is being done.
func (a *activity) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.shut()
}

// shut is close for those who hold mu.
func (a *activity) shut() {
	if a.closed {
		return
	}
	a.closed = true
	if a.requests == 0 {
		close(a.drained)
	}
}

// closing reports whether the gate is closed.
func (a *activity) closing() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.closed
}

// drain waits, once the gate is closed, until all who came in have left.
func (a *activity) drain(ctx context.Context) error {
	select {
	case <-a.drained:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for requests to end: %w", context.Cause(ctx))
	}
}

// look notes work that is going on, closes the gate after limit without any,
// and reports whether it did. The count is taken under the lock that lets
// requests in, so no work can slip in between the look and the gate.
func (a *activity) look(ctx context.Context, limit time.Duration) (closed bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		return false
	}
	n, err := a.unfinished(ctx)
	if err != nil || n > 0 || a.requests > 0 {
		a.since = a.now()
		return false
	}
	if a.now().Sub(a.since) < limit {
		return false
	}
	a.shut()
	return true
}

// watch returns when there has been no work for limit, with the gate closed,
// or when ctx ends.
func (a *activity) watch(ctx context.Context, limit time.Duration) {
	tick := time.NewTicker(limit / 20)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if a.look(ctx, limit) {
				return
			}
		}
	}
}

// idleStop is the moment a host stops if nothing comes, nil while it works.
func (a *activity) idleStop(ctx context.Context, limit time.Duration) *time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if n, err := a.unfinished(ctx); err != nil || n > 0 || a.requests > 0 {
		return nil
	}
	at := a.since.Add(limit).UTC()
	return &at
}

// goneError answers what comes to a host that is going: the next one takes it.
func goneError() *api.Error {
	return &api.Error{
		Kind:       api.KindUnavailable,
		Code:       api.CodeUnavailable,
		Message:    "the local server is stopping",
		RetryAfter: time.Second,
	}
}
