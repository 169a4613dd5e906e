package hostedtest

import (
	"maps"
	"slices"
	"time"
)

// Extraction is a document that the service has taken.
type Extraction struct {
	ID           string
	SHA256       string // of the document's bytes, in hex
	FileName     string
	DocumentType string
	Customer     string
	Size         int
	AcceptedAt   time.Time
	FinishedAt   time.Time // may lie ahead
	// Looks counts the looks at it, Fetched those that were answered with its
	// result or its error.
	Looks, Fetched int

	failed bool
}

// Tally counts requests.
type Tally struct {
	// Requests are all requests by their kind, refused ones too.
	Requests map[Kind]int
	// Statuses are the answers by their status; 0 for none.
	Statuses map[int]int
	// Limited are the requests that the rate limit refused.
	Limited int
	// First and Last are when the first and the last request came.
	First, Last time.Time
}

// All is the number of requests.
func (t Tally) All() int {
	n := 0
	for _, of := range t.Requests {
		n += of
	}
	return n
}

// Tally is the account of the requests so far.
func (s *Service) Tally() Tally {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tally
	t.Requests, t.Statuses = maps.Clone(t.Requests), maps.Clone(t.Statuses)
	return t
}

// Extractions lists what was taken, in the order of acceptance.
func (s *Service) Extractions() []Extraction {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Extraction, 0, len(s.order))
	for _, id := range s.order {
		all = append(all, *s.taken[id])
	}
	return all
}

// Accepted counts by the hash of the document's bytes how often it was taken:
// what each has cost.
func (s *Service) Accepted() map[string]int {
	counts := map[string]int{}
	for _, x := range s.Extractions() {
		counts[x.SHA256]++
	}
	return counts
}

// PaidTwice lists the hashes of documents that were taken more than once.
func (s *Service) PaidTwice() []string {
	var twice []string
	for sum, n := range s.Accepted() {
		if n > 1 {
			twice = append(twice, sum)
		}
	}
	slices.Sort(twice)
	return twice
}

// Advance moves the service's clock: jobs finish and results expire.
func (s *Service) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
}

// count opens a request's account and gives its number among its kind.
func (s *Service) count(kind Kind) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.tally.First.IsZero() {
		s.tally.First = now
	}
	s.tally.Last = now
	n := s.tally.Requests[kind]
	s.tally.Requests[kind]++
	return n
}

func (s *Service) answered(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally.Statuses[status]++
}
