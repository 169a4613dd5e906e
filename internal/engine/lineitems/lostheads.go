package lineitems

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// cluster is figures that stand under each other, right of all heads.
type cluster struct {
	box                     document.Box
	figures, money, percent int
}

// recover adds the columns right of a head whose names were not read, as is
// the case with light letters on a dark bar, where the head names no amount:
// figures under each other make a column, and the last one is the amount.
func (g *grid) recover(e *extractor, lines []*layout.Line) {
	last := &g.columns[len(g.columns)-1]
	if !g.page.Read || len(g.of(net, amount, gross)) > 0 {
		return
	}
	var found []cluster
	rows := 0
	for _, l := range lines[:min(len(lines), fitLines)] {
		if r := (record{line: l}); e.stops(g, &r) {
			break
		}
		if added := e.gather(&found, l, last.head.X1); added {
			rows++
		}
	}
	found = slices.DeleteFunc(found, func(c cluster) bool { return 2*c.figures < rows })
	if len(found) == 0 || 2*found[len(found)-1].money < found[len(found)-1].figures {
		return
	}
	for i, c := range found {
		g.columns = append(g.columns, column{kind: g.lost(c, i == len(found)-1), head: c.box, left: c.box.X0, right: c.box.X1})
	}
}

// lost is what a column holds whose name was not read.
func (g *grid) lost(c cluster, last bool) kind {
	switch {
	case last:
		return amount
	case c.percent > 0:
		return taxRate
	case c.money == 0 && len(g.of(quantity)) == 0:
		return quantity
	}
	return unknown
}

// gather adds the figures of a line that begin right of x to the clusters,
// which are kept from left to right.
func (e *extractor) gather(found *[]cluster, l *layout.Line, x float64) bool {
	added := false
	for _, s := range l.Segments {
		if s.Box.X0 <= x+0.5*l.Size || !isNumber(e.reader, s.Words) {
			continue
		}
		a := e.reader.Amounts(s.Words)[0]
		i := slices.IndexFunc(*found, func(c cluster) bool { return c.box.OverlapX(s.Box) > 0 })
		if i < 0 {
			i = 0
			for i < len(*found) && (*found)[i].box.X0 < s.Box.X0 {
				i++
			}
			*found = slices.Insert(*found, i, cluster{})
		}
		c := &(*found)[i]
		c.box = c.box.Union(document.Box{X0: s.Box.X0, X1: s.Box.X1, Y0: l.Box.Y0, Y1: l.Box.Y1})
		c.figures++
		switch {
		case a.Percent:
			c.percent++
		case a.Money || a.Value.Scale() == 2:
			c.money++
		}
		added = true
	}
	return added
}
