package waiting

import "time"

// The pace of looking at a service that cannot hold a request open.
const (
	firstLook = time.Second
	longest   = 10 * time.Second
	growth    = 1.25
	spread    = 0.2 // a pause is this share shorter or longer, at random
)

// Schedule gives the pauses between looks: one second before the first, then
// each a quarter longer than the last, with jitter, up to ten seconds.
type Schedule struct {
	random func() float64
	next   time.Duration
}

// NewSchedule starts a schedule. random gives numbers in [0, 1).
func NewSchedule(random func() float64) *Schedule { return &Schedule{random: random} }

// Next is the pause before the next look. floor is what the service asked to
// be left alone for (Retry-After), 0 if it did not; the pause is never shorter.
func (s *Schedule) Next(floor time.Duration) time.Duration {
	if s.next == 0 {
		s.next = firstLook
		return max(s.next, floor)
	}
	s.next = min(longest, time.Duration(float64(s.next)*growth))
	jitter := 1 - spread + 2*spread*s.random()
	return max(min(longest, time.Duration(float64(s.next)*jitter)), floor)
}
