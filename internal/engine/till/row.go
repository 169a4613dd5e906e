package till

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// row is what stands side by side on a slip.
type row struct {
	words  []document.Word
	starts []int // where each word begins in text, in bytes
	ends   []int
	text   string
	line   string // the text with single blanks
	// asName and asAddress are the line with what is plainly misread put right,
	// within the head.
	asName, asAddress string
	tokens            []token
	box               document.Box
	size              float64
	figures           []figure
	// says is what each token says, senses all of them together, first what the
	// first one says.
	says          []senses
	senses, first senses
	is            role // within the head
}

// wideGap is the gap between two words, in sizes, from which on they are two
// things: text has two blanks there.
const wideGap = 0.9

// rows are the rows of a page from top to bottom.
func (r *Reader) rows(p *layout.Page) []*row {
	var found []*row
	for _, group := range joined(p.Lines) {
		found = append(found, r.newRow(group))
	}
	return found
}

// joined puts lines that a slight slope tore apart together again: they
// stand side by side and their middles are at about the same height.
func joined(lines []*layout.Line) [][]document.Word {
	var groups [][]document.Word
	var boxes []document.Box
	for _, l := range lines {
		if l.Turned() {
			continue
		}
		at := -1
		for i := len(groups) - 1; i >= max(0, len(groups)-2); i-- {
			if beside(groups[i], boxes[i], l) {
				at = i
				break
			}
		}
		if at < 0 {
			groups, boxes = append(groups, slices.Clone(l.Words)), append(boxes, l.Box)
			continue
		}
		groups[at], boxes[at] = append(groups[at], l.Words...), boxes[at].Union(l.Box)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b document.Word) int { return int(a.Box.X0 - b.Box.X0) })
	}
	return groups
}

// sameHeight is by how much the middles of words in one row may differ, in
// sizes.
const sameHeight = 0.62

// beside reports whether a line goes on to the left or right of a row, or in a
// gap of it.
func beside(group []document.Word, box document.Box, l *layout.Line) bool {
	if box.OverlapY(l.Box) <= 0 {
		return false
	}
	nearest := group[0]
	for _, w := range group {
		for _, o := range l.Words {
			if w.Box.OverlapX(o.Box) > 0.3*l.Size {
				return false
			}
		}
		if gap(w.Box, l.Box) < gap(nearest.Box, l.Box) {
			nearest = w
		}
	}
	small := min(nearest.Box.Height(), l.Box.Height())
	big := max(nearest.Box.Height(), l.Box.Height())
	return big < 2*small && abs(nearest.Box.CenterY()-l.Box.CenterY()) < sameHeight*small
}

func gap(a, b document.Box) float64 { return max(a.X0-b.X1, b.X0-a.X1) }

func abs(x float64) float64 { return max(x, -x) }

func (r *Reader) newRow(words []document.Word) *row {
	n := &row{words: words, box: words[0].Box, senses: senses{}}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
			if w.Box.X0-words[i-1].Box.X1 > wideGap*min(w.Box.Height(), words[i-1].Box.Height()) {
				b.WriteByte(' ')
			}
		}
		n.starts = append(n.starts, b.Len())
		b.WriteString(signs.Replace(w.Text))
		n.ends = append(n.ends, b.Len())
		n.box = n.box.Union(w.Box)
		n.size = max(n.size, w.Box.Height())
	}
	n.text = b.String()
	n.line = strings.Join(strings.Fields(n.text), " ")
	n.tokens = tokens(n.text)
	n.figures = figures(n)
	for i, t := range n.tokens {
		says := r.words.of(t.text)
		n.says = append(n.says, says)
		for s := range says {
			n.senses[s] = true
		}
		if i == 0 {
			n.first = says
		}
	}
	return n
}

// signs are those that printers use for a minus, an apostrophe and a blank.
var signs = strings.NewReplacer("\u2212", "-", "\u2013", "-", "\u2014", "-", "\u2011", "-", "\u2019", "'", "\u00b4", "'", "`", "'", "\u00a0", " ")

// sure is the least confidence of a single sign that is not taken for dirt.
const sure = 0.5

// tallest is how many times as tall as the usual word of its row one is that is
// none.
const tallest = 2.5

// clean is the row's text without the dirt at its ends: single signs that the
// reader was not sure of, and what is taken for a word by its size alone.
func (n *row) clean() string {
	from, to, usual := 0, len(n.words), n.usualHeight()
	for from < to && dirt(n.words[from], usual) {
		from++
	}
	for from < to && dirt(n.words[to-1], usual) {
		to--
	}
	if from == to {
		return ""
	}
	return n.text[n.starts[from]:n.ends[to-1]]
}

func dirt(w document.Word, usual float64) bool {
	return w.Confidence < sure && utf8.RuneCountInString(w.Text) == 1 || w.Box.Height() > tallest*usual
}

// usualHeight is the height of the middle word.
func (n *row) usualHeight() float64 {
	var heights []float64
	for _, w := range n.words {
		heights = append(heights, w.Box.Height())
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

// boxOf is the box of the words that the bytes from to before to are in.
func (n *row) boxOf(from, to int) document.Box {
	var box document.Box
	for i, at := range n.starts {
		if n.ends[i] > from && at < to {
			box = box.Union(n.words[i].Box)
		}
	}
	if box == (document.Box{}) {
		return n.box
	}
	return box
}
