package queue_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/queue"
)

// hold holds the queues that empty gives to the interface. Every body of the
// queue goes through it.
func hold(t *testing.T, empty func() queue.Queue) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, queue.Queue){
		"oldest first":                oldestFirst,
		"a taker waits":               takerWaits,
		"a taker stops waiting":       takerStops,
		"released is taken first":     released,
		"done is gone":                done,
		"each to one taker":           eachToOne,
		"nothing is lost by stopping": nothingLost,
	} {
		t.Run(name, func(t *testing.T) { test(t, empty()) })
	}
}

func oldestFirst(t *testing.T, q queue.Queue) {
	t.Helper()
	enqueue(t, q, "a", "b", "c")
	for left, want := range []string{"a", "b", "c"} {
		if got := take(t, q); got != want {
			t.Errorf("took %s, want %s", got, want)
		}
		if n, err := q.Depth(t.Context()); err != nil || n != 2-left {
			t.Errorf("%d wait, want %d (%v)", n, 2-left, err)
		}
	}
}

func takerWaits(t *testing.T, q queue.Queue) {
	t.Helper()
	got := make(chan string)
	go func() {
		id, err := q.Take(t.Context())
		if err != nil {
			id = err.Error()
		}
		got <- id
	}()
	enqueue(t, q, "a")
	if id := <-got; id != "a" {
		t.Errorf("took %s", id)
	}
}

func takerStops(t *testing.T, q queue.Queue) {
	t.Helper()
	stop := errors.New("stop")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stop)
	if id, err := q.Take(ctx); !errors.Is(err, stop) {
		t.Errorf("took %q, error %v", id, err)
	}
	enqueue(t, q, "a")
	if got := take(t, q); got != "a" {
		t.Errorf("took %s", got)
	}
}

func released(t *testing.T, q queue.Queue) {
	t.Helper()
	enqueue(t, q, "a", "b")
	if err := q.Release(t.Context(), take(t, q)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a", "b"} {
		if got := take(t, q); got != want {
			t.Errorf("took %s, want %s", got, want)
		}
	}
}

func done(t *testing.T, q queue.Queue) {
	t.Helper()
	enqueue(t, q, "a")
	if err := q.Done(t.Context(), take(t, q)); err != nil {
		t.Fatal(err)
	}
	if n, err := q.Depth(t.Context()); err != nil || n != 0 {
		t.Errorf("%d wait (%v)", n, err)
	}
}

func eachToOne(t *testing.T, q queue.Queue) {
	t.Helper()
	const ids, takers = 200, 8
	var (
		mu    sync.Mutex
		taken = map[string]int{}
		wg    sync.WaitGroup
	)
	for range takers {
		wg.Go(func() {
			for range ids / takers {
				id, err := q.Take(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				taken[id]++
				mu.Unlock()
			}
		})
	}
	for i := range ids {
		enqueue(t, q, fmt.Sprint(i))
	}
	wg.Wait()
	if len(taken) != ids {
		t.Errorf("%d of %d were taken once", len(taken), ids)
	}
}

// nothingLost stops takers at the very moment that ids are handed out: what a
// stopped taker was given goes to the next.
func nothingLost(t *testing.T, q queue.Queue) {
	t.Helper()
	const ids = 200
	taken := make(chan string, ids)
	for i := range ids {
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if id, err := q.Take(ctx); err == nil {
				taken <- id
			}
		})
		wg.Go(cancel)
		enqueue(t, q, fmt.Sprint(i))
		wg.Wait()
	}
	for len(taken) < ids {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		id, err := q.Take(ctx)
		cancel()
		if err != nil {
			t.Fatalf("%d of %d came out: %v", len(taken), ids, err)
		}
		taken <- id
	}
}

func enqueue(t *testing.T, q queue.Queue, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := q.Enqueue(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
}

func take(t *testing.T, q queue.Queue) string {
	t.Helper()
	id, err := q.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return id
}
