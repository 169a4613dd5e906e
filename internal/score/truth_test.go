package score

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

func TestParseTruth(t *testing.T) {
	t.Parallel()
	got, err := ParseTruth([]byte(`{"a.pdf": {"group": "g", "lang": "de", "fields": {"total_amount": 12.50, "iban": null, "currency": "EUR"},
		"line_items": [{"quantity": "2"}], "vat_rates": []}, "b.pdf": {"fields": {}}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]Truth{
		"a.pdf": {
			Group: "g", Language: "de", Fields: cells(api.TotalAmount, "12.50", api.IBAN, "-", api.Currency, "EUR"),
			LineItems: []Cells{cells(api.Quantity, "2")}, VATRates: []Cells{},
		},
		"b.pdf": {Fields: Cells{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTruthThatIsNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "[]", `{"a.pdf": 1}`, `{"a.pdf": {"fields": {"iban": true}}}`, `{"a.pdf": {"line_items": [{"unit": ["kg"]}]}}`, `{"a.pdf": {"fields": []}}`} {
		if got, err := ParseTruth([]byte(text)); err == nil {
			t.Errorf("%s gives %v", text, got)
		}
	}
}

func TestProducer(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"sidebar-de--0009.pdf": "sidebar-de", "shop-12.jpg": "shop", "a-b-3.xml": "a-b", "plain.pdf": "plain", "a--b--c.pdf": "a--b", ".pdf": ".pdf", "": "",
	} {
		if got := Producer(file); got != want {
			t.Errorf("Producer(%q) = %q, want %q", file, got, want)
		}
	}
}

func FuzzParseTruth(f *testing.F) {
	f.Add([]byte(`{"a-1.pdf": {"fields": {"total_amount": 1, "iban": null}, "line_items": [null, {"net_price": "x"}], "vat_rates": [{}]}}`))
	f.Add([]byte(`{"": null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		truth, err := ParseTruth(data)
		if err != nil {
			return
		}
		tally := NewTally()
		for name, want := range truth {
			tally.Add(Options{}.Compare(name, want, &api.Result{LineItems: []api.Row{item("a", "1")}}))
			tally.Add(Options{}.Compare(name, want, nil))
		}
		if r := tally.Report(time.Second); r.Documents != 2*len(truth) || r.Failed != len(truth) {
			t.Errorf("%d documents, %d failed of %d", r.Documents, r.Failed, len(truth))
		}
	})
}
