package engine_test

import (
	"testing"

	"github.com/docextract/docextract/internal/sample"
	"github.com/docextract/docextract/internal/score"
)

// Slips of all languages and layouts are read; one in twenty values may be
// wrong.
func TestSlipsOfTillsAreRead(t *testing.T) {
	e := newEngine(t)
	right, all := 0, 0
	for _, m := range sample.Receipts(11, 42) {
		data, truth, err := m.Make()
		if err != nil {
			t.Fatal(err)
		}
		result, err := extract(t, e, data, "receipt")
		if err != nil {
			t.Fatalf("%s: %v", m.Name, err)
		}
		scored := score.Options{}.Compare(m.Name, score.Truth{Fields: score.Cells(truth.Fields)}, result)
		for _, f := range scored.Fields {
			all++
			if f.Verdict == score.Right {
				right++
				continue
			}
			t.Logf("%s: %s is %s", m.Name, f.Name, f.Verdict)
		}
	}
	if right*20 < all*19 {
		t.Errorf("%d of %d values are right", right, all)
	}
}
