package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/sample"
)

func read(t *testing.T, e *engine.Engine, data []byte) *engine.Contents {
	t.Helper()
	contents, err := e.Read(t.Context(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

// TestConfidenceFallsWithTheWords reads an invoice twice: as it is stored, and
// as if its words had been recognised with doubt.
func TestConfidenceFallsWithTheWords(t *testing.T) {
	pdf, _, err := sample.Generate(11, sample.Options{Language: "en", Layout: "letterhead"})
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t)
	contents := read(t, e, pdf)
	dt := builtin(t, "line-item-invoice")
	stored, err := e.Choose(contents, dt)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range contents.Pages {
		for i := range p.Words {
			p.Words[i].Confidence = 0.5
		}
	}
	doubtful, err := e.Choose(contents, dt)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := meanOf(stored.Fields), meanOf(doubtful.Fields); b >= a {
		t.Errorf("fields: %.3f with doubt, %.3f without", b, a)
	}
	if a, b := meanOf(stored.LineItems[0]), meanOf(doubtful.LineItems[0]); b >= a {
		t.Errorf("line items: %.3f with doubt, %.3f without", b, a)
	}
}

func meanOf(row []api.Field) float64 {
	sum, n := 0.0, 0.0
	for _, f := range row {
		if v := f.Best(); v.Found() {
			sum += v.Confidence
			n++
		}
	}
	return sum / max(1, n)
}

// TestASurveyNeedsNoModel: what is learnt from must not change with what was
// learnt.
func TestASurveyNeedsNoModel(t *testing.T) {
	pdf, truth, err := sample.Generate(12, sample.Options{Language: "de", Layout: "ledger"})
	if err != nil {
		t.Fatal(err)
	}
	e := engine.New(engine.Config{CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache"), Ranker: &ranker.Model{}})
	t.Cleanup(func() { _ = e.Close() })
	dt := builtin(t, "line-item-invoice")
	s, err := e.Survey(read(t, e, pdf), dt)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Candidates[api.IBAN]) == 0 || s.Candidates[api.IBAN][0].Text != *truth.Fields[api.IBAN] {
		t.Errorf("candidates for the IBAN: %v", s.Candidates[api.IBAN])
	}
	if len(s.LineItems) != len(truth.LineItems) || len(s.VATRates) != len(truth.VATRates) {
		t.Errorf("%d line items and %d rates, want %d and %d", len(s.LineItems), len(s.VATRates), len(truth.LineItems), len(truth.VATRates))
	}
	for _, rows := range [][]engine.DescribedRow{s.LineItems, s.VATRates} {
		for _, r := range rows {
			for name, x := range r.Features {
				if first := rows[0].Features[rows[0].Row[0].Name]; len(first) > 0 && len(x) != len(first) {
					t.Errorf("%s is described by %d numbers, another cell by %d", name, len(x), len(first))
				}
			}
		}
	}
}
