package fields

import (
	"slices"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// opinion is an expert that says one thing of what has more of a feature than
// the threshold, and another of the rest.
func opinion(feature string, threshold, less, more float32) *ranker.Expert {
	names := strings.Fields(generalFeatures)
	return &ranker.Expert{
		Features: len(names) + len(hints{}),
		Trees:    []ranker.Tree{{Splits: []ranker.Split{{Feature: uint8(slices.Index(names, feature)), Threshold: threshold}}, Leaves: []float32{less, more}}},
	}
}

const twoDates = `
   Muster GmbH                     Rechnung 4711

   Rechnungsdatum: 03.02.2026
   Bestelldatum:   17.01.2026
`

func judged(t *testing.T, m *ranker.Model) api.Field {
	t.Helper()
	m.Vocabulary = Vocabulary()
	x, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	pages := []document.Page{drawPage(twoDates)}
	dt, _ := api.BuiltinType("invoice")
	for _, f := range x.Extract(Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}, dt) {
		if f.Name == api.IssueDate {
			return f
		}
	}
	t.Fatal("the type has no date")
	return api.Field{}
}

func TestTheTreesDecideWhatTheyMay(t *testing.T) {
	t.Parallel()
	later := opinion("rank", 0.5, -1, 2) // the second candidate is better
	absent := &ranker.Expert{Features: later.Features, Base: 3}
	for _, c := range []struct {
		name   string
		policy ranker.Policy
		want   string
		sure   float64
	}{
		{"confidence only", 0, "2026-02-03", 0.269},
		{"the order, too", ranker.Reorder, "2026-01-17", 0.881},
		{"whether anything is given", ranker.Drop, "", 0},
	} {
		f := judged(t, &ranker.Model{
			Experts:  map[string]*ranker.Expert{"dates": later, Absence("dates"): absent},
			Policies: map[string]ranker.Policy{api.IssueDate: c.policy},
		})
		if best := f.Best(); best.String() != c.want || best.Confidence != c.sure {
			t.Errorf("%s: %q at %v, want %q at %v", c.name, best.String(), best.Confidence, c.want, c.sure)
		}
		for i := 1; i < len(f.Values); i++ {
			if f.Values[i].Confidence > f.Values[i-1].Confidence {
				t.Errorf("%s: candidate %d is surer than the one before", c.name, i)
			}
		}
	}
}

func TestTheRulesDecideWhereNoExpertIs(t *testing.T) {
	t.Parallel()
	alone := judged(t, &ranker.Model{}).Best()
	other := judged(t, &ranker.Model{Experts: map[string]*ranker.Expert{"amounts": opinion("rank", 0.5, -1, 2)}}).Best()
	if alone.String() != "2026-02-03" || other.String() != alone.String() || other.Confidence != alone.Confidence {
		t.Errorf("%q at %v without a model, %q at %v with one for amounts", alone.String(), alone.Confidence, other.String(), other.Confidence)
	}
}

func TestAModelForOtherFeaturesIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := New(&ranker.Model{Vocabulary: 1, Experts: map[string]*ranker.Expert{"dates": {}}}); err == nil {
		t.Error("it was taken")
	}
}

func TestEveryFieldIsDescribedAlike(t *testing.T) {
	t.Parallel()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	_, page := readDrawing(t, "testdata/pages/de-prepaid.txt")
	pages := []document.Page{page}
	dt, _ := api.BuiltinType("invoice")
	candidates, medium := x.Survey(Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}, dt)
	if medium != ranker.TextLayer || len(candidates[api.TotalAmount]) == 0 {
		t.Fatalf("medium %v, candidates %v", medium, candidates)
	}
	want := len(strings.Fields(generalFeatures)) + len(hints{})
	for field, all := range candidates {
		if Expert(field, medium) == "" {
			t.Errorf("%s has candidates and no expert", field)
		}
		for _, c := range all {
			if len(c.Features) != want {
				t.Errorf("%s: %d numbers for %d features", field, len(c.Features), want)
			}
		}
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	f := figures{count: map[int64]int{1850: 2, 2000: 1, 150: 1, 1700: 1}, sorted: []int64{150, 1700, 1850, 2000}}
	for _, c := range []struct {
		text string
		want []float64 // printed, larger, share, difference, sum, round
	}{
		{"18.50", []float64{2, 1, 0.925, 1, 1, 1}}, // 20.00 - 1.50, and 17.00 + 1.50
		{"20.00", []float64{1, 0, 1, 0, 1, 1}},
		{"-18.5", []float64{2, 1, 0.925, 1, 1, 1}},
		{"16.99", []float64{0, 3, 0.8495, 0, 0, 0}},
		{"2026-02-03", []float64{0, 0, 0, 0, 0, 0}},
	} {
		if got := f.features(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}
