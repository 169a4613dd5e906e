package lineitems

import (
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// fitLines bounds how many lines the columns are learned from.
const fitLines = 150

// fit widens the columns from their heads to the cells that plainly stand
// under them.
func (g *grid) fit(lines []*layout.Line, reader *locale.Reader) {
	lines = lines[:min(len(lines), fitLines)]
	starts := make([]map[int]int, len(g.columns))
	for i := range starts {
		starts[i] = map[int]int{}
	}
	for _, l := range lines {
		for _, s := range l.Segments {
			at, ok := g.onlyUnder(s.Box)
			if !ok {
				g.widenByFigures(s, reader)
				continue
			}
			figure := isNumber(reader, s.Words)
			if figure != g.columns[at].kind.numeric() && g.columns[at].kind > other && !figure && len(s.Words) > 3 {
				continue // a sentence under a narrow head
			}
			g.widen(at, s.Box)
			starts[at][int(math.Round(s.Box.X0/6))]++
		}
		g.widenBeside(l, reader)
	}
	for i := range g.columns {
		g.columns[i].leftAligned = g.aligned(i, starts[i])
	}
}

// widenByFigures learns from a segment that reaches over several columns: its
// figures each stand under one head.
func (g *grid) widenByFigures(s *layout.Segment, reader *locale.Reader) {
	for _, a := range reader.Amounts(s.Words) {
		box := layout.Bounds(s.Words[a.From:a.To])
		if at, ok := g.onlyUnder(box); ok && g.columns[at].kind.numeric() {
			g.widen(at, box)
		}
	}
}

// widenBeside learns from figures that stand under no head, but between two:
// where the column to the right has its figure already, they belong to the
// left one. Such are figures flush right under names flush left.
func (g *grid) widenBeside(l *layout.Line, reader *locale.Reader) {
	taken := len(g.columns)
	for _, s := range slices.Backward(l.Segments) {
		for _, a := range slices.Backward(reader.Amounts(s.Words)) {
			box := layout.Bounds(s.Words[a.From:a.To])
			at, under := g.onlyUnder(box)
			if !under {
				at = g.headsBefore(box) - 1
				if at < 0 || at+1 < taken || !g.columns[at].kind.numeric() || g.columns[at].head.X1 > box.X0 {
					return
				}
				g.widen(at, box)
			}
			taken = min(taken, at)
		}
	}
}

// headsBefore counts the heads that begin left of a box.
func (g *grid) headsBefore(box document.Box) int {
	n := 0
	for n < len(g.columns) && g.columns[n].head.X0 < box.X0 {
		n++
	}
	return n
}

// onlyUnder is the one head that a box stands under.
func (g *grid) onlyUnder(box document.Box) (int, bool) {
	found := -1
	for i, c := range g.columns {
		if box.OverlapX(c.head) > 0 {
			if found >= 0 {
				return 0, false
			}
			found = i
		}
	}
	return found, found >= 0
}

// widen lets a column reach as far as a cell does, but not under the heads
// beside it.
func (g *grid) widen(at int, box document.Box) {
	c := &g.columns[at]
	left, right := math.Inf(-1), math.Inf(1)
	if at > 0 {
		left = g.columns[at-1].head.X1
	}
	if at+1 < len(g.columns) {
		right = g.columns[at+1].head.X0
	}
	c.left = math.Min(c.left, math.Max(left, box.X0))
	c.right = math.Max(c.right, math.Min(right, box.X1))
}

// aligned reports whether the cells of a column begin at its left edge.
func (g *grid) aligned(at int, starts map[int]int) bool {
	c := &g.columns[at]
	all, flush, most := 0, 0, 0
	mode := 0
	for x, n := range starts {
		all += n
		if n > most || n == most && x < mode {
			most, mode = n, x
		}
	}
	for x, n := range starts {
		if x >= mode-1 && x <= mode+1 {
			flush += n
		}
	}
	if all == 0 {
		return !c.kind.numeric()
	}
	if 2*flush >= all && all >= 2 && !c.kind.numeric() {
		c.left = math.Min(float64(mode)*6, c.left+6)
		return true
	}
	return !c.kind.numeric() && math.Abs(float64(mode)*6-c.head.X0) < 8
}

// box is the stretch of the page that the columns stand in.
func (g *grid) box() document.Box {
	b := document.Box{X0: math.Inf(1), X1: math.Inf(-1)}
	for _, c := range g.columns {
		b.X0, b.X1 = math.Min(b.X0, c.left), math.Max(b.X1, c.right)
	}
	return b
}
