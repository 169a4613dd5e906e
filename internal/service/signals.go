package service

import "sync"

// signals wakes those who wait for an extraction to finish, and costs nothing
// for one that nobody waits for.
type signals struct {
	mu      sync.Mutex
	waiting map[string]*signal
}

type signal struct {
	done    chan struct{}
	waiters int
}

// wait gives a channel that is closed when the extraction finishes. The
// caller calls leave when it waits no longer.
func (s *signals) wait(id string) (done <-chan struct{}, leave func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, ok := s.waiting[id]
	if !ok {
		w = &signal{done: make(chan struct{})}
		s.waiting[id] = w
	}
	w.waiters++
	return w.done, func() { s.leave(id, w) }
}

func (s *signals) leave(id string, w *signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.waiters--
	if w.waiters == 0 && s.waiting[id] == w {
		delete(s.waiting, id)
	}
}

// finished wakes all who wait for that extraction.
func (s *signals) finished(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w, ok := s.waiting[id]; ok {
		close(w.done)
		delete(s.waiting, id)
	}
}
