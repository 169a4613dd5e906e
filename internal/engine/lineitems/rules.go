package lineitems

import (
	"cmp"
	"slices"
	"sort"

	"github.com/docextract/docextract/internal/engine/document"
)

const (
	ruleHeight = 12.0 // pixels: a thicker bar is a background
	ruleNear   = 8.0  // pixels: pieces that far apart are one line
)

// rules are the heights of the horizontal lines that are drawn over most of
// the width of the table, also in pieces, from top to bottom.
func rules(rulings []document.Ruling, table document.Box) []float64 {
	var flat []document.Box
	for _, r := range rulings {
		if r.Box.Height() < ruleHeight && r.Box.Width() > r.Box.Height() && r.Box.OverlapX(table) > 0 {
			flat = append(flat, r.Box)
		}
	}
	slices.SortFunc(flat, func(a, b document.Box) int { return cmp.Compare(a.CenterY(), b.CenterY()) })
	var out []float64
	for i := 0; i < len(flat); {
		j := i + 1
		for j < len(flat) && flat[j].CenterY()-flat[i].CenterY() <= ruleNear {
			j++
		}
		if covered(flat[i:j]) > 0.6*table.Width() {
			out = append(out, flat[i].CenterY())
		}
		i = j
	}
	return out
}

// covered is the length of the stretches that boxes cover together.
func covered(boxes []document.Box) float64 {
	boxes = slices.Clone(boxes)
	slices.SortFunc(boxes, func(a, b document.Box) int { return cmp.Compare(a.X0, b.X0) })
	length, end := 0.0, boxes[0].X0
	for _, b := range boxes {
		if b.X1 > end {
			length += b.X1 - max(b.X0, end)
			end = b.X1
		}
	}
	return length
}

// ruled reports whether a line is drawn between two records.
func (g *grid) ruled(a, b record) bool {
	top, bottom := a.line.Box.CenterY(), b.line.Box.CenterY()
	i := sort.SearchFloat64s(g.rules, top)
	return i < len(g.rules) && g.rules[i] < bottom
}
