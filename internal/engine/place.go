package engine

import (
	"math"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// finder looks for the places where values are printed.
type finder struct {
	doc    *layout.Document
	reader *locale.Reader
}

// place gives the values of an e-invoice the boxes of their prints: where the
// pages were read the same way, that reading's box, else the first print of
// a text or a date and the last one of an amount, because totals stand at the
// end. A value that is not printed stays without a box.
func (f *finder) place(xml, pages *reading, t api.DocumentType) {
	for _, spec := range t.Fields {
		values := xml.fields[spec.Name].Values
		for i := range values {
			if values[i].Box = boxOf(values[i], pages.fields[spec.Name].Values, spec.Type); values[i].Box == nil {
				values[i].Box = f.find(values[i].String(), spec.Type)
			}
		}
	}
	placeRows(xml.lines, pages.lines, t.LineItems)
	placeRows(xml.rates, pages.rates, t.VATRates)
}

// placeRows takes over the boxes of rows that say the same. Each row of the
// pages is used once, and rows come in the same order more often than not.
func placeRows(xml, pages []map[string]api.Field, specs []api.FieldSpec) {
	used := make([]bool, len(pages))
	for i, row := range xml {
		best, most := -1, 0
		for j, candidate := range pages {
			if n := agreement(row, candidate, specs); !used[j] && (n > most || n == most && n > 0 && j == i) {
				best, most = j, n
			}
		}
		if best < 0 {
			continue
		}
		used[best] = true
		for _, spec := range specs {
			values := row[spec.Name].Values
			for k := range values {
				values[k].Box = boxOf(values[k], pages[best][spec.Name].Values, spec.Type)
			}
		}
	}
}

// agreement counts the cells that say the same.
func agreement(a, b map[string]api.Field, specs []api.FieldSpec) int {
	n := 0
	for _, spec := range specs {
		for _, v := range a[spec.Name].Values {
			if v.Found() && boxOf(v, b[spec.Name].Values, spec.Type) != nil {
				n++
			}
		}
	}
	return n
}

// boxOf is the box of the candidate that says the same as v.
func boxOf(v api.Value, candidates []api.Value, t api.DataType) *api.Box {
	for _, c := range candidates {
		if c.Found() && c.Box != nil && same(v.String(), c.String(), t) {
			return c.Box
		}
	}
	return nil
}

func same(a, b string, t api.DataType) bool {
	if t == api.TypeNumber {
		x, err1 := locale.ParseDecimal(a)
		y, err2 := locale.ParseDecimal(b)
		return err1 == nil && err2 == nil && x.Equal(y)
	}
	return letters(a) == letters(b)
}

// letters is a text without case, blanks and signs.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// find looks for a value anywhere on the pages.
func (f *finder) find(text string, t api.DataType) *api.Box {
	var found *api.Box
	for _, p := range f.doc.Pages {
		for _, l := range p.Lines {
			from, to, ok := f.inLine(l, text, t)
			if !ok {
				continue
			}
			found = pixels(p.Index, layout.Bounds(l.Words[from:to]))
			if t != api.TypeNumber {
				return found
			}
		}
	}
	return found
}

// inLine is the run of words that is the value's print.
func (f *finder) inLine(l *layout.Line, text string, t api.DataType) (from, to int, ok bool) {
	switch t {
	case api.TypeNumber:
		for _, s := range f.reader.Amounts(l.Words) {
			if want, err := locale.ParseDecimal(text); err == nil && s.Value.Equal(want) {
				return s.From, s.To, true
			}
		}
	case api.TypeDate:
		for _, s := range f.reader.Dates(l.Words) {
			if s.Date.String() == text {
				return s.From, s.To, true
			}
		}
	default:
		return textIn(l.Words, letters(text))
	}
	return 0, 0, false
}

// textIn is the first run of whole words that spell the letters.
func textIn(words []document.Word, want string) (from, to int, ok bool) {
	if want == "" {
		return 0, 0, false
	}
	for from := range words {
		spelled := ""
		for to := from; to < len(words) && len(spelled) < len(want); to++ {
			spelled += letters(words[to].Text)
			if !strings.HasPrefix(want, spelled) {
				break
			}
			if spelled == want {
				return from, to + 1, true
			}
		}
	}
	return 0, 0, false
}

// pixels is the smallest box in whole pixels around b.
func pixels(page int, b document.Box) *api.Box {
	x, y := int(math.Floor(b.X0)), int(math.Floor(b.Y0))
	return &api.Box{Page: page, X: x, Y: y, Width: int(math.Ceil(b.X1)) - x, Height: int(math.Ceil(b.Y1)) - y}
}
