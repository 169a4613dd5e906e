package render_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/score"
)

// scored is the example against answers that it gives in part.
func scored() (render.Document, score.Document) {
	d := example()
	text := func(s string) *string { return &s }
	truth := score.Truth{
		Group: "shelf\x1b[2J", Language: "de",
		Fields: score.Cells{
			api.SupplierName: text("EXAMPLE & SON LTD"), api.InvoiceNumber: nil, api.PurchaseOrderNumber: text("PO-7"),
			api.IssueDate: text("2026-11-24"), api.TotalAmount: text("1440"), api.IBAN: nil,
		},
		LineItems: []score.Cells{{api.ProductDescription: text("Travel"), api.NetPrice: text("125")}},
	}
	return d, score.Options{}.Compare("invoice.pdf", truth, d.Extraction.Result)
}

// evaluation is a report of two documents, of which one failed.
func evaluation() score.Report {
	tally := score.NewTally()
	_, s := scored()
	tally.Add(s)
	total := "12"
	tally.Add(score.Options{}.Compare("other-1.pdf", score.Truth{Language: "en", Fields: score.Cells{api.TotalAmount: &total, api.IBAN: nil}}, nil))
	return tally.Report(1500 * time.Millisecond)
}

func TestEvaluationTable(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]render.Table{"evaluation.txt": {}, "evaluation-color.txt": {Color: true}} {
		var b bytes.Buffer
		if err := table.Evaluation(&b, evaluation()); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

func TestEvaluationOfNothing(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := (render.Table{}).Evaluation(&b, score.NewTally().Report(0)); err != nil {
		t.Fatal(err)
	}
	golden(t, "evaluation-none.txt", b.Bytes())
}

// TestEvaluationJSON holds the member names that scripts rely on.
func TestEvaluationJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.JSON(&b, evaluation()); err != nil {
		t.Fatal(err)
	}
	golden(t, "evaluation.json", b.Bytes())
}

func TestScoredJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.JSON(&b, render.NewScored(scored())); err != nil {
		t.Fatal(err)
	}
	golden(t, "scored.json", b.Bytes())
}
