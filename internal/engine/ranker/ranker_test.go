package ranker_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"
	"testing"

	"github.com/docextract/docextract/internal/engine/ranker"
)

// two is a model of one tree: high when the second feature is above 0.5.
func two() *ranker.Model {
	tree := ranker.Tree{Splits: []ranker.Split{{Feature: 1, Threshold: 0.5}}, Leaves: []float32{-2, 2}}
	return &ranker.Model{
		Vocabulary:   7,
		Experts:      map[string]*ranker.Expert{"amounts": {Features: 2, Base: 0.5, Trees: []ranker.Tree{tree}}},
		Policies:     map[string]ranker.Policy{"total_amount": ranker.Reorder | ranker.Drop},
		Calibrations: map[string][]ranker.Calibration{"amounts": {{{LogOdds: -2, Probability: 0.1}, {LogOdds: 2, Probability: 0.9}}}},
	}
}

func TestProbability(t *testing.T) {
	t.Parallel()
	m := two()
	for _, c := range []struct {
		name   string
		expert string
		on     ranker.Medium
		x      []float32
		want   float64
		known  bool
	}{
		{"right of the split, calibrated", "amounts", ranker.TextLayer, []float32{0, 1}, 0.9, true},
		{"left of it: half way up", "amounts", ranker.TextLayer, []float32{9, 0.5}, 0.1 + 0.8*0.125, true},
		{"no number goes to the left", "amounts", ranker.TextLayer, []float32{0, float32(math.NaN())}, 0.1 + 0.8*0.125, true},
		{"a medium without a calibration", "amounts", ranker.Slip, []float32{0, 1}, ranker.Probability(2.5), true},
		{"another expert", "dates", ranker.TextLayer, []float32{0, 1}, 0, false},
		{"other features", "amounts", ranker.TextLayer, []float32{1}, 0, false},
	} {
		got, known := m.Probability(c.expert, c.on, c.x)
		if math.Abs(got-c.want) > 1e-6 || known != c.known {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, got, known, c.want, c.known)
		}
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	m := two()
	data, err := ranker.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ranker.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(m, again) {
		t.Errorf("read %+v, written %+v", again, m)
	}
	for n := range data {
		if _, err := ranker.Decode(data[:n]); err == nil {
			t.Errorf("a model cut after %d of %d bytes was read", n, len(data))
		}
	}
	if _, err := ranker.Decode(append(data, 0)); err == nil {
		t.Error("a byte too many was read over")
	}
}

func TestWhatIsUnsafeIsRefused(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*ranker.Model){
		"a feature that there is not": func(m *ranker.Model) { m.Experts["amounts"].Trees[0].Splits[0].Feature = 2 },
		"a leaf that is no number":    func(m *ranker.Model) { m.Experts["amounts"].Trees[0].Leaves[0] = float32(math.NaN()) },
		"a calibration that falls":    func(m *ranker.Model) { m.Calibrations["amounts"][0][1].Probability = 0.05 },
		"a probability of two":        func(m *ranker.Model) { m.Calibrations["amounts"][0][1].Probability = 2 },
		"knots at one place":          func(m *ranker.Model) { m.Calibrations["amounts"][0][1].LogOdds = -2 },
	} {
		m := two()
		spoil(m)
		if _, err := ranker.Encode(m); err == nil {
			t.Errorf("%s was let pass", name)
		}
	}
}

// TestTheEmbeddedModel holds the model against the card beside it, and its
// calibrations to rising.
func TestTheEmbeddedModel(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("model.bin")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("model.json")
	if err != nil {
		t.Fatal(err)
	}
	var card struct {
		SHA256  string         `json:"sha256"`
		Experts map[string]int `json:"experts"`
	}
	if err := json.Unmarshal(text, &card); err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(data)); sum != card.SHA256 {
		t.Errorf("model.bin has the hash %s, model.json says %s: run internal/gen/train", sum, card.SHA256)
	}
	m, err := ranker.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Experts) != len(card.Experts) {
		t.Errorf("%d experts, the card names %d", len(m.Experts), len(card.Experts))
	}
	for name, media := range m.Calibrations {
		for medium, c := range media {
			last := -1.0
			for odds := -12.0; odds <= 12; odds += 0.25 {
				p := c.Probability(odds)
				if p < last || p < 0 || p >= 1 {
					t.Fatalf("%s on medium %d: %v at %v after %v", name, medium, p, odds, last)
				}
				last = p
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	data, err := ranker.Encode(two())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("DXR1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ranker.Decode(data)
		if err != nil {
			return
		}
		for name, e := range m.Experts {
			p, known := m.Probability(name, ranker.Scan, make([]float32, e.Features))
			if known && !(p >= 0 && p <= 1) {
				t.Errorf("%s: a probability of %v", name, p)
			}
		}
	})
}
