package engine

import (
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
)

func TestTrust(t *testing.T) {
	word := func(text string, x, confidence float64) document.Word {
		return document.Word{Text: text, Confidence: confidence, Box: document.Box{X0: x, Y0: 10, X1: x + 50, Y1: 40}}
	}
	page := document.Page{Words: []document.Word{word("100,00", 0, 0.95), word("2OO,00", 100, 0.3), word("€", 160, 0.1), word("300,00", 220, 0.9)}}
	text := "100"
	value := func(x int) api.Field {
		return api.Field{Values: []api.Value{{Text: &text, Confidence: 0.9, Box: &api.Box{X: x, Y: 10, Width: 50, Height: 30}}}}
	}
	r := &reading{fields: map[string]api.Field{
		"sure": value(0), "unsure": value(100), "sign": {Values: []api.Value{{Text: &text, Confidence: 0.9, Box: &api.Box{X: 160, Y: 10, Width: 110, Height: 30}}}},
		"nowhere": {Values: []api.Value{{Text: &text, Confidence: 0.9}}},
	}}
	r.trust([]document.Page{page})
	for name, between := range map[string][2]float64{"sure": {0.9, 0.9}, "sign": {0.9, 0.9}, "unsure": {0.2, 0.3}, "nowhere": {0.3, 0.7}} {
		if c := r.fields[name].Values[0].Confidence; c < between[0] || c > between[1] {
			t.Errorf("%s: confidence %v", name, c)
		}
	}
	printed := &reading{fields: map[string]api.Field{"x": value(0)}}
	printed.trust([]document.Page{{Words: []document.Word{word("100,00", 0, 1)}}})
	if c := printed.fields["x"].Values[0].Confidence; c != 0.9 {
		t.Errorf("a text layer lowered a confidence to %v", c)
	}
}
