package pipeline_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
)

// paid is a service that counts what it takes and may answer badly. It honours
// Idempotency-Keys if it is told to.
type paid struct {
	api.Service

	mu    sync.Mutex
	keyed bool
	ids   []string // by the order of acceptance
	keys  map[string]string
	// reply is the error of the nth submission, from 1, whether it was taken.
	reply func(n int) (taken bool, err error)
	n     int
	away  bool           // when it is asked what it is
	end   api.Extraction // of every extraction
}

func (p *paid) Health(context.Context) (api.Health, error) { return api.Health{Own: true}, nil }

func (p *paid) Submit(_ context.Context, s api.Submission) (string, error) {
	rc, err := s.Document.Open()
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(rc)
	if err = errors.Join(err, rc.Close()); err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	taken := true
	if p.reply != nil {
		taken, err = p.reply(p.n)
	}
	if !taken {
		return "", err
	}
	if id := p.keys[s.IdempotencyKey]; id != "" && p.keyed {
		return id, err
	}
	id := "id of " + string(data)
	p.ids = append(p.ids, id)
	if p.keys == nil {
		p.keys = map[string]string{}
	}
	p.keys[s.IdempotencyKey] = id
	return id, err
}

func (p *paid) Poll(_ context.Context, id string, _ time.Duration) (api.Extraction, error) {
	x := p.end
	if x.Status == "" {
		x = api.Extraction{Status: api.StatusSuccess, RawStatus: "SUCCESS", Result: &api.Result{ObjectID: id}}
	}
	x.ID = id
	return x, nil
}

// counter is a ledger and a service, for several runs.
type counter struct {
	t       *testing.T
	service *paid
	ledger  *ledger.Ledger
	policy  ledger.Policy
	most    int // failures
}

func newCounter(t *testing.T, p *paid) *counter {
	t.Helper()
	l, err := ledger.Open(t.Context(), t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return &counter{t: t, service: p, ledger: l}
}

func (c *counter) run(contents ...string) []pipeline.Outcome {
	c.t.Helper()
	return c.runIn(c.t.Context(), contents...)
}

func (c *counter) runIn(ctx context.Context, contents ...string) (got []pipeline.Outcome) {
	c.t.Helper()
	policy := c.policy
	policy.Since = time.Now()
	err := pipeline.Run(ctx, pipeline.Config{
		Service: c.service, DocumentType: "invoice", InOrder: true, MaxFailures: c.most, Concurrency: min(c.most, 1),
		Keeping: &pipeline.Keeping{
			Ledger: c.ledger, Profile: "p", Policy: policy,
			Identify: func(context.Context) (pipeline.Identity, error) {
				if c.service.away {
					return pipeline.Identity{}, &api.Error{Kind: api.KindUnavailable, Message: "away"}
				}
				return pipeline.Identity{Keyed: c.service.keyed}, nil
			},
		},
	}, inputs(contents...), func(o pipeline.Outcome) error {
		got = append(got, o)
		return nil
	})
	if err != nil || len(got) != len(contents) {
		c.t.Fatalf("%d outcomes, %v", len(got), err)
	}
	return got
}

func (c *counter) wants(o pipeline.Outcome, status api.Status, reused bool) {
	c.t.Helper()
	if o.Status() != status || (o.Reused != nil) != reused || o.Unkept != nil || o.SHA256 == "" {
		c.t.Errorf("%s is %s, reused %t (%v, %v), wanted %s, %t", o.Source, o.Status(), o.Reused != nil, o.Err, o.Unkept, status, reused)
	}
}

func (c *counter) cost(want int) {
	c.t.Helper()
	if len(c.service.ids) != want {
		c.t.Errorf("the service has taken %v, %d are wanted", c.service.ids, want)
	}
}

// TestTheSameBytesAreSentOnce: in one run and in the next, under any name.
func TestTheSameBytesAreSentOnce(t *testing.T) {
	c := newCounter(t, &paid{})
	got := c.run("one", "two", "one")
	slices.SortFunc(got, func(a, b pipeline.Outcome) int { return a.Index - b.Index })
	if (got[0].Reused == nil) == (got[2].Reused == nil) {
		t.Error("one of the two is sent, the other one reused")
	}
	for _, o := range c.run("two", "one") {
		c.wants(o, api.StatusSuccess, true)
		if o.Extraction.Result == nil || o.Extraction.Result.ObjectID != o.Extraction.ID || !o.ExpiresAt.After(o.SubmittedAt) {
			t.Errorf("%+v", o)
		}
	}
	c.cost(2)
	c.policy.Again = true
	for _, o := range c.run("one") {
		c.wants(o, api.StatusSuccess, false)
	}
	c.cost(3)
}

// TestWhatIsKeptNeedsNoService, not even to be told what it is.
func TestWhatIsKeptNeedsNoService(t *testing.T) {
	c := newCounter(t, &paid{away: true})
	if o := c.run("one")[0]; o.Err == nil || o.Err.Kind != api.KindUnavailable {
		t.Errorf("%+v", o)
	}
	c.service.away = false
	c.run("one")
	c.service.away = true
	c.wants(c.run("one")[0], api.StatusSuccess, true)
	c.cost(1)
}

// TestALostAnswer: another service is not asked again; our own is, with the
// same key, and has taken the document once.
func TestALostAnswer(t *testing.T) {
	lost := func(n int) (bool, error) {
		if n == 1 {
			return true, &api.Error{Kind: api.KindAmbiguous, Code: api.CodeAmbiguous, Message: "reset"}
		}
		return true, nil
	}
	c := newCounter(t, &paid{reply: lost})
	for range 2 {
		o := c.run("one")[0]
		if o.Err == nil || o.Err.Kind != api.KindAmbiguous || o.Err.Hint == "" || o.Unkept != nil {
			t.Errorf("%+v", o)
		}
	}
	c.cost(1)
	c.policy.Ambiguous = true
	c.wants(c.run("one")[0], api.StatusSuccess, false)
	c.cost(2)

	c = newCounter(t, &paid{reply: lost, keyed: true})
	c.run("one")
	c.wants(c.run("one")[0], api.StatusSuccess, false)
	c.cost(1)
}

// TestWhatWasNotTakenIsAsIfItHadNotBeen, whatever the reason.
func TestWhatWasNotTakenIsAsIfItHadNotBeen(t *testing.T) {
	for _, kind := range []api.Kind{api.KindUnavailable, api.KindRateLimited, api.KindUnauthorized, api.KindRejected, api.KindTooLarge} {
		c := newCounter(t, &paid{reply: func(n int) (bool, error) {
			if n == 1 {
				return false, &api.Error{Kind: kind, Message: "no"}
			}
			return true, nil
		}})
		if o := c.run("one")[0]; o.Err == nil || o.Err.Kind != kind {
			t.Errorf("%+v", o)
		}
		c.wants(c.run("one")[0], api.StatusSuccess, false)
		c.cost(1)
	}
}

// TestAFailedDocumentIsNotSentAgain, nor one that expired, unless that is asked
// for.
func TestAFailedDocumentIsNotSentAgain(t *testing.T) {
	for _, end := range []api.Extraction{
		{Status: api.StatusError, RawStatus: "ERROR", Error: api.DocumentError(api.CodeCorrupt, "broken")},
		{Status: api.StatusExpired, RawStatus: "EXPIRED"},
	} {
		c := newCounter(t, &paid{end: end})
		c.wants(c.run("one")[0], end.Status, false)
		o := c.run("one")[0]
		c.wants(o, end.Status, true)
		if end.Error != nil && (o.Extraction.Error == nil || o.Extraction.Error.Code != api.CodeCorrupt) {
			t.Errorf("%+v", o.Extraction)
		}
		c.cost(1)
		c.policy.Failed, c.policy.Expired = true, true
		c.wants(c.run("one")[0], end.Status, false)
		c.cost(2)
	}
}

// TestAnExtractionThatIsGone is sent again where it may be, in the same run.
func TestAnExtractionThatIsGone(t *testing.T) {
	c := newCounter(t, &paid{end: api.Extraction{Status: api.StatusInProgress, RawStatus: "QUEUED"}})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	c.wants(c.runIn(ctx, "one")[0], api.StatusInProgress, false)
	c.service.end = api.Extraction{Status: api.StatusExpired, RawStatus: "EXPIRED"}
	c.policy.Expired = true
	c.wants(c.run("one")[0], api.StatusExpired, false)
	c.cost(2)
}

// TestAnInterruptionWaitsForTheAnswer: what is on its way is not made ambiguous
// by Ctrl-C.
func TestAnInterruptionWaitsForTheAnswer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := newCounter(t, &paid{})
	c.service.reply = func(int) (bool, error) {
		cancel()
		return true, nil
	}
	o := c.runIn(ctx, "one")[0]
	if o.Extraction.ID == "" || o.Status() != api.StatusInProgress || o.Unkept != nil {
		t.Errorf("%+v", o)
	}
	c.wants(c.run("one")[0], api.StatusSuccess, true)
	c.cost(1)
}
