package score

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

// extraction is a line of testdata/extractions.ndjson: what an engine gave for
// generated invoices, with slips of every kind put in.
type extraction struct {
	File      string            `json:"file"`
	Status    string            `json:"status"`
	Fields    map[string]cell   `json:"fields"`
	LineItems []map[string]cell `json:"line_items"`
	VATRates  []map[string]cell `json:"vat_rates"`
}

type cell struct {
	Value      *string `json:"value"`
	Confidence float64 `json:"confidence"`
}

// figures are those that another program, in Python, gave for the same files.
type figures struct {
	Documents             int                 `json:"documents"`
	Failed                int                 `json:"failed"`
	AllFields             *float64            `json:"all_fields"`
	ByGroup               *float64            `json:"by_group"`
	Groups                map[string]*float64 `json:"groups"`
	ByLang                map[string]*float64 `json:"by_lang"`
	Fields                map[string]*float64 `json:"fields"`
	NothingWhereNothingIs *float64            `json:"nothing_where_nothing_is"`
	LineItemF1            *float64            `json:"line_item_f1"`
	LineItemCells         *float64            `json:"line_item_cells"`
	VATRateF1             *float64            `json:"vat_rate_f1"`
	Confident             struct {
		At        float64  `json:"at"`
		Given     int      `json:"given"`
		Precision *float64 `json:"precision"`
		Coverage  float64  `json:"coverage"`
	} `json:"confident"`
}

func TestFiguresAreThoseOfAnotherProgram(t *testing.T) {
	t.Parallel()
	for file, options := range map[string]Options{"figures.json": {}, "figures-loose.json": {LooseNames: true}} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			var want figures
			readJSON(t, file, &want)
			delete(want.ByLang, "?") // documents of no known language
			if diff := cmp.Diff(want, figuresOf(spoilt(t, options).Report(time.Second))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// spoilt tallies the documents of testdata.
func spoilt(t *testing.T, options Options) *Tally {
	t.Helper()
	truth, err := ParseTruth(testdata(t, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	tally := NewTally()
	for line := range bytes.Lines(testdata(t, "extractions.ndjson")) {
		var x extraction
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatal(err)
		}
		var result *api.Result
		if x.Status == string(api.StatusSuccess) {
			result = &api.Result{Fields: fieldsOf(x.Fields)}
			for _, r := range x.LineItems {
				result.LineItems = append(result.LineItems, fieldsOf(r))
			}
			for _, r := range x.VATRates {
				result.VATRates = append(result.VATRates, fieldsOf(r))
			}
		}
		tally.Add(options.Compare(x.File, truth[x.File], result))
	}
	return tally
}

func fieldsOf(cells map[string]cell) []api.Field {
	var fields []api.Field
	for name, c := range cells {
		fields = append(fields, api.Field{Name: name, Values: []api.Value{{Text: c.Value, Confidence: c.Confidence}}})
	}
	return fields
}

func figuresOf(r Report) figures {
	f := figures{
		Documents: r.Documents, Failed: r.Failed, AllFields: r.AllFields, ByGroup: r.ByGroup, Groups: r.Groups, ByLang: r.ByLang,
		Fields: map[string]*float64{}, NothingWhereNothingIs: r.NothingWhereNothingIs,
		LineItemF1: r.LineItemF1, LineItemCells: r.LineItemCells, VATRateF1: r.VATRateF1,
	}
	for name, c := range r.Fields {
		f.Fields[name] = c.Share
	}
	f.Confident.At, f.Confident.Given = r.Confident.At, r.Confident.Given
	f.Confident.Precision, f.Confident.Coverage = r.Confident.Precision, r.Confident.Coverage
	return f
}

// TestCountsAddUp holds the parts of a report to each other.
func TestCountsAddUp(t *testing.T) {
	t.Parallel()
	r := spoilt(t, Options{}).Report(7 * time.Second)
	if r.SecondsPerDocument != 0.5 {
		t.Errorf("%g s a document", r.SecondsPerDocument)
	}
	wrong, invented, unread, given, sure := 0, 0, 0, 0, 0
	for name, f := range r.Fields {
		if f.Documents != r.Documents {
			t.Errorf("%s: %+v", name, f)
		}
		wrong, invented, unread = wrong+f.Wrong, invented+f.Invented, unread+f.Unread
	}
	end := 0.0
	for _, b := range r.Calibration {
		if b.From != end || b.Right > b.Given {
			t.Errorf("band %+v", b)
		}
		if b.Confidence != nil && (*b.Confidence < b.From || *b.Confidence > b.To) {
			t.Errorf("band %+v: mean confidence %g", b, *b.Confidence)
		}
		end = b.To
		given += b.Given
		if b.From >= Sure {
			sure += b.Given
		}
	}
	if end != 1 || given < 100 || sure != r.Confident.Given || wrong == 0 || invented == 0 || unread == 0 {
		t.Errorf("%d given, %d sure, %d wrong, %d invented, %d unread", given, sure, wrong, invented, unread)
	}
}

func TestNoDocuments(t *testing.T) {
	t.Parallel()
	r := NewTally().Report(0)
	if r.AllFields != nil || r.ByGroup != nil || r.LineItemF1 != nil || r.Confident.Precision != nil || r.SecondsPerDocument != 0 {
		t.Errorf("%+v", r)
	}
}

func TestBandOf(t *testing.T) {
	t.Parallel()
	for confidence, want := range map[float64]float64{0: 0, 0.4999: 0, 0.5: 0.5, 0.89: 0.8, 0.9: 0.9, 0.95: 0.95, 1: 0.98, -1: 0, 2: 0.98} {
		if got := bands[bandOf(confidence)]; got != want {
			t.Errorf("%g is in the band from %g, want %g", confidence, got, want)
		}
	}
}

func testdata(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func readJSON(t *testing.T, file string, v any) {
	t.Helper()
	if err := json.Unmarshal(testdata(t, file), v); err != nil {
		t.Fatal(err)
	}
}
