package ledger

// What may be sent, and by whom: claims, doubts, and asking again.

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// TestNobodySendsTwice: while one process sends, and after it died, no other
// sends the same document.
func TestNobodySendsTwice(t *testing.T) {
	dir, clock := t.TempDir(), newClock()
	one, other := start(t, dir, clock.now), start(t, dir, clock.now)
	defer other.die()
	planned, sending := document("planned.pdf"), document("sending.pdf")
	one.wants(planned, Policy{}, Send)
	e := one.wants(sending, Policy{}, Send)
	one.must(one.Sending(t.Context(), e))
	other.wants(planned, Policy{}, Busy)
	other.wants(sending, Policy{}, Busy)
	one.wants(sending, Policy{}, Busy) // a folder may hold it twice

	one.die()
	other.wants(planned, Policy{}, Send)
	e = other.wants(sending, Policy{}, Withhold)
	if e.State != Ambiguous || e.Reason != reasonDied {
		t.Errorf("%+v", e)
	}
	other.wants(sending, Policy{Again: true, Failed: true, Expired: true, Since: clock.now()}, Withhold)
	other.wants(sending, Policy{Ambiguous: true, Since: clock.now()}, Send)
}

// TestOurOwnServerSettlesADoubt: it is asked again with the same key and name,
// as long as it knows the key.
func TestOurOwnServerSettlesADoubt(t *testing.T) {
	dir, clock := t.TempDir(), newClock()
	one, other := start(t, dir, clock.now), start(t, dir, clock.now)
	defer other.die()
	in := document("a.pdf")
	in.Keyed, in.Engine = true, "1"
	first := one.wants(in, Policy{}, Send)
	one.must(one.Sending(t.Context(), first))
	one.die()
	in.FileName = "copy.pdf"
	again := other.wants(in, Policy{}, Send)
	if first.IdempotencyKey == "" || again.IdempotencyKey != first.IdempotencyKey || again.FileName != "a.pdf" {
		t.Errorf("first %+v, then %+v", first, again)
	}
	// The server is away: the doubt stays, and the key.
	other.must(other.Sending(t.Context(), again))
	other.must(other.Released(t.Context(), again))
	later := Policy{Since: clock.now()}
	again = other.wants(in, later, Send)
	if again.IdempotencyKey != first.IdempotencyKey {
		t.Errorf("%+v", again)
	}
	other.must(other.Released(t.Context(), again))
	clock.at = clock.at.Add(keyLife)
	other.wants(in, Policy{Since: clock.now()}, Withhold)
}

func TestRehearse(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	p.submit(document("a.pdf"), "id1")
	for name, want := range map[string]Action{"a.pdf": PickUp, "b.pdf": Send} {
		for range 2 {
			if got, err := p.Rehearse(t.Context(), document(name), Policy{}); got != want || err != nil {
				t.Errorf("%s: %d, %v", name, got, err)
			}
		}
	}
	if list, err := Collect(p.Entries(t.Context(), Filter{})); err != nil || len(list) != 1 {
		t.Errorf("it left %+v, %v", list, err)
	}
}

// TestOwnersThatComeWhileOthersClean: whoever has a name keeps its file, though
// others look for those left behind all the time.
func TestOwnersThatComeWhileOthersClean(t *testing.T) {
	dir := t.TempDir()
	cleaner, done := newOwner(dir), make(chan struct{})
	var cleaning, coming sync.WaitGroup
	cleaning.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				cleaner.clean()
			}
		}
	})
	for range 4 {
		coming.Go(func() {
			for range 50 {
				o := newOwner(dir)
				name, err := o.name()
				if err != nil || !cleaner.alive(name) {
					t.Errorf("%q is taken for dead, %v", name, err)
				}
				if err := o.close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	coming.Wait()
	close(done)
	cleaning.Wait()
}

func TestAskedForAgain(t *testing.T) {
	clock := newClock()
	p := start(t, t.TempDir(), clock.now)
	defer p.die()
	in := document("a.pdf")
	first := p.submit(in, "id1")
	run := Policy{Again: true, Since: clock.now()}
	p.wants(in, run, PickUp) // it is not finished, so it is fresh
	p.must(p.Answered(t.Context(), first, success("id1"), time.Time{}))
	e := p.wants(in, run, Send)
	p.must(p.Sending(t.Context(), e))
	p.must(p.Accepted(t.Context(), e, "id2", ""))
	p.must(p.Answered(t.Context(), e, success("id2"), time.Time{}))
	if e := p.wants(in, run, Reuse); e.ExtractionID != "id2" {
		t.Errorf("twice in one run: %+v", e)
	}
	if _, found, err := p.Find(t.Context(), in.Profile, in.BaseURL, "id1"); err != nil || !found {
		t.Errorf("the first is gone: %v", err)
	}
}

func TestFailuresAreTriedAgainOnlyWhereTheyCostNothing(t *testing.T) {
	clock := newClock()
	p := start(t, t.TempDir(), clock.now)
	defer p.die()
	refused := document("refused.pdf")
	e := p.wants(refused, Policy{}, Send)
	p.must(p.Sending(t.Context(), e))
	p.must(p.Rejected(t.Context(), e, "no such type"))
	p.wants(refused, Policy{Since: clock.now()}, Send)

	failed := document("failed.pdf")
	e = p.submit(failed, "id1")
	p.must(p.Answered(t.Context(), e, api.Extraction{
		ID: "id1", Status: api.StatusError, RawStatus: "ERROR", Error: api.DocumentError("CORRUPT", "it is damaged"),
	}, time.Time{}))
	e = p.wants(failed, Policy{Since: clock.now()}, Reuse)
	if x, err := p.Extraction(t.Context(), e); err != nil || x.Error == nil || x.Error.Code != "CORRUPT" || e.Reason != "it is damaged" {
		t.Errorf("%+v: %+v, %v", e, x, err)
	}
	p.wants(failed, Policy{Failed: true, Since: clock.now()}, Send)

	expired := document("expired.pdf")
	e = p.submit(expired, "id2")
	p.must(p.Answered(t.Context(), e, api.Extraction{ID: "id2", Status: api.StatusExpired}, time.Time{}))
	p.wants(expired, Policy{Since: clock.now()}, Withhold)
	p.wants(expired, Policy{Expired: true, Since: clock.now()}, Send)
}

func TestAnotherProcessCameFirst(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	e := p.submit(document("a.pdf"), "id1")
	for name, step := range map[string]func() error{
		"sending":  func() error { return p.Sending(t.Context(), e) },
		"accepted": func() error { return p.Accepted(t.Context(), e, "id2", "") },
		"rejected": func() error { return p.Rejected(t.Context(), e, "") },
		"doubtful": func() error { return p.Doubtful(t.Context(), e, "") },
		"released": func() error { return p.Released(t.Context(), e) },
	} {
		if err := step(); !errors.Is(err, ErrMoved) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
