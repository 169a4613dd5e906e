package lineitems

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// timesSigns are the signs and words between how many and what one costs.
const timesSigns = "x,X,×,*,@,à,á,a,ab"

// readTexts takes from the texts of a row what they say of its figures, where
// the columns do not: "2 × 65.00", "Qty 2", "Art. no. 4711". What tells only
// the figures is no part of the description.
func (e *extractor) readTexts(b *band, columns []int, it *Item) {
	for j := range b.records {
		r := &b.records[j]
		for _, s := range r.line.Segments {
			if !r.holds(s, columns) {
				e.takeProduct(s, b.grid.page.Index, it) // "2 @ 7.50" above or below the amount
				continue
			}
			if e.takeProduct(s, b.grid.page.Index, it) || e.takeCount(s, b.grid.page.Index, it) {
				r.drop(s)
				continue
			}
			if code, ok := e.labelledCode(s); ok && it.Number.Text == "" {
				it.Number = newText(code, b.grid.page.Index)
			}
		}
	}
}

// holds reports whether a segment stands in the cells of the columns.
func (r *record) holds(s *layout.Segment, columns []int) bool {
	return slices.ContainsFunc(r.cells, func(c cell) bool {
		return slices.Contains(columns, c.column) && c.box.OverlapX(s.Box) >= s.Box.Width()
	})
}

// drop takes the words of a segment out of the record's cells.
func (r *record) drop(s *layout.Segment) {
	cells := make([]cell, 0, len(r.cells))
	for _, c := range r.cells {
		c.words = slices.DeleteFunc(slices.Clone(c.words), func(w document.Word) bool {
			return slices.ContainsFunc(s.Words, func(o document.Word) bool { return o.Box == w.Box })
		})
		if len(c.words) > 0 {
			c.box = layout.Bounds(c.words)
			cells = append(cells, c)
		}
	}
	r.cells = cells
}

// takeProduct reads how many and what one costs from a text whose product is
// the row's amount. It reports whether the text says nothing else.
func (e *extractor) takeProduct(s *layout.Segment, page int, it *Item) bool {
	if it.Quantity.Found && it.Price.Found || !it.Net.Found {
		return false
	}
	words := partTimes(s.Words)
	for i := 1; i+1 < len(words); i++ {
		if !slices.Contains(strings.Split(timesSigns, ","), words[i].Text) {
			continue
		}
		for from := range i {
			count, unit, ok := e.countAndUnit(words[from:i])
			price, found := e.figure(words[i+1:], false)
			if !ok || !found || count.Place.Box != words[from].Box {
				continue
			}
			if price.Value.Scale() == 0 && count.Value.Scale() > 0 {
				count, price = price, count
			}
			if !multiplies(count.Value, price.Value, it.Net.Value) {
				continue
			}
			count.Place.Page, price.Place.Page, unit.Place.Page = page, page, page
			count.Confidence, price.Confidence, unit.Confidence = sureNamed, sureNamed, sureNamed
			it.Quantity, it.Price, it.Unit = count, price, unit
			return from == 0
		}
	}
	return false
}

// partTimes parts a sign that is joined to the number before it: "2x".
func partTimes(words []document.Word) []document.Word {
	out := make([]document.Word, 0, len(words)+1)
	for _, w := range words {
		number := strings.TrimRight(w.Text, "xX×")
		if len(w.Text) == len(number) || number == "" || strings.ContainsFunc(number, unicode.IsLetter) {
			out = append(out, w)
			continue
		}
		sign := w
		w.Text, sign.Text = number, w.Text[len(number):]
		w.Box.X1 -= w.Box.Width() / 3
		sign.Box.X0 = w.Box.X1
		out = append(out, w, sign)
	}
	return out
}

// takeCount reads a text that is nothing but a quantity and its name, or a
// quantity and a times sign where that and the price give the amount.
func (e *extractor) takeCount(s *layout.Segment, page int, it *Item) bool {
	words := plainWords(s.Text)
	if it.Quantity.Found || len(s.Words) > 4 {
		return false
	}
	if parts := partTimes(s.Words); len(parts) == 2 && it.Price.Found && slices.Contains(strings.Split(timesSigns, ","), parts[1].Text) {
		count, ok := e.figure(parts[:1], false)
		if ok = ok && multiplies(count.Value, it.Price.Value, it.Net.Value); ok {
			count.Place.Page, count.Confidence = page, sureNamed
			it.Quantity = count
		}
		return ok
	}
	names := e.words.find(words)
	if len(names) == 0 || names[0].from != 0 || names[0].kind != quantity || names[0].to >= len(words) {
		return false
	}
	for i := 1; i < len(s.Words); i++ {
		count, unit, ok := e.countAndUnit(s.Words[i:])
		if !ok || count.Place.Box != s.Words[i].Box || it.Price.Found && it.Net.Found && !multiplies(count.Value, it.Price.Value, it.Net.Value) {
			continue
		}
		count.Place.Page, unit.Place.Page = page, page
		count.Confidence, unit.Confidence = sureNamed, sureNamed
		it.Quantity, it.Unit = count, unit
		return true
	}
	return false
}

// labelledCode is the product's number in a text that is nothing but it and
// its name: "SKU: 47-11".
func (e *extractor) labelledCode(s *layout.Segment) ([]document.Word, bool) {
	last := len(s.Words) - 1
	if last < 1 || last > 3 || !strings.ContainsFunc(s.Words[last].Text, unicode.IsDigit) {
		return nil, false
	}
	label := plainWords(layout.Text(s.Words[:last]))
	k, named := e.words.columns[strings.Join(label, " ")]
	return s.Words[last:], named && k == number
}
