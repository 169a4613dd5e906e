package lineitems

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// column is one column of a table: what its head says and where it stands.
type column struct {
	kind kind
	// second is what the head's lower line names where it names another
	// thing: number over description. unknown where there is none.
	second kind
	head   document.Box
	words  []string // the head's, plain
	// left and right are how far its cells reach.
	left, right float64
	leftAligned bool
}

// grid is a head and the page it stands on; the rows begin at line first.
type grid struct {
	page    *layout.Page
	columns []column
	top     int // the head's first line
	first   int
	rules   []float64 // the heights of lines drawn across the table
}

// headReach is how far apart, in font sizes, the lines of a head stand.
const headReach = 1.1

// mostHeads bounds the heads of a document: one a page is usual, and no
// document has more than 500 pages.
const mostHeads = 1000

// grids finds every head of a table of goods or services.
func (e *extractor) grids() []*grid {
	var out []*grid
	for _, p := range e.doc.Pages {
		for i := 0; i < len(p.Lines); i++ {
			if len(out) == mostHeads {
				return out
			}
			if g := e.headAt(p, i); g != nil {
				out = append(out, g)
				i = g.first - 1
			}
		}
	}
	return out
}

// headAt reads the head whose best line is line i, nil if that is none.
func (e *extractor) headAt(p *layout.Page, i int) *grid {
	if !e.headLine(p.Lines[i]) {
		// the names may be spread over this line and the next
		if i+1 >= len(p.Lines) || !e.headPair(p.Lines[i], p.Lines[i+1]) {
			return nil
		}
	}
	top, end := i, i+1
	if end < len(p.Lines) && e.score(p.Lines[end]) > e.score(p.Lines[i]) && e.extends(p.Lines[i], p.Lines[end]) {
		end++
	}
	for top > 0 && i-top < 3 && e.extends(p.Lines[top], p.Lines[top-1]) {
		top--
	}
	for end < len(p.Lines) && end-i < 5 && e.extends(p.Lines[end-1], p.Lines[end]) {
		end++
	}
	g := &grid{page: p, top: top, first: end}
	g.columns = trimEdges(e.headColumns(p.Lines[top:end]))
	if !acceptable(g.columns) {
		return nil
	}
	settleKinds(g.columns)
	return g
}

// headLine reports whether the line alone names enough columns.
func (e *extractor) headLine(l *layout.Line) bool {
	if len(l.Words) > 60 || e.hasMoney(l.Segments) {
		return false
	}
	return acceptable(e.headColumns([]*layout.Line{l})) && e.coverage(l) >= 0.5
}

// headPair reports whether two neighbouring lines name enough columns
// together, each of them being made of names.
func (e *extractor) headPair(a, b *layout.Line) bool {
	if len(a.Words)+len(b.Words) > 60 || len(a.Segments) < 2 || len(b.Segments) < 2 || e.hasMoney(a.Segments) || e.hasMoney(b.Segments) ||
		b.Box.Y0-a.Box.Y1 > headReach*a.Size || e.coverage(a) < 0.6 || e.coverage(b) < 0.6 {
		return false
	}
	return acceptable(e.headColumns([]*layout.Line{a, b}))
}

// extends reports whether line o, above or below line l, belongs to the same
// head: near, without amounts, and made of names.
func (e *extractor) extends(l, o *layout.Line) bool {
	gap := max(o.Box.Y0-l.Box.Y1, l.Box.Y0-o.Box.Y1)
	if gap > headReach*min(l.Size, o.Size) || len(o.Words) > 30 || e.hasMoney(o.Segments) || max(l.Size, o.Size) > 1.5*min(l.Size, o.Size) {
		return false
	}
	for _, s := range o.Segments {
		if len(s.Words) > 4 {
			return false // a sentence
		}
	}
	return e.coverage(o) >= 0.5 && !strings.ContainsAny(o.Text(), "0123456789:")
}

// score counts the names in a line.
func (e *extractor) score(l *layout.Line) int {
	n := 0
	for _, s := range l.Segments {
		n += len(e.words.find(e.plain(s.Text)))
	}
	return n
}

// coverage is the share of a line's words that column names are made of.
// Brackets and currencies do not count.
func (e *extractor) coverage(l *layout.Line) float64 {
	all, known := 0, 0
	for _, s := range l.Segments {
		words := e.plain(s.Text)
		all += len(words)
		for _, n := range e.words.find(words) {
			known += n.to - n.from
		}
	}
	if all == 0 {
		return 1 // nothing but currencies and signs
	}
	return float64(known) / float64(all)
}

// hasMoney reports whether segments hold a figure that a head cannot hold.
func (e *extractor) hasMoney(segments []*layout.Segment) bool {
	for _, s := range segments {
		for _, a := range e.reader.Amounts(s.Words) {
			if a.Value.Scale() > 0 || a.Money {
				return true
			}
		}
	}
	return false
}

// headColumns makes columns of the lines of a head, from left to right.
func (e *extractor) headColumns(lines []*layout.Line) []column {
	var out []column
	for _, l := range lines {
		for _, s := range l.Segments {
			for _, c := range e.split(s) {
				if !e.scanned || lettered(c) {
					out = stack(out, c)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b column) int {
		switch {
		case a.head.X0 < b.head.X0:
			return -1
		case a.head.X0 > b.head.X0:
			return 1
		}
		return 0
	})
	for i := range out {
		e.name(&out[i])
		out[i].left, out[i].right = out[i].head.X0, out[i].head.X1
	}
	return out
}

// lettered reports whether a head has a letter or a sign for a percentage or a
// number: what has none is dirt, where the page was read from a picture.
func lettered(c column) bool {
	return slices.ContainsFunc(c.words, func(w string) bool {
		return w == "%" || w == "#" || strings.ContainsFunc(w, unicode.IsLetter)
	})
}

// trimEdges drops what stands beside the table on the lines of its head:
// pieces of another column of the page, far away and of no known name.
func trimEdges(columns []column) []column {
	const far = 350.0 // pixels
	stray := func(c, next column) bool {
		gap := max(next.head.X0-c.head.X1, c.head.X0-next.head.X1)
		return (c.kind == unknown || c.kind == other) && gap > far
	}
	for len(columns) > 2 && stray(columns[0], columns[1]) {
		columns = columns[1:]
	}
	for n := len(columns); n > 2 && stray(columns[n-1], columns[n-2]); n-- {
		columns = columns[:n-1]
	}
	return columns
}

// stack adds a piece of a head below the column that it stands under, or as a
// column of its own.
func stack(columns []column, c column) []column {
	best, shared := -1, 0.0
	for i, o := range columns {
		if s := o.head.OverlapX(c.head); s > shared {
			best, shared = i, s
		}
	}
	if best < 0 || shared < 0.3*math.Min(c.head.Width(), columns[best].head.Width()) || columns[best].head.Y1 > c.head.CenterY() {
		return append(columns, c)
	}
	o := &columns[best]
	o.head = o.head.Union(c.head)
	o.words = append(append(o.words, "|"), c.words...)
	return columns
}
