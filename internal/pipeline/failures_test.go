package pipeline_test

import (
	"slices"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/pipeline"
)

// TestTooManyFailures starts no more, ends what is under way, and tells of every
// document all the same.
func TestTooManyFailures(t *testing.T) {
	refuse := func(int, string) error {
		return &api.Error{Kind: api.KindInvalid, Code: api.CodeInvalidRequest, Message: "no"}
	}
	long := slices.Repeat([]string{"ok 30s"}, 20)
	for name, tt := range map[string]struct {
		cfg                   pipeline.Config
		contents              []string
		done, failed, leftOut int
	}{
		"no limit":     {pipeline.Config{}, []string{"unreadable", "ok 1s", "unreadable", "ok 1s"}, 2, 2, 0},
		"the first":    {pipeline.Config{MaxFailures: 1, Concurrency: 1}, []string{"ok 1s", "unreadable", "ok 1s", "ok 1s"}, 1, 1, 2},
		"under way":    {pipeline.Config{MaxFailures: 1, Concurrency: 4}, append([]string{"ok 1h", "ok 1h", "ok 1h", "error 1s"}, long...), 3, 1, 20},
		"the third":    {pipeline.Config{MaxFailures: 3, Concurrency: 1}, append(slices.Repeat([]string{"unreadable", "ok 1s"}, 3), long...), 2, 3, 21},
		"pending":      {pipeline.Config{MaxFailures: 1, Concurrency: 1, WaitTimeout: time.Second}, []string{"ok 1h", "ok 1h"}, 2, 0, 0},
		"at the end":   {pipeline.Config{MaxFailures: 1, Concurrency: 1}, []string{"ok 1s", "unreadable"}, 1, 1, 0},
		"only to send": {pipeline.Config{MaxFailures: 1, Concurrency: 1, SubmitOnly: true}, []string{"ok 1s", "unreadable", "ok 1s"}, 1, 1, 1},
		"refused":      {pipeline.Config{MaxFailures: 2, Concurrency: 1, Service: &fake{refuse: refuse}}, long, 0, 2, 18},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.cfg.Service == nil {
				tt.cfg.Service = &fake{}
			}
			var done, failed, leftOut int
			for _, o := range run(t, tt.cfg, tt.contents) {
				switch {
				case o.LeftOut():
					leftOut++
					if o.Err.Kind != api.KindNotStarted || o.Status() != api.StatusError {
						t.Errorf("left out as %+v", o.Err)
					}
				case o.Status() == api.StatusError:
					failed++
				default:
					done++
				}
			}
			if done != tt.done || failed != tt.failed || leftOut != tt.leftOut {
				t.Errorf("%d done, %d failed, %d left out", done, failed, leftOut)
			}
		})
	}
}

// TestOldFailuresAreNoNews: the same command again comes beyond what failed
// before, which it tells of without sending it.
func TestOldFailuresAreNoNews(t *testing.T) {
	p := &paid{}
	p.reply = func(n int) (bool, error) {
		p.end = api.Extraction{}
		if n == 1 || n == 3 {
			p.end = api.Extraction{Status: api.StatusError, RawStatus: "ERROR", Error: api.DocumentError(api.CodeCorrupt, "damaged")}
		}
		return true, nil
	}
	c := newCounter(t, p)
	c.most = 1
	documents := []string{"broken", "good", "broken too", "good too"}
	for run, want := range []struct{ sent, failed, leftOut int }{{1, 1, 3}, {3, 2, 1}, {4, 2, 0}, {4, 2, 0}} {
		var failed, leftOut int
		for _, o := range c.run(documents...) {
			switch {
			case o.LeftOut():
				leftOut++
			case o.Status() == api.StatusError:
				failed++
			}
		}
		if p.n != want.sent || failed != want.failed || leftOut != want.leftOut {
			t.Errorf("run %d: %d sent so far, %d failed, %d left out, want %+v", run+1, p.n, failed, leftOut, want)
		}
	}
}
