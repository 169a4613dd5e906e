// Package layouttest sets text as pages for the tests of the engine's rooms.
package layouttest

import (
	"strings"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
)

// The fixed-pitch type that pages are set in, in pixels. A single blank is
// half the size wide and joins words; two blanks part them.
const (
	Size    = 30.0
	Pitch   = Size / 2
	Leading = 40.0
	margin  = 100.0
)

// Pages sets text as pages: one line of text a line of the page, a form feed
// begins a page. A line of nothing but dashes is drawn as a ruling.
func Pages(text string) []document.Page {
	var pages []document.Page
	for i, sheet := range strings.Split(text, "\f") {
		p := document.Page{Index: i, Width: 2480, Height: 3508}
		for row, line := range strings.Split(strings.Trim(sheet, "\n"), "\n") {
			y := margin + float64(row)*Leading
			if bar := strings.TrimSpace(line); len(bar) > 3 && strings.Trim(bar, "-") == "" {
				x := margin + Pitch*float64(strings.Index(line, bar))
				p.Rulings = append(p.Rulings, document.Ruling{Box: document.Box{X0: x, X1: x + Pitch*float64(len(bar)), Y0: y + Size/2, Y1: y + Size/2 + 2}})
				continue
			}
			p.Words = append(p.Words, Line(margin, y, line)...)
		}
		pages = append(pages, p)
	}
	return pages
}

// Line sets one line of text with its top left corner at x, y.
func Line(x, y float64, text string) []document.Word {
	var words []document.Word
	column := 0
	for text != "" {
		blanks := len(text) - len(strings.TrimLeft(text, " "))
		text, column = text[blanks:], column+blanks
		end := strings.IndexByte(text, ' ')
		if end < 0 {
			end = len(text)
		}
		if end == 0 {
			break
		}
		n := utf8.RuneCountInString(text[:end])
		words = append(words, document.Word{
			Text: text[:end], Size: Size, Confidence: 1,
			Box: document.Box{X0: x + Pitch*float64(column), X1: x + Pitch*float64(column+n), Y0: y, Y1: y + Size},
		})
		text, column = text[end:], column+n
	}
	return words
}
