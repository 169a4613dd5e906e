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
		if !it.VATRate.Found || !it.Net.Found {
			continue
		}
		k := it.VATRate.Value.String()
		if out[k] == nil {
			out[k] = &group{percentage: it.VATRate}
		}
		out[k].net = out[k].net.Add(it.Net.Value)
	}
	return out
}

// everyRowHasRate reports whether the rates of the rows are the document's.
func (s *survey) everyRowHasRate() bool {
	return len(s.table.Items) > 0 && !slices.ContainsFunc(s.table.Items, func(it lineitems.Item) bool { return !it.VATRate.Found })
}

func sortedKeys(groups map[string]*group) []string { return slices.Sorted(maps.Keys(groups)) }
