package waiting_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/waiting"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// script is a service that answers one look after the other; the last answer
// is repeated. It notes when it was asked, in seconds from the start.
type script struct {
	api.Service

	began time.Time
	asked []float64
	took  time.Duration
	holds []time.Duration
	steps []step
}

type step func(ctx context.Context, hold time.Duration) (api.Extraction, error)

func (s *script) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	s.asked = append(s.asked, time.Since(s.began).Seconds())
	s.holds = append(s.holds, hold)
	x, err := s.steps[min(len(s.asked), len(s.steps))-1](ctx, hold)
	x.ID = id
	return x, err
}

// says answers at once; takes answers after a while, or fails with the context.
func says(status api.Status) step {
	return func(context.Context, time.Duration) (api.Extraction, error) {
		return api.Extraction{Status: status, RawStatus: string(status)}, nil
	}
}

func takes(d time.Duration, status api.Status) step {
	return func(ctx context.Context, hold time.Duration) (api.Extraction, error) {
		select {
		case <-time.After(min(d, max(hold, 0))):
			if d > hold {
				status = api.StatusInProgress
			}
			return api.Extraction{Status: status, RawStatus: string(status)}, nil
		case <-ctx.Done():
			return api.Extraction{}, ctx.Err()
		}
	}
}

func fails(kind api.Kind, after time.Duration) step {
	return func(context.Context, time.Duration) (api.Extraction, error) {
		return api.Extraction{}, &api.Error{Kind: kind, Code: "X", Message: "something", RetryAfter: after}
	}
}

func hangs(ctx context.Context, _ time.Duration) (api.Extraction, error) {
	<-ctx.Done()
	return api.Extraction{}, &api.Error{Kind: api.KindUnavailable, Code: "X", Message: "no answer", Err: ctx.Err()}
}

// until runs the script in a bubble of time, with a deadline after a minute.
func until(t *testing.T, steps []step, opts waiting.Options) (s *script, r waiting.Report, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s = &script{began: time.Now(), steps: steps}
		opts.Deadline = time.Now().Add(time.Minute)
		opts.Random = func() float64 { return 0.5 }
		r, err = waiting.Until(t.Context(), s, "ab12", opts)
		s.took = time.Since(s.began)
	})
	if r.Extraction.ID != "ab12" {
		t.Errorf("the report is about %q", r.Extraction.ID)
	}
	return s, r, err
}

func TestUntilFinished(t *testing.T) {
	for _, end := range []api.Status{api.StatusSuccess, api.StatusError, api.StatusExpired} {
		var seen []string
		opts := waiting.Options{Observe: func(x api.Extraction) { seen = append(seen, x.RawStatus) }}
		s, r, err := until(t, []step{says("IN_PROGRESS"), says("IN_PROGRESS"), says(end)}, opts)
		if err != nil || r.Extraction.Status != end {
			t.Errorf("got %+v, %v", r, err)
		}
		if want := []float64{1, 2.25, 3.8125}; !slices.Equal(s.asked, want) {
			t.Errorf("looked at %v, want %v", s.asked, want)
		}
		if want := []string{"IN_PROGRESS", string(end)}; !slices.Equal(seen, want) {
			t.Errorf("told of %v, want %v", seen, want)
		}
		if got := r.PendingAt.Sub(s.began).Seconds(); got != 2.25 {
			t.Errorf("last seen at work at %v", got)
		}
	}
}

// TestUntilHeld looks at once, and again at once while the service holds the
// look open for all of its time.
func TestUntilHeld(t *testing.T) {
	opts := waiting.Options{Hold: 25 * time.Second}
	steps := []step{takes(time.Hour, ""), takes(3*time.Second, api.StatusSuccess)}
	s, r, err := until(t, steps, opts)
	if err != nil || r.Extraction.Status != api.StatusSuccess || !slices.Equal(s.asked, []float64{0, 25}) {
		t.Errorf("got %+v, %v at %v", r, err, s.asked)
	}
	// One that does not hold it is not asked in a tight loop.
	s, _, _ = until(t, []step{says("IN_PROGRESS"), says("IN_PROGRESS"), says("SUCCESS")}, opts)
	if want := []float64{0, 1, 2.25}; !slices.Equal(s.asked, want) {
		t.Errorf("looked at %v", s.asked)
	}
}

// TestUntilThroughTrouble takes failures for nothing but another look.
func TestUntilThroughTrouble(t *testing.T) {
	steps := []step{
		fails(api.KindRateLimited, 20*time.Second), fails(api.KindUnavailable, 0), fails(api.KindInternal, 0),
		fails(api.KindRejected, 0), fails(api.KindConflict, 0),
		func(context.Context, time.Duration) (api.Extraction, error) {
			return api.Extraction{}, errors.New("reset")
		},
		says("SUCCESS"),
	}
	s, r, err := until(t, steps, waiting.Options{})
	if err != nil || r.Extraction.Status != api.StatusSuccess || len(s.asked) != 7 {
		t.Fatalf("got %+v, %v after %d looks", r, err, len(s.asked))
	}
	if pause := s.asked[1] - s.asked[0]; pause != 20 {
		t.Errorf("asked again after %v s, although told 20", pause)
	}
}

func TestUntilNoLookCanChangeIt(t *testing.T) {
	for _, kind := range []api.Kind{api.KindInvalid, api.KindUnauthorized, api.KindForbidden, api.KindNotFound} {
		s, _, err := until(t, []step{says("IN_PROGRESS"), fails(kind, 0)}, waiting.Options{})
		if api.KindOf(err) != kind || len(s.asked) != 2 {
			t.Errorf("got %v after %d looks", err, len(s.asked))
		}
	}
}

// TestUntilTheDeadline looks once more when the time is up, and tells apart
// that the job goes on and that the service does not answer.
func TestUntilTheDeadline(t *testing.T) {
	at := func(t *testing.T, s *script) {
		t.Helper()
		if last := s.asked[len(s.asked)-1]; last != 60 {
			t.Errorf("the last look was at %v", last)
		}
	}
	s, r, err := until(t, []step{says("IN_PROGRESS")}, waiting.Options{})
	at(t, s)
	if err != nil || r.Extraction.Status != api.StatusInProgress || r.Extraction.RawStatus != "IN_PROGRESS" {
		t.Errorf("got %+v, %v", r, err)
	}
	s, r, err = until(t, []step{fails(api.KindUnavailable, 0)}, waiting.Options{})
	at(t, s)
	if api.KindOf(err) != api.KindUnavailable || r.Extraction.Status != api.StatusInProgress || !r.PendingAt.IsZero() {
		t.Errorf("got %+v, %v", r, err)
	}
	s, _, err = until(t, []step{fails(api.KindRateLimited, time.Hour)}, waiting.Options{})
	at(t, s)
	if api.KindOf(err) != api.KindRateLimited {
		t.Errorf("got %v", err)
	}
	_, _, err = until(t, []step{fails(api.KindInternal, 0)}, waiting.Options{})
	if api.KindOf(err) != api.KindUnavailable {
		t.Errorf("got %v", err)
	}
	s, _, err = until(t, []step{takes(time.Hour, "")}, waiting.Options{Hold: 25 * time.Second})
	if want := []float64{0, 25, 50}; err != nil || !slices.Equal(s.asked, want) || s.holds[2] != 10*time.Second {
		t.Errorf("looked at %v, held %v, %v", s.asked, s.holds, err)
	}
}

// TestUntilALookHangs gives up on one look and not on the wait, and at the
// deadline after a few seconds.
func TestUntilALookHangs(t *testing.T) {
	s, r, err := until(t, []step{hangs, says("SUCCESS")}, waiting.Options{})
	if err != nil || r.Extraction.Status != api.StatusSuccess || len(s.asked) != 2 {
		t.Errorf("got %+v, %v at %v", r, err, s.asked)
	}
	s, _, err = until(t, []step{hangs}, waiting.Options{})
	if api.KindOf(err) != api.KindUnavailable || s.took > 66*time.Second {
		t.Errorf("got %v after %s", err, s.took)
	}
}

func TestUntilInterrupted(t *testing.T) {
	for name, steps := range map[string][]step{"in a pause": {says("IN_PROGRESS")}, "in a look": {says("IN_PROGRESS"), hangs}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(7*time.Second, cancel)
				began := time.Now()
				r, err := waiting.Until(ctx, &script{began: began, steps: steps}, "ab12", waiting.Options{})
				if api.KindOf(err) != api.KindInterrupted || !errors.Is(err, context.Canceled) || time.Since(began) != 7*time.Second {
					t.Errorf("got %v after %s", err, time.Since(began))
				}
				if r.Extraction.ID != "ab12" || r.Extraction.Status != api.StatusInProgress {
					t.Errorf("got %+v", r)
				}
			})
		})
	}
}

type healthy struct {
	api.Service

	health api.Health
	err    error
}

func (h healthy) Health(context.Context) (api.Health, error) { return h.health, h.err }

func TestHoldOf(t *testing.T) {
	for name, tt := range map[string]struct {
		svc  healthy
		held bool
	}{
		"ours":    {healthy{health: api.Health{Own: true}}, true},
		"another": {healthy{}, false},
		"away":    {healthy{health: api.Health{Own: true}, err: errors.New("away")}, false},
	} {
		if got := waiting.HoldOf(t.Context(), tt.svc); (got > 0) != tt.held {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestExpiry(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		finished, pending, submitted time.Time
		at                           time.Time
		exact                        bool
	}{
		"the service tells":    {noon, noon.Add(time.Hour), noon.Add(-time.Hour), noon.Add(48 * time.Hour), true},
		"seen at work":         {time.Time{}, noon, noon.Add(-time.Hour), noon.Add(48 * time.Hour), false},
		"never seen at work":   {time.Time{}, time.Time{}, noon, noon.Add(48 * time.Hour), false},
		"submitted after that": {time.Time{}, noon.Add(-time.Hour), noon, noon.Add(48 * time.Hour), false},
		"somebody else's id":   {time.Time{}, noon, time.Time{}, noon.Add(48 * time.Hour), false},
		"nothing known":        {},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := waiting.Report{Extraction: api.Extraction{FinishedAt: tt.finished}, PendingAt: tt.pending}
			if at, exact := r.Expiry(tt.submitted); !at.Equal(tt.at) || exact != tt.exact {
				t.Errorf("got %v, %t", at, exact)
			}
		})
	}
}

// TestUntilWoken looks when it is told to, and goes on by the usual plan where
// that was too early.
func TestUntilWoken(t *testing.T) {
	tests := map[string]struct {
		after time.Duration // of the start; 0 for never
		steps []step
		want  []float64
	}{
		"at the end": {7 * time.Second, []step{says("SUCCESS")}, []float64{7}},
		"too early":  {7 * time.Second, []step{says("IN_PROGRESS"), says("SUCCESS")}, []float64{7, 8}},
		"never":      {0, []step{says("IN_PROGRESS"), says("SUCCESS")}, []float64{20, 60}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				wake := make(chan struct{})
				if tt.after > 0 {
					time.AfterFunc(tt.after, func() { close(wake) })
				}
				s := &script{began: time.Now(), steps: tt.steps}
				r, err := waiting.Until(t.Context(), s, "ab12", waiting.Options{
					Deadline: time.Now().Add(time.Minute), Wake: wake, Since: time.Now(), Random: func() float64 { return 0.5 },
				})
				if err != nil || r.Extraction.Status != api.StatusSuccess || !slices.Equal(s.asked, tt.want) {
					t.Errorf("%s after looks at %v, %v", r.Extraction.Status, s.asked, err)
				}
			})
		})
	}
}

// TestUntilTheMachineSlept looks soon after it wakes, and not after what was
// left of the pause. The clock that is given jumps, the timers do not.
func TestUntilTheMachineSlept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var slept atomic.Int64
		time.AfterFunc(3*time.Second, func() { slept.Store(int64(time.Hour)) })
		s := &script{began: time.Now(), steps: []step{says("SUCCESS")}}
		_, err := waiting.Until(t.Context(), s, "ab12", waiting.Options{
			Plan: fixed(40 * time.Second), Random: func() float64 { return 0.5 },
			Now: func() time.Time { return time.Now().Add(time.Duration(slept.Load())) },
		})
		if want := []float64{5}; err != nil || !slices.Equal(s.asked, want) {
			t.Errorf("looked at %v, want %v, %v", s.asked, want, err)
		}
	})
}

type fixed time.Duration

func (f fixed) Next(age time.Duration) time.Duration { return age + time.Duration(f) }
