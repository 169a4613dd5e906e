package vatrates

import (
	"maps"
	"slices"

	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
)

// group is the rows of one rate.
type group struct {
	percentage lineitems.Figure
	net        locale.Decimal
}

func (g *group) rate() Rate {
	net := lineitems.Figure{Value: g.net, Found: true}
	return newRate(g.percentage, net, lineitems.Figure{}, sureItems)
}

// groups sums the rows by their rates.
func (s *survey) groups() map[string]*group {
	out := map[string]*group{}
	for _, it := range s.table.Items {
		p, ok := rateOf(it)
		if !ok || !it.Net.Found {
			continue
		}
		k := p.Value.String()
		if out[k] == nil {
			out[k] = &group{percentage: p}
		}
		out[k].net = out[k].net.Add(it.Net.Value)
	}
	return out
}

// rateOf is the rate of a row: one without a rate whose tax is nothing is
// exempt.
func rateOf(it lineitems.Item) (lineitems.Figure, bool) {
	if !it.VATRate.Found && it.VATAmount.Found && it.VATAmount.Value.IsZero() {
		return lineitems.Figure{Found: true, Confidence: it.VATAmount.Confidence, Place: it.VATAmount.Place}, true
	}
	return it.VATRate, it.VATRate.Found
}

// everyRowHasRate reports whether the rates of the rows are the document's.
func (s *survey) everyRowHasRate() bool {
	return len(s.table.Items) > 0 && !slices.ContainsFunc(s.table.Items, func(it lineitems.Item) bool {
		_, ok := rateOf(it)
		return !ok
	})
}

func sortedKeys(groups map[string]*group) []string { return slices.Sorted(maps.Keys(groups)) }
