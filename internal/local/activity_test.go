package local

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestIdleStop(t *testing.T) {
	t.Parallel()
	type step struct {
		at         time.Duration
		unfinished int
		err        error
	}
	tests := []struct {
		name  string
		steps []step // what is unfinished from when on
		stops time.Duration
	}{
		{"nothing ever comes", nil, 5 * time.Minute},
		{"work that lasts", []step{{at: time.Minute, unfinished: 1}, {at: 41 * time.Minute}}, 46 * time.Minute},
		{"a store that cannot say is not idle", []step{{at: 0, err: errors.New("locked")}, {at: time.Hour}}, 65 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				a := newActivity(time.Now, func(context.Context) (int, error) {
					n, err := 0, error(nil)
					for _, s := range tt.steps {
						if time.Since(start) >= s.at {
							n, err = s.unfinished, s.err
						}
					}
					return n, err
				})
				a.watch(t.Context(), 5*time.Minute)
				// It looks every 15 seconds.
				if took := time.Since(start); took < tt.stops-15*time.Second || took > tt.stops+15*time.Second {
					t.Errorf("stopped after %s, want %s", took, tt.stops)
				}
				if a.enter() {
					t.Error("a request came in after the gate was closed")
				}
			})
		})
	}
}

func TestIdleStopWaitsForRequests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		a := newActivity(time.Now, func(context.Context) (int, error) { return 0, nil })
		if !a.enter() {
			t.Fatal("the gate is closed")
		}
		if a.idleStop(t.Context(), time.Minute) != nil {
			t.Error("a moment to stop is told while a request is being answered")
		}
		time.AfterFunc(time.Hour, a.leave)
		a.watch(t.Context(), 5*time.Minute)
		if took := time.Since(start); took < 65*time.Minute {
			t.Errorf("stopped after %s", took)
		}
	})
}

func TestDrainWaitsForThoseInside(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := newActivity(time.Now, nil)
		a.enter()
		a.close()
		a.close() // twice is once
		time.AfterFunc(time.Second, a.leave)
		start := time.Now()
		if err := a.drain(t.Context()); err != nil || time.Since(start) != time.Second {
			t.Errorf("drained after %s: %v", time.Since(start), err)
		}
		b := newActivity(time.Now, nil)
		b.enter()
		b.close()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := b.drain(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("drain with somebody inside: %v", err)
		}
	})
}
