// Package layout orders the words of a page: into lines that share a
// baseline, into segments split where a gap is wider than a blank, and into
// blocks of segments that stand under each other. Words read from pictures it
// cleans of dirt first. It answers what is left of,
// right of, above and below a place. It knows neither languages nor fields.
package layout

import (
	"iter"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
)

// Document is the pages of a document in reading order.
type Document struct{ Pages []*Page }

// Page is one page, ordered. Coordinates are pixels at 300 dpi.
type Page struct {
	Index         int // from 0
	Width, Height float64
	// Lines run from top to bottom.
	Lines []*Line
	// Blocks are in order of their first segment.
	Blocks  []*Block
	Rulings []document.Ruling
	// Read tells that the words were read from a picture.
	Read bool
}

// Line is the words of one page that share a baseline, from left to right
// over the whole width of the page.
type Line struct {
	Index    int // in Page.Lines
	Box      document.Box
	Size     float64 // the usual height of a word
	Words    []document.Word
	Segments []*Segment

	base   float64
	turned bool
}

// Baseline is where the line's letters stand.
func (l *Line) Baseline() float64 { return l.base }

// Turned reports whether the line is a word that runs up or down the page.
func (l *Line) Turned() bool { return l.turned }

// Segment is a run of words of one line without a gap wider than a blank: a
// phrase, a table cell, a label.
type Segment struct {
	Page, Line int // indices
	Index      int // in Line.Segments
	Text       string
	Words      []document.Word
	Box        document.Box
	Size       float64
	Bold       bool
	Block      *Block
}

// New orders the words of the pages.
func New(pages []document.Page) *Document {
	d := &Document{Pages: make([]*Page, 0, len(pages))}
	for i := range pages {
		d.Pages = append(d.Pages, newPage(&pages[i]))
	}
	return d
}

func newPage(src *document.Page) *Page {
	p := &Page{Index: src.Index, Width: src.Width, Height: src.Height, Rulings: src.Rulings, Read: read(src.Words)}
	words, signs := legible(src.Words)
	p.Lines = lines(words)
	bars, widest := verticals(src.Rulings, signs), widestBlank(words)
	if p.Read {
		widest = readBlank(p.Lines)
	}
	for i, l := range p.Lines {
		l.Index = i
		l.Segments = segments(l, bars, widest)
		for j, s := range l.Segments {
			s.Page, s.Line, s.Index = src.Index, i, j
		}
	}
	p.Blocks = blocks(p)
	return p
}

// Segments runs over all segments, page by page and line by line.
func (d *Document) Segments() iter.Seq[*Segment] {
	return func(yield func(*Segment) bool) {
		for _, p := range d.Pages {
			for _, l := range p.Lines {
				for _, s := range l.Segments {
					if !yield(s) {
						return
					}
				}
			}
		}
	}
}

// Text is the line's words with single blanks between them.
func (l *Line) Text() string { return Text(l.Words) }

// Text joins words with single blanks.
func Text(words []document.Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// Bounds is the box around words.
func Bounds(words []document.Word) document.Box {
	var box document.Box
	for _, w := range words {
		box = box.Union(w.Box)
	}
	return box
}
