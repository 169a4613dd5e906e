package event

import "sync"

// rung is how many extractions of which nobody here waits are remembered.
const rung = 10_000

// Bell wakes those who wait for an extraction.
type Bell struct {
	mu   sync.Mutex
	rope map[string]chan struct{} // closed once it has rung
	old  []string                 // rung, the oldest first
}

// NewBell is a bell that has not rung.
func NewBell() *Bell { return &Bell{rope: map[string]chan struct{}{}} }

// Wake is closed when the bell rings for that extraction, or has rung: an event
// can be quicker than the answer to the submission.
func (b *Bell) Wake(extractionID string) <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.of(extractionID)
}

func (b *Bell) of(id string) chan struct{} {
	if b.rope[id] == nil {
		b.rope[id] = make(chan struct{})
	}
	return b.rope[id]
}

// Ring wakes who waits for that extraction.
func (b *Bell) Ring(extractionID string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	ch := b.of(extractionID)
	select {
	case <-ch:
		return
	default:
	}
	close(ch)
	if b.old = append(b.old, extractionID); len(b.old) > rung {
		delete(b.rope, b.old[0])
		b.old = b.old[1:]
	}
}
