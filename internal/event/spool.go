package event

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/atomicfile"
)

const (
	// capacity is how many events may wait in a spool.
	capacity = 10_000
	// remembered is for how long an event that was dealt with is known when it
	// comes again. Senders try for three days.
	remembered = 4 * 24 * time.Hour
)

// Spool keeps events in a folder until they have been dealt with, also beyond
// the end of the process, and knows those that were. One process uses it.
type Spool struct {
	dir string
	now func() time.Time

	mu      sync.Mutex
	waiting map[string]bool // by file name
	done    map[string]bool
	news    chan struct{}
}

// OpenSpool opens the folder, and makes it where there is none.
func OpenSpool(dir string, now func() time.Time) (*Spool, error) {
	s := &Spool{dir: dir, now: now, waiting: map[string]bool{}, done: map[string]bool{}, news: make(chan struct{}, 1)}
	for _, folder := range []string{s.path("waiting", ""), s.path("done", "")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, fmt.Errorf("keep events: %w", err)
		}
	}
	waiting, err := os.ReadDir(s.path("waiting", ""))
	if err != nil {
		return nil, fmt.Errorf("keep events: %w", err)
	}
	for _, f := range waiting {
		if strings.HasSuffix(f.Name(), ".json") {
			s.waiting[f.Name()] = true
		}
	}
	if len(s.waiting) > 0 {
		s.tell()
	}
	return s, s.recallDone()
}

// recallDone learns which events were dealt with, and forgets old ones.
func (s *Spool) recallDone() error {
	done, err := os.ReadDir(s.path("done", ""))
	if err != nil {
		return fmt.Errorf("keep events: %w", err)
	}
	for _, f := range done {
		info, err := f.Info()
		if err != nil {
			continue
		}
		if s.now().Sub(info.ModTime()) > remembered {
			_ = os.Remove(s.path("done", f.Name())) // it does no harm
			continue
		}
		s.done[f.Name()] = true
	}
	return nil
}

// Put keeps an event. It is on the disk once Put returns nil. One that is there
// already, or was dealt with, is dropped.
func (s *Spool) Put(e Event, body []byte) error { return s.put(e, body, true) }

// put says nothing in News where tell is false.
func (s *Spool) put(e Event, body []byte, tell bool) error {
	name := fileName(e.ID)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waiting[name] || s.done[name] {
		return nil
	}
	if len(s.waiting) >= capacity {
		return ErrFull
	}
	if err := atomicfile.Write(s.path("waiting", name), body, 0o700); err != nil {
		return fmt.Errorf("keep event %s: %w", e.ID, err)
	}
	s.waiting[name] = true
	if tell {
		s.tell()
	}
	return nil
}

// News tells when there may be something in Waiting.
func (s *Spool) News() <-chan struct{} { return s.news }

func (s *Spool) tell() {
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// Kept is an event of a spool.
type Kept struct {
	Event

	Body []byte
	name string
}

// Waiting gives the events that were not dealt with, the oldest first. Files
// that hold no event are put aside.
func (s *Spool) Waiting() ([]Kept, error) {
	s.mu.Lock()
	names := make([]string, 0, len(s.waiting))
	for name := range s.waiting {
		names = append(names, name)
	}
	s.mu.Unlock()
	var all []Kept
	for _, name := range names {
		body, err := os.ReadFile(s.path("waiting", name))
		if err != nil {
			return all, fmt.Errorf("read a kept event: %w", err)
		}
		e, err := Decode(body)
		if err != nil {
			if err := s.Done(Kept{name: name}); err != nil {
				return all, err
			}
			continue
		}
		all = append(all, Kept{Event: e, Body: body, name: name})
	}
	slices.SortFunc(all, func(a, b Kept) int { return a.Time.Compare(b.Time) })
	return all, nil
}

// Done notes that an event has been dealt with.
func (s *Spool) Done(k Kept) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := os.WriteFile(s.path("done", k.name), nil, 0o600); err != nil {
		return fmt.Errorf("note that event %s is done: %w", k.ID, err)
	}
	if err := os.Remove(s.path("waiting", k.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("note that event %s is done: %w", k.ID, err)
	}
	delete(s.waiting, k.name)
	s.done[k.name] = true
	return nil
}

func (s *Spool) path(folder, name string) string { return filepath.Join(s.dir, folder, name) }

// fileName is a file's name for an id, which is anybody's text.
func fileName(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16]) + ".json"
}
