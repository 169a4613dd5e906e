package waiting_test

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/waiting"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func half() float64 { return 0.5 } // no jitter

func TestSchedule(t *testing.T) {
	s := waiting.NewSchedule(half)
	want := []time.Duration{
		time.Second, 1250 * time.Millisecond, 1562500 * time.Microsecond, 1953125 * time.Microsecond,
	}
	for i, w := range want {
		if got := s.Next(0); got != w {
			t.Errorf("pause %d is %s, want %s", i, got, w)
		}
	}
	for range 20 {
		s.Next(0)
	}
	if got := s.Next(0); got != 10*time.Second {
		t.Errorf("in the end %s", got)
	}
}

func TestScheduleKeepsTheFloor(t *testing.T) {
	s := waiting.NewSchedule(half)
	if got := s.Next(3 * time.Second); got != 3*time.Second {
		t.Errorf("the first pause is %s", got)
	}
	if got := s.Next(time.Minute); got != time.Minute {
		t.Errorf("the second pause is %s", got)
	}
	// The floor is for once; the schedule goes on as if it had not been.
	if got := s.Next(0); got != 1562500*time.Microsecond {
		t.Errorf("the third pause is %s", got)
	}
}

func TestScheduleJitters(t *testing.T) {
	for _, random := range []float64{0, 0.3, 0.999} {
		s := waiting.NewSchedule(func() float64 { return random })
		bare := waiting.NewSchedule(half)
		for i := range 30 {
			got, middle := s.Next(0), bare.Next(0)
			if got < middle*8/10-1 || got > min(10*time.Second, middle*12/10) {
				t.Errorf("pause %d is %s, around %s", i, got, middle)
			}
		}
	}
}
