package pace

import (
	"math"
	"time"
)

// allowance is what all processes together may ask of a service. Nobody tells
// how much that is: it is found out from refusals.
type allowance struct {
	rate    float64   // requests a second, 0 for no limit that is known
	next    time.Time // when the next request may begin
	blocked time.Time // no request begins before
	cut     time.Time // when the service last refused
	raised  time.Time // up to when the rate was raised
	guess   bool      // the rate is the first guess, which no refusal has proved yet
}

const (
	// less is what is left of the rate after a refusal, and muchLess after one
	// that follows soon. For the time of settle further refusals tell nothing
	// new.
	less     = 0.98
	muchLess = 0.94
	soon     = time.Second
	settle   = 500 * time.Millisecond
	// hopeful is the first guess, by what was answered just before: the number
	// of requests has usually been rising.
	hopeful = 1.3
	// raise is by how much the rate rises each second after a refusal. It
	// doubles every calm while there is none, up to a quarter, at which a first
	// guess begins.
	raise    = 0.01
	calm     = 10 * time.Second
	maxRaise = 0.25
	// memory is for how long a limit is believed in after the last refusal.
	memory = 15 * time.Minute
	// leased is for how long a process takes its share at once.
	leased = 250 * time.Millisecond
	least  = 0.1 // requests a second
)

// refuse learns from a refusal. goodput is what this process was answered of
// late, in requests a second; after is how long the service asked to be left
// alone.
func (a *allowance) refuse(now time.Time, goodput float64, after time.Duration) {
	a.blocked = later(a.blocked, now.Add(after))
	if now.Sub(a.cut) < settle {
		return
	}
	switch {
	case a.forgotten(now):
		a.rate, a.next, a.guess = hopeful*goodput, now, true
	case a.guess:
		a.rate, a.guess = a.rate*muchLess, false
	case now.Sub(a.cut) < soon:
		a.rate *= muchLess
	default:
		a.rate *= less
	}
	a.rate = math.Max(a.rate, least)
	a.cut, a.raised = now, now
}

func (a *allowance) forgotten(now time.Time) bool { return a.rate == 0 || now.Sub(a.cut) > memory }

// lease takes the next few requests of the rate. n is 0 where no limit is known.
func (a *allowance) lease(now time.Time) (from time.Time, every time.Duration, n int) {
	if a.forgotten(now) {
		a.rate = 0
		return now, 0, 0
	}
	a.rise(now)
	n = max(1, int(a.rate*leased.Seconds()))
	every = time.Duration(float64(time.Second) / a.rate)
	from = later(later(a.next, now), a.blocked)
	a.next = from.Add(time.Duration(n) * every)
	return from, every, n
}

// rise raises the rate for the time since it was raised last, at most a second:
// what was not asked for was not found out either.
func (a *allowance) rise(now time.Time) {
	passed := min(now.Sub(a.raised), time.Second).Seconds()
	if passed <= 0 {
		return
	}
	by := math.Min(maxRaise, raise*math.Exp2(now.Sub(a.cut).Seconds()/calm.Seconds()))
	if a.guess {
		by = maxRaise
	}
	a.rate *= 1 + by*passed
	a.raised = now
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
