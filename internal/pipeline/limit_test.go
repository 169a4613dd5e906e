package pipeline_test

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/hostedtest"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pace"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/waiting"
)

// crowd takes n small documents through a service with a limit, as extract
// does: with ledger, budget and learned waiting.
func crowd(tb testing.TB, n int, cfg hostedtest.Config) (hostedtest.Tally, int) {
	tb.Helper()
	s := hostedtest.New(cfg)
	url, err := s.Start()
	if err != nil {
		tb.Fatal(err)
	}
	defer s.Close()
	dir := filepath.Join(tb.TempDir(), "state")
	book, err := ledger.Open(tb.Context(), dir, time.Now)
	if err != nil {
		tb.Fatal(err)
	}
	defer book.Close()
	store, err := pace.Open(tb.Context(), dir)
	if err != nil {
		tb.Fatal(err)
	}
	defer store.Close()
	budget := pace.NewBudget(url, store, time.Now)
	c, err := client.New(client.Config{BaseURL: url, Budget: budget})
	if err != nil {
		tb.Fatal(err)
	}
	defer c.Close()
	done := 0
	err = pipeline.Run(tb.Context(), pipeline.Config{
		Service: c, DocumentType: "invoice", Ceiling: pipeline.Ceiling,
		Experience: waiting.NewExperience(url, store), RequestTime: budget.RequestTime,
		Keeping: &pipeline.Keeping{
			Ledger: book, Profile: "test", BaseURL: url,
			Identify: func(context.Context) (pipeline.Identity, error) { return pipeline.Identity{}, nil },
		},
	}, documents(n), func(o pipeline.Outcome) error {
		if o.Err != nil || o.Status() != api.StatusSuccess {
			tb.Errorf("%s: %s, %v", o.Source, o.Status(), o.Err)
		}
		done++
		return nil
	})
	if err != nil {
		tb.Error(err)
	}
	return s.Tally(), done
}

func documents(n int) iter.Seq[pipeline.Input] {
	return func(yield func(pipeline.Input) bool) {
		for i := range n {
			name := fmt.Sprintf("%d.pdf", i)
			if !yield(pipeline.Input{Source: name, Open: func() (api.Document, error) {
				return api.BytesDocument(name, fmt.Appendf(nil, "document %d", i)), nil
			}}) {
				return
			}
		}
	}
}

// TestAServiceWithALimit finds the limit out, and is seldom refused for it.
func TestAServiceWithALimit(t *testing.T) {
	const n = 150
	tally, done := crowd(t, n, hostedtest.Config{
		Answer: 5 * time.Millisecond, Reply: [2]time.Duration{5 * time.Millisecond, 5 * time.Millisecond},
		Limit: hostedtest.Limit{PerSecond: 400, Burst: 20},
	})
	if done != n {
		t.Errorf("%d of %d are done", done, n)
	}
	if tally.Limited > tally.All()/3 {
		t.Errorf("%d of %d requests were refused", tally.Limited, tally.All())
	}
}

// BenchmarkLimit is to be run with -benchtime 10000x: so many documents, a
// service that answers in 200 ms and allows 50 requests a second. It tells how
// much of the limit was used, how many requests were refused, and the looks a
// document.
func BenchmarkLimit(b *testing.B) {
	const limit, reply = 50, 200 * time.Millisecond
	tally, _ := crowd(b, b.N, hostedtest.Config{
		Answer: reply, Reply: [2]time.Duration{reply, reply}, Latency: hostedtest.Always(reply),
		Limit: hostedtest.Limit{PerSecond: limit, Burst: limit / 5},
	})
	took := tally.Last.Sub(tally.First).Seconds()
	taken := float64(tally.All() - tally.Limited)
	b.ReportMetric(100*taken/(took*limit), "%limit")
	b.ReportMetric(100*2*float64(b.N)/(took*limit), "%least")
	b.ReportMetric(100*float64(tally.Limited)/float64(tally.All()), "%refused")
	b.ReportMetric(float64(tally.Requests[hostedtest.Looking])/float64(b.N), "looks/doc")
}
