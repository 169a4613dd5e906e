package service

import (
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// incoming knows the submissions that are on their way in, and their
// idempotency keys.
type incoming struct {
	mu     sync.Mutex
	n      int
	keys   map[string]bool
	closed bool
	empty  chan struct{} // closed when closed and n is 0
}

func newIncoming() *incoming {
	return &incoming{keys: map[string]bool{}, empty: make(chan struct{})}
}

// enter admits a submission; key is "" for none. Two with the same key are
// never on their way at once.
func (i *incoming) enter(key string) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.closed {
		return unavailable("the service is shutting down", 5*time.Second, nil)
	}
	if i.keys[key] {
		return &api.Error{
			Kind: api.KindConflict, Code: api.CodeInvalidRequest, RetryAfter: time.Second,
			Message: "the first submission with this Idempotency-Key is still being received: ask again with the same key",
		}
	}
	if key != "" {
		i.keys[key] = true
	}
	i.n++
	return nil
}

// leave says that a submission was answered.
func (i *incoming) leave(key string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.keys, key)
	i.n--
	if i.closed && i.n == 0 {
		close(i.empty)
	}
}

// close admits no more. The channel is closed once all have left.
func (i *incoming) close() <-chan struct{} {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.closed {
		i.closed = true
		if i.n == 0 {
			close(i.empty)
		}
	}
	return i.empty
}

// count is how many are on their way.
func (i *incoming) count() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.n
}
