package waiting

import (
	"testing"
	"time"
)

func half() float64 { return 0.5 } // no jitter

// looks follows a schedule for so many looks, as ages in seconds.
func looks(s schedule, n int) []float64 {
	var ages []float64
	var age time.Duration
	for range n {
		age += s.pause(age, 0)
		ages = append(ages, age.Seconds())
	}
	return ages
}

func TestGrowing(t *testing.T) {
	got := looks(newSchedule(nil, half), 40)
	for i, want := range []float64{1, 2.25, 3.8125, 5.765625} {
		if d := got[i] - want; d > 1e-6 || d < -1e-6 {
			t.Errorf("look %d is at %v, want %v", i, got[i], want)
		}
	}
	for i := 15; i < 40; i++ {
		if d := got[i] - got[i-1]; d < 9.9 || d > 10.1 {
			t.Errorf("in the end the pause is %v", d)
		}
	}
}

// TestGrowingIsLateForNothing goes on from the age that a job has.
func TestGrowingIsLateForNothing(t *testing.T) {
	for _, age := range []time.Duration{time.Hour, 48 * time.Hour, 61 * time.Second} {
		if next := (Growing{}).Next(age); next <= age || next > age+longest {
			t.Errorf("at %s the next look is at %s", age, next)
		}
	}
}

func TestScheduleKeepsTheFloor(t *testing.T) {
	s := newSchedule(nil, half)
	if got := s.pause(0, 3*time.Second); got != 3*time.Second {
		t.Errorf("the first pause is %s", got)
	}
	if got := s.pause(2*time.Second, time.Minute); got != time.Minute {
		t.Errorf("the second pause is %s", got)
	}
	if got := s.pause(62*time.Second, 0); got > longest {
		t.Errorf("the third pause is %s", got)
	}
}

func TestScheduleJitters(t *testing.T) {
	middle := looks(newSchedule(nil, half), 30)
	for _, random := range []float64{0, 0.3, 0.999} {
		got := looks(newSchedule(nil, func() float64 { return random }), 30)
		for i := range got {
			if r := got[i] / middle[i]; r < 1-spread-.001 || r > 1+spread+.001 {
				t.Errorf("look %d is at %v, around %v", i, got[i], middle[i])
			}
		}
	}
	if s := newSchedule(nil, half); s.pause(-time.Hour, 0) != firstLook {
		t.Error("a clock that was set back must not delay the first look")
	}
}
