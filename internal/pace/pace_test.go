package pace_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/pace"
	"github.com/docextract/docextract/internal/waiting"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const service = "https://api.example.com"

func open(t *testing.T, dir string) *pace.Store {
	t.Helper()
	s, err := pace.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestTimesAreKept(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	sort := waiting.Sort{Service: service, DocumentType: "invoice", Size: 2}
	for i := range 300 {
		if err := s.Keep(t.Context(), sort, waiting.Took{After: time.Second, Within: time.Duration(2+i) * time.Second}); err != nil {
			t.Fatal(err)
		}
	}
	other := waiting.Sort{Service: "https://elsewhere.example.com", DocumentType: "invoice"}
	if err := s.Keep(t.Context(), other, waiting.Took{Within: time.Second}); err != nil {
		t.Fatal(err)
	}
	took, err := open(t, dir).Recall(t.Context(), service)
	if err != nil || len(took) != 1 {
		t.Fatalf("recalled %d sorts, %v", len(took), err)
	}
	of := took[sort]
	if len(of) < 64 || len(of) > 120 || of[len(of)-1].Within != 301*time.Second {
		t.Errorf("%d are kept, the last %+v", len(of), of[len(of)-1])
	}
}

// TestNoLimitNoPause asks nothing of those who were never refused.
func TestNoLimitNoPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, began := pace.NewBudget(service, nil, time.Now), time.Now()
		for range 1000 {
			take(t, b)
		}
		if time.Since(began) != 0 {
			t.Errorf("it took %s", time.Since(began))
		}
	})
}

func take(t *testing.T, b *pace.Budget) {
	t.Helper()
	if err := b.Take(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestTheLimitIsFound has many ask a service that allows fifty requests a
// second, for a minute of its time.
func TestTheLimitIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit, burst = 50.0, 10.0
		b := pace.NewBudget(service, nil, time.Now)
		var mu sync.Mutex
		tokens, at := burst, time.Now()
		taken, refused := 0, 0
		ask := func() bool {
			mu.Lock()
			defer mu.Unlock()
			tokens, at = min(burst, tokens+time.Since(at).Seconds()*limit), time.Now()
			if tokens < 1 {
				refused++
				return false
			}
			tokens--
			taken++
			return true
		}
		var all sync.WaitGroup
		end := time.Now().Add(time.Minute)
		for range 30 {
			all.Go(func() {
				for time.Now().Before(end) {
					take(t, b)
					time.Sleep(200 * time.Millisecond)
					if ask() {
						b.Answered()
					} else {
						b.Refused(t.Context(), 0)
					}
				}
			})
		}
		all.Wait()
		if taken < 2700 || refused > 3000/20 {
			t.Errorf("of 3000 requests %d were made, and %d refused", taken, refused)
		}
	})
}

// TestRetryAfterHoldsAll keeps everybody away until the service wants to be
// asked again.
func TestRetryAfterHoldsAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, began := pace.NewBudget(service, nil, time.Now), time.Now()
		b.Refused(t.Context(), 30*time.Second)
		take(t, b)
		if d := time.Since(began); d < 30*time.Second || d > 31*time.Second {
			t.Errorf("asked again after %s", d)
		}
	})
}

func TestALimitIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := pace.NewBudget(service, nil, time.Now)
		b.Refused(t.Context(), 0)
		time.Sleep(time.Hour)
		began := time.Now()
		for range 100 {
			take(t, b)
		}
		if time.Since(began) > time.Second {
			t.Errorf("100 requests took %s", time.Since(began))
		}
	})
}

func TestTakingIsInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := pace.NewBudget(service, nil, time.Now)
		b.Refused(t.Context(), time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := b.Take(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

// TestOneBudgetForAllProcesses has two processes share what one was refused.
func TestOneBudgetForAllProcesses(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	one, two := pace.NewBudget(service, open(t, dir), clock), pace.NewBudget(service, open(t, dir), clock)
	one.Refused(t.Context(), time.Hour)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := two.Take(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the other process asked although the service wants an hour of rest: %v", err)
	}
	elsewhere := pace.NewBudget("https://elsewhere.example.com", open(t, dir), clock)
	if err := elsewhere.Take(t.Context()); err != nil {
		t.Errorf("another service: %v", err)
	}
}

// TestRequestTime is the others' time for a while after a refusal only.
func TestRequestTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := pace.NewBudget(service, nil, time.Now)
		if d := b.RequestTime(); d != 0 {
			t.Errorf("without a refusal it is %s", d)
		}
		for range 10 {
			b.Answered()
		}
		b.Refused(t.Context(), 0)
		if d := b.RequestTime(); d < 50*time.Millisecond || d > 150*time.Millisecond {
			t.Errorf("at about ten requests a second it is %s", d)
		}
		time.Sleep(2 * time.Minute)
		if d := b.RequestTime(); d != 0 {
			t.Errorf("two minutes later it is %s", d)
		}
	})
}
