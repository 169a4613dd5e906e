package service_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/service"
)

// slow takes as long as the document says.
func slow(ctx context.Context, text string) (*api.Result, error) {
	d, err := time.ParseDuration(text)
	if err != nil {
		return nil, err
	}
	select {
	case <-time.After(d):
		return resultOf(text), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func TestAResultLivesFor48HoursExactly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), func(ctx context.Context, text string) (*api.Result, error) {
			if text == "bad" {
				return nil, api.DocumentError(api.CodeCorrupt, "broken")
			}
			return slow(ctx, text)
		})
		long, bad := r.submit(t, submission("1m")), r.submit(t, submission("bad"))
		if x := r.poll(t, bad, time.Minute); x.Status != api.StatusError {
			t.Fatalf("%+v", x)
		}
		if x := r.poll(t, long, time.Hour); x.Status != api.StatusSuccess {
			t.Fatalf("%+v", x)
		}
		// The time counts from the end of the work, not from the submission.
		time.Sleep(48*time.Hour - time.Nanosecond)
		if x := r.poll(t, long, 0); x.Status != api.StatusSuccess || x.Result == nil {
			t.Errorf("a nanosecond before the end: %+v", x)
		}
		time.Sleep(time.Nanosecond)
		for _, id := range []string{long, bad} {
			x := r.poll(t, id, time.Hour)
			if x.Status != api.StatusExpired || x.Result != nil || x.Error != nil || x.RawStatus != "EXPIRED" {
				t.Errorf("after 48 hours: %+v", x)
			}
		}
		time.Sleep(6 * time.Minute) // the sweeper comes by
		synctest.Wait()
		row, err := r.store.Get(t.Context(), long)
		if err != nil || row.Status != api.StatusExpired || row.Outcome != nil {
			t.Errorf("the row: %+v (%v)", row, err)
		}
	})
}

func TestWhatExpiredAwaitsNoPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow)
		r.submit(t, submission("1s"))
		time.Sleep(2 * time.Second)
		if ids, err := r.AwaitingPoll(t.Context(), ""); err != nil || len(ids) != 1 {
			t.Errorf("%v (%v)", ids, err)
		}
		time.Sleep(48 * time.Hour)
		if ids, err := r.AwaitingPoll(t.Context(), ""); err != nil || len(ids) != 0 {
			t.Errorf("after 48 hours: %v (%v)", ids, err)
		}
	})
}

func TestAPollIsHeldUntilThereIsAnOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow)
		id := r.submit(t, submission("10s"))
		for _, c := range []struct {
			hold, after time.Duration
			status      api.Status
		}{
			{0, 0, api.StatusInProgress},
			{4 * time.Second, 4 * time.Second, api.StatusInProgress},
			{time.Hour, 6 * time.Second, api.StatusSuccess},
			{time.Hour, 0, api.StatusSuccess},
		} {
			before := time.Now()
			x := r.poll(t, id, c.hold)
			if took := time.Since(before); took != c.after || x.Status != c.status {
				t.Errorf("hold %v: %s after %v, want %s after %v", c.hold, x.Status, took, c.status, c.after)
			}
		}
	})
}

func TestAHeldPollIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow)
		id := r.submit(t, submission("1h"))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := r.Poll(ctx, id, time.Minute); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("when its client went: %v", err)
		}
		held := make(chan api.Extraction)
		go func() {
			x, err := r.Poll(t.Context(), id, time.Hour)
			if err != nil {
				t.Error(err)
			}
			held <- x
		}()
		synctest.Wait()
		go func() { _ = r.Shutdown(t.Context()) }()
		if x := <-held; x.Status != api.StatusInProgress {
			t.Errorf("when the service stopped: %+v", x)
		}
	})
}

func TestADocumentMayTakeSoLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow, limits(service.Limits{ProcessingTime: time.Minute}))
		before := time.Now()
		x := r.poll(t, r.submit(t, submission("2m")), time.Hour)
		if x.Status != api.StatusError || x.Error.Code != api.CodeTimeout || time.Since(before) != time.Minute {
			t.Errorf("%+v after %v", x, time.Since(before))
		}
	})
}

func TestWorkersAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow, limits(service.Limits{Workers: 2}))
		before := time.Now()
		var last string
		for range 6 {
			last = r.submit(t, submission("1m"))
		}
		r.poll(t, last, time.Hour)
		if took := time.Since(before); took != 3*time.Minute {
			t.Errorf("six minutes of work took two workers %v", took)
		}
	})
}

func TestAFullQueueIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow, limits(service.Limits{Workers: 1, Waiting: 2}))
		for range 3 { // one is being processed, two wait
			r.submit(t, submission("1m"))
			synctest.Wait()
		}
		_, err := r.Submit(t.Context(), submission("1m"))
		if e := api.AsError(err); e == nil || e.Kind != api.KindUnavailable || e.RetryAfter == 0 {
			t.Errorf("error %v", err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		r.submit(t, submission("1m"))
	})
}

func TestAShutdownLetsWorkFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), slow, limits(service.Limits{Workers: 1}))
		running, waiting := r.submit(t, submission("1m")), r.submit(t, submission("1m"))
		synctest.Wait()
		if err := r.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if x := r.poll(t, running, 0); x.Status != api.StatusSuccess {
			t.Errorf("what ran: %+v", x)
		}
		if x := r.poll(t, waiting, time.Hour); x.Status != api.StatusInProgress {
			t.Errorf("what waited: %+v", x)
		}
		_, err := r.Submit(t.Context(), submission("1m"))
		if e := api.AsError(err); e == nil || e.Kind != api.KindUnavailable || e.RetryAfter == 0 {
			t.Errorf("a submission: %v", err)
		}
	})
}

func TestAShutdownThatMustNotWaitGivesWorkBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		first := start(t, dir, slow, limits(service.Limits{Workers: 1}))
		ids := []string{first.submit(t, submission("1m")), first.submit(t, submission("1m"))}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := first.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		first.stop()

		second := start(t, dir, slow)
		for _, id := range ids {
			if x := second.poll(t, id, time.Hour); x.Status != api.StatusSuccess {
				t.Errorf("after the next start: %+v", x)
			}
			if row, err := second.store.Get(t.Context(), id); err != nil || row.Attempts != 1 {
				t.Errorf("%d attempts (%v)", row.Attempts, err)
			}
		}
	})
}

func TestAShutdownWithNothingToCutShortIsNoError(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	r.poll(t, r.submit(t, submission("x")), time.Minute)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 2 {
		if err := r.Shutdown(ctx); err != nil {
			t.Error(err)
		}
	}
	if err := service.New(service.Config{Store: r.store, Engine: engine(echo)}).Shutdown(ctx); err != nil {
		t.Errorf("one that never started: %v", err)
	}
}

func TestADocumentThatKillsTheProcessIsGivenUp(t *testing.T) {
	dir := t.TempDir()
	// What is left of three processes that died over a document.
	r := start(t, dir, func(ctx context.Context, _ string) (*api.Result, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	id := r.submit(t, submission("poison"))
	r.stop()
	r = start(t, dir, echo, limits(service.Limits{Workers: 1, Attempts: 1}), func(c *service.Config) {
		for range 3 {
			if _, err := c.Store.Begin(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
	})
	x := r.poll(t, id, time.Minute)
	if x.Status != api.StatusError || x.Error.Code != api.CodeInternal {
		t.Errorf("got %+v", x)
	}
	if got := text(r.poll(t, r.submit(t, submission("next")), time.Minute)); got != "next" {
		t.Errorf("the next one: %s", got)
	}
}

func TestIDsAreSortedByTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), echo)
		var last string
		for range 5 {
			id := r.submit(t, submission("x"))
			if len(id) != 40 || strings.Trim(id, "0123456789abcdef") != "" || id <= last {
				t.Errorf("%s after %s", id, last)
			}
			last = id
			time.Sleep(time.Second)
		}
	})
}
