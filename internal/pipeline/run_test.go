package pipeline_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/pipeline"
)

// fake is a service that does with a document what its bytes say, separated
// by spaces: "takes 3s" to process it, "error" to fail at it, "refuse KIND" to
// refuse the submission.
type fake struct {
	api.Service

	mu        sync.Mutex
	submitted int
	underway  int
	most      int
	jobs      map[string]job
	refuse    func(n int, what string) error
}

type job struct {
	ready time.Time
	what  string
}

func (f *fake) Health(context.Context) (api.Health, error) { return api.Health{Own: true}, nil }

func (f *fake) Submit(ctx context.Context, s api.Submission) (string, error) {
	rc, err := s.Document.Open()
	if err != nil {
		return "", err
	}
	defer rc.Close()
	data, err := io.ReadAll(rc)
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	f.submitted++
	n := f.submitted
	f.mu.Unlock()
	if f.refuse != nil {
		if err := f.refuse(n, string(data)); err != nil {
			return "", err
		}
	}
	words := strings.Fields(string(data))
	took, _ := time.ParseDuration(words[len(words)-1])
	if err := ctx.Err(); err != nil {
		return "", &api.Error{Kind: api.KindInterrupted, Code: api.CodeInterrupted, Message: "interrupted", Err: err}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.underway++
	f.most = max(f.most, f.underway)
	id := "id of " + s.Document.Name
	if f.jobs == nil {
		f.jobs = map[string]job{}
	}
	f.jobs[id] = job{time.Now().Add(took), words[0]}
	return id, nil
}

func (f *fake) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	f.mu.Lock()
	j := f.jobs[id]
	f.mu.Unlock()
	select {
	case <-time.After(max(0, min(hold, time.Until(j.ready)))):
	case <-ctx.Done():
		return api.Extraction{}, ctx.Err()
	}
	x := api.Extraction{ID: id, Status: api.StatusInProgress, RawStatus: "IN_PROGRESS"}
	if time.Now().Before(j.ready) {
		return x, nil
	}
	f.mu.Lock()
	f.underway--
	f.mu.Unlock()
	x.Status, x.RawStatus, x.FinishedAt = api.StatusSuccess, "SUCCESS", j.ready
	if j.what == "error" {
		x.Status, x.RawStatus, x.Error = api.StatusError, "ERROR", api.DocumentError(api.CodeCorrupt, "broken")
	}
	return x, nil
}

// inputs names the documents a, b, c … after what is in them.
func inputs(contents ...string) iter.Seq[pipeline.Input] {
	return func(yield func(pipeline.Input) bool) {
		for i, content := range contents {
			name := fmt.Sprintf("%c", 'a'+i%26)
			if len(contents) > 26 {
				name = fmt.Sprintf("%05d", i)
			}
			in := pipeline.Input{Source: name, Open: func() (api.Document, error) {
				if content == "unreadable" {
					return api.Document{}, errors.New("permission denied")
				}
				return api.BytesDocument(name, []byte(content)), nil
			}}
			if !yield(in) {
				return
			}
		}
	}
}

// run takes the documents through in a bubble of time and gives the outcomes
// as they were delivered.
func run(t *testing.T, cfg pipeline.Config, contents []string) (got []pipeline.Outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		err := pipeline.Run(t.Context(), cfg, inputs(contents...), func(o pipeline.Outcome) error {
			got = append(got, o)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(contents) {
			t.Errorf("%d outcomes for %d documents", len(got), len(contents))
		}
	})
	return got
}

func sources(outcomes []pipeline.Outcome) string {
	var b strings.Builder
	for _, o := range outcomes {
		b.WriteString(o.Source)
	}
	return b.String()
}

func TestOneBadDocumentStopsNothing(t *testing.T) {
	f := &fake{refuse: func(_ int, what string) error {
		if what == "refused" {
			return &api.Error{Kind: api.KindTooLarge, Code: api.CodeTooLarge, Message: "too large"}
		}
		return nil
	}}
	contents := []string{"ok 3s", "unreadable", "error 1s", "refused", "ok 2s"}
	got := run(t, pipeline.Config{Service: f, InOrder: true}, contents)
	want := []struct {
		status api.Status
		kind   api.Kind
		id     bool
	}{
		{api.StatusSuccess, 0, true},
		{api.StatusError, api.KindUnreadable, false},
		{api.StatusError, 0, true},
		{api.StatusError, api.KindTooLarge, false},
		{api.StatusSuccess, 0, true},
	}
	for i, o := range got {
		if o.Index != i || o.Status() != want[i].status || (o.Extraction.ID != "") != want[i].id {
			t.Errorf("%s: %+v", o.Source, o)
		}
		if o.Err != nil && o.Err.Kind != want[i].kind || (o.Err == nil) != (want[i].kind == 0) {
			t.Errorf("%s: %v", o.Source, o.Err)
		}
		sum := sha256.Sum256([]byte(contents[i]))
		if wantSum := hex.EncodeToString(sum[:]); o.SHA256 != wantSum && contents[i] != "unreadable" {
			t.Errorf("%s: hash %s, want %s", o.Source, o.SHA256, wantSum)
		}
	}
	if e := got[1].Err; !strings.Contains(e.Message, "b: permission denied") {
		t.Errorf("%q does not say which file", e.Message)
	}
	if o := got[0]; !o.ExpiresExact || !o.ExpiresAt.Equal(o.Extraction.FinishedAt.Add(48*time.Hour)) || o.SubmittedAt.IsZero() {
		t.Errorf("expires at %v, exact %t", o.ExpiresAt, o.ExpiresExact)
	}
}

func TestOrders(t *testing.T) {
	contents := []string{"ok 9s", "ok 1s", "ok 5s", "ok 3s"}
	got := run(t, pipeline.Config{Service: &fake{}}, contents)
	if s := sources(got); s != "bdca" {
		t.Errorf("in order of finishing: %s", s)
	}
	got = run(t, pipeline.Config{Service: &fake{}, InOrder: true}, contents)
	if s := sources(got); s != "abcd" {
		t.Errorf("in order of the input: %s", s)
	}
}

func TestConcurrency(t *testing.T) {
	for set, want := range map[int]int{0: 4, 1: 1, 7: 7} {
		f := &fake{}
		run(t, pipeline.Config{Service: f, Concurrency: set}, slices.Repeat([]string{"ok 2s"}, 20))
		if f.most != want {
			t.Errorf("concurrency %d: %d under way at a time", set, f.most)
		}
	}
}

// TestOneSlowDocument keeps a bounded number of finished outcomes waiting for
// their turn.
func TestOneSlowDocument(t *testing.T) {
	var began time.Time
	contents := append([]string{"ok 1h"}, slices.Repeat([]string{"ok 1s"}, 1000)...)
	got := run(t, pipeline.Config{Service: &fake{}, InOrder: true, Observe: func(e pipeline.Event) {
		if began.IsZero() {
			began = time.Now()
		}
		if e.Index > 256 && e.Step == pipeline.Started && time.Since(began) < time.Hour {
			t.Errorf("%d started although the first is not done", e.Index)
		}
	}}, contents)
	if !slices.IsSortedFunc(got, func(a, b pipeline.Outcome) int { return a.Index - b.Index }) {
		t.Error("out of order")
	}
}

func TestSubmitOnly(t *testing.T) {
	got := run(t, pipeline.Config{Service: &fake{}, SubmitOnly: true}, []string{"ok 1h"})
	o := got[0]
	if o.Extraction.ID != "id of a" || o.Status() != api.StatusInProgress || o.Err != nil || o.ExpiresExact || !o.ExpiresAt.Equal(o.SubmittedAt.Add(48*time.Hour)) {
		t.Errorf("got %+v", o)
	}
}

func TestTimeUp(t *testing.T) {
	cfg := pipeline.Config{Service: &fake{}, WaitTimeout: 15 * time.Minute}
	got := run(t, cfg, []string{"ok 1h", "ok 1s"})
	o := got[1]
	if o.Source != "a" || o.Status() != api.StatusInProgress || o.Err != nil || o.ExpiresExact {
		t.Errorf("got %+v", o)
	}
	if since := o.ExpiresAt.Sub(o.SubmittedAt); since <= 48*time.Hour || since > 48*time.Hour+15*time.Minute {
		t.Errorf("expires %s after the submission, although seen at work later", since)
	}
}

func TestEvents(t *testing.T) {
	var steps []pipeline.Step
	cfg := pipeline.Config{Service: &fake{}, Observe: func(e pipeline.Event) {
		if (e.ID == "") != (e.Step == pipeline.Started) || e.Source != "a" {
			t.Errorf("got %+v", e)
		}
		steps = append(steps, e.Step)
	}}
	run(t, cfg, []string{"ok 40s"})
	want := []pipeline.Step{pipeline.Started, pipeline.Accepted, pipeline.Looked, pipeline.Looked, pipeline.Finished}
	if !slices.Equal(steps, want) {
		t.Errorf("got %v", steps)
	}
}

// TestObserveAndDeliverTakeTurns shares what both write; the race detector
// would tell.
func TestObserveAndDeliverTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		underway := map[string]bool{}
		cfg := pipeline.Config{Service: &fake{}, Concurrency: 8, Observe: func(e pipeline.Event) { underway[e.Source] = true }}
		err := pipeline.Run(t.Context(), cfg, inputs(slices.Repeat([]string{"ok 1s"}, 50)...), func(o pipeline.Outcome) error {
			delete(underway, o.Source)
			return nil
		})
		if err != nil || len(underway) != 0 {
			t.Errorf("left %v, %v", underway, err)
		}
	})
}
