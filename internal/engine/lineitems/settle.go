package lineitems

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// Confidences of rows whose sum is printed.
const (
	sureSummed     = 0.97
	sureSummedText = 0.92
)

// settle leaves out what is no row by its amounts: a sum of the rows above it
// and all behind it, and rows without which the sum is one that is printed.
func (e *extractor) settle(items []Item) []Item {
	items = beforeSum(items)
	amounts := e.printed(items)
	for _, keep := range []func(int, Item) bool{
		func(_ int, it Item) bool { return it.Quantity.Found || it.Price.Found },
		func(int, Item) bool { return true },
		func(i int, _ Item) bool { return i <= lastChecked(items) },
		func(_ int, it Item) bool { return it.Checked },
	} {
		var kept []Item
		for i, it := range items {
			if keep(i, it) {
				kept = append(kept, it)
			}
		}
		if e.confirmed(kept, amounts) {
			return confirm(kept)
		}
		if lowered := lower(kept); lowered != nil && e.confirmed(lowered, amounts) {
			return confirm(lowered)
		}
	}
	return items
}

// lower takes the discounts below rows off their amounts; nil where there are
// none. The amount as it was is kept as the next best.
func lower(items []Item) []Item {
	var out []Item
	for i, it := range items {
		if it.rebate.IsZero() || !it.Net.Found {
			continue
		}
		if out == nil {
			out = slices.Clone(items)
		}
		if !it.Gross.Found {
			out[i].Gross = it.Net
		}
		out[i].Net.Value, out[i].Net.Place = it.Net.Value.Add(it.rebate), Place{}
	}
	return out
}

// beforeSum cuts the rows at one that is the sum of those above it and has
// neither quantity nor price, unless sound rows come after it. Of two rows
// with the same amount neither is a sum.
func beforeSum(items []Item) []Item {
	var total locale.Decimal
	for i, it := range items {
		if i > 1 && it.Net.Found && !it.Quantity.Found && !it.Price.Found && !total.IsZero() && total.Equal(it.Net.Value) &&
			!slices.ContainsFunc(items[i:], func(o Item) bool { return o.Checked }) {
			return items[:i]
		}
		total = total.Add(it.Net.Value)
	}
	return items
}

func lastChecked(items []Item) int {
	for i, it := range slices.Backward(items) {
		if it.Checked {
			return i
		}
	}
	return -1
}

// amountAt is an amount and where it is printed.
type amountAt struct {
	value locale.Decimal
	place Place
}

// printed is the amounts from the first row on.
func (e *extractor) printed(items []Item) []amountAt {
	if len(items) == 0 {
		return nil
	}
	first := items[0].Net.Place
	var out []amountAt
	for _, p := range e.doc.Pages {
		for _, l := range p.Lines {
			if p.Index < first.Page || p.Index == first.Page && l.Box.Y1 < first.Box.Y0 {
				continue
			}
			for _, s := range l.Segments {
				for _, a := range e.reader.Amounts(s.Words) {
					if !a.Percent {
						out = append(out, amountAt{value: a.Value, place: Place{Page: p.Index, Box: boundsOf(s.Words[a.From:a.To])}})
					}
				}
			}
		}
	}
	return out
}

// confirmed reports whether the sum of the rows is printed outside of them.
func (e *extractor) confirmed(items []Item, amounts []amountAt) bool {
	if len(items) == 0 {
		return false
	}
	own := map[Place]bool{}
	for _, it := range items {
		for _, f := range []Figure{it.Net, it.Price, it.Gross, it.VATAmount, it.Quantity} {
			own[f.Place] = true
		}
	}
	total := Table{Items: items}.Sum()
	return !total.IsZero() && slices.ContainsFunc(amounts, func(a amountAt) bool {
		return a.value.Equal(total) && !own[a.place]
	})
}

// confirm raises what is thought of rows whose sum is printed.
func confirm(items []Item) []Item {
	for i := range items {
		if n := &items[i].Net; n.Found {
			n.Confidence = max(n.Confidence, sureSummed)
		}
		if d := &items[i].Description; d.Text != "" {
			d.Confidence = max(d.Confidence, sureSummedText)
		}
	}
	return items
}

func boundsOf(words []document.Word) document.Box {
	var b document.Box
	for _, w := range words {
		b = b.Union(w.Box)
	}
	return b
}
