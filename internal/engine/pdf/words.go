package pdf

import (
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// glyph is a character on the page as shown.
type glyph struct {
	text string
	box  document.Box
	size float64 // font size in pixels
	bold bool
}

// words builds the words of a page from its characters, which come in the
// order in which PDFium reads the page, with blanks and line ends put in. Text
// that runs in another direction than most of the page (notes in the margin,
// watermarks) is left out: it would tear the lines that it crosses.
func words(chars []pdfium.Char, g geometry) []document.Word {
	b := builder{page: document.Box{X1: g.width, Y1: g.height}, seen: map[string][]document.Box{}}
	for i, c := range chars {
		text := normalise(c.Rune, neighbour(chars, i-1), neighbour(chars, i+1))
		switch {
		case c.Rune == '\r' || c.Rune == '\n':
			b.ended = true
		case text == " " || !g.upright(c):
			b.flush()
		case text != "":
			b.add(newGlyph(text, c, g))
		}
	}
	b.flush()
	return b.words
}

// direction is how many quarters clockwise most of the page's text is turned.
func direction(chars []pdfium.Char, g geometry) int {
	var votes [4]int
	for _, c := range chars {
		if c.Rune <= ' ' { // blanks and line ends are PDFium's own
			continue
		}
		if quarters, ok := g.turn(c.Style.Angle); ok {
			votes[quarters]++
		}
	}
	most := 0
	for quarters, n := range votes {
		if n > votes[most] {
			most = quarters
		}
	}
	return most
}

// upright reports whether a character that is no blank can be read on the page
// as shown.
func (g geometry) upright(c pdfium.Char) bool {
	quarters, straight := g.turn(c.Style.Angle)
	return straight && quarters == 0
}

func neighbour(chars []pdfium.Char, i int) rune {
	if i < 0 || i >= len(chars) {
		return 0
	}
	return chars[i].Rune
}

func newGlyph(text string, c pdfium.Char, g geometry) glyph {
	return glyph{text: text, box: g.rect(c.Box), size: math.Abs(c.Style.Size) * scale, bold: bold(c.Style.Font)}
}

// builder collects glyphs into words.
type builder struct {
	page  document.Box
	words []document.Word
	seen  map[string][]document.Box // where a text stands already

	text  strings.Builder
	box   document.Box
	last  glyph
	ended bool // PDFium has put a line end behind the last glyph
	size  float64
	bold  bool
}

func (b *builder) add(g glyph) {
	if b.text.Len() > 0 && (apart(b.last, g) || b.ended && !joins(b.last, g)) {
		b.flush()
	}
	b.ended = false
	if b.text.Len() == 0 {
		b.size, b.bold = g.size, g.bold
	}
	b.text.WriteString(g.text)
	b.box = b.box.Union(g.box)
	b.last = g
}

// joins reports whether b goes on with the word that ends with a although a
// line ends between them: on a page with little text PDFium takes lines for
// columns, and ends one behind every letter. A blank is wider than the gap.
func joins(a, b glyph) bool {
	size := max(min(a.size, b.size), 1)
	gap := b.box.X0 - a.box.X1
	shift := math.Abs(b.box.CenterY() - a.box.CenterY())
	return gap < 0.23*size && gap > -0.3*size && shift < 0.5*size
}

// apart reports whether b cannot belong to the word that ends with a: it
// stands on another line, far to the right, or to the left of a. PDFium puts a
// blank wherever the text has one; this is for what it takes for one word and
// the eye does not, such as the cells of a narrow table.
func apart(a, b glyph) bool {
	size := max(a.size, b.size, 1)
	gap := b.box.X0 - a.box.X1
	shift := math.Abs(b.box.CenterY() - a.box.CenterY())
	return gap > 0.7*size || gap < -0.7*size-a.box.Width() || shift > size
}

// flush ends the word. A word that is printed twice at the same place (fake
// bold type) counts once, and one that lies outside of the page not at all.
func (b *builder) flush() {
	if b.text.Len() == 0 {
		return
	}
	w := document.Word{Text: norm.NFC.String(b.text.String()), Box: b.box, Size: b.size, Bold: b.bold, Confidence: 1}
	b.text.Reset()
	b.box, b.ended = document.Box{}, false
	if w.Box.OverlapX(b.page) < w.Box.Width()/2 || w.Box.OverlapY(b.page) < w.Box.Height()/2 || b.doubled(w) {
		return
	}
	b.seen[w.Text] = append(b.seen[w.Text], w.Box)
	b.words = append(b.words, w)
}

func (b *builder) doubled(w document.Word) bool {
	for _, o := range b.seen[w.Text] {
		if w.Box.OverlapX(o) >= 0.7*w.Box.Width() && w.Box.OverlapY(o) >= 0.7*w.Box.Height() {
			return true
		}
	}
	return false
}

// bold judges by the font's name, and by its weight where that says it.
func bold(f *pdfium.Font) bool {
	if f.Weight >= 650 {
		return true
	}
	name := strings.ToLower(f.Name)
	for _, part := range []string{"bold", "black", "heavy", "demi"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}
