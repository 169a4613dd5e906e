package queue

import (
	"context"
	"sync"
)

// Memory is a Queue inside this process.
type Memory struct {
	mu      sync.Mutex
	waiting []string
	takers  []chan string // those who wait, longest first; a slot of one each
}

var _ Queue = (*Memory)(nil)

// NewMemory gives an empty queue.
func NewMemory() *Memory { return &Memory{} }

// Enqueue adds an id at the end.
func (m *Memory) Enqueue(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.hand(id) {
		m.waiting = append(m.waiting, id)
	}
	return nil
}

// Take waits for an id until ctx ends.
func (m *Memory) Take(ctx context.Context) (string, error) {
	m.mu.Lock()
	if len(m.waiting) > 0 {
		id := m.waiting[0]
		m.waiting = m.waiting[1:]
		m.mu.Unlock()
		return id, nil
	}
	slot := make(chan string, 1)
	m.takers = append(m.takers, slot)
	m.mu.Unlock()
	select {
	case id := <-slot:
		return id, nil
	case <-ctx.Done():
		m.leave(slot)
		return "", context.Cause(ctx)
	}
}

// Done forgets a leased id; here a lease is held by nothing but its taker.
func (m *Memory) Done(context.Context, string) error { return nil }

// Release gives a leased id back, to be taken first.
func (m *Memory) Release(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.putFirst(id)
	return nil
}

// Depth counts the ids that wait.
func (m *Memory) Depth(context.Context) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.waiting), nil
}

// leave takes slot out of the waiting line; an id that was handed to it at
// the same moment goes back.
func (m *Memory) leave(slot chan string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, t := range m.takers {
		if t == slot {
			m.takers = append(m.takers[:i], m.takers[i+1:]...)
			return
		}
	}
	m.putFirst(<-slot)
}

func (m *Memory) putFirst(id string) {
	if !m.hand(id) {
		m.waiting = append([]string{id}, m.waiting...)
	}
}

// hand gives id to the one who waits longest, if there is one.
func (m *Memory) hand(id string) bool {
	if len(m.takers) == 0 {
		return false
	}
	m.takers[0] <- id
	m.takers = m.takers[1:]
	return true
}
