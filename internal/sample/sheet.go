package sample

import (
	"fmt"
	"strings"
)

// sheet is a document while it is drawn: its content, its look, and where the
// next thing goes.
type sheet struct {
	surface
	look
	inv    *Invoice
	words  labels
	second labels
	conv   convention

	// paper and margins in millimetres; below bottom only the footer stands.
	paperW, paperH           float64
	left, right, top, bottom float64
	y                        float64
	number, count            int // of pages
	// head and foot are drawn on pages after the first, and on every page.
	head, foot func()
}

// write puts text at x with its baseline at the current line.
func (s *sheet) write(x float64, f font, str string) { s.text(x, s.y, str, f) }

// writeRight ends the text at x.
func (s *sheet) writeRight(x float64, f font, str string) { s.text(x-s.width(str, f), s.y, str, f) }

// writeCenter has the text's middle at x.
func (s *sheet) writeCenter(x float64, f font, str string) { s.text(x-s.width(str, f)/2, s.y, str, f) }

// down moves to a lower line.
func (s *sheet) down(mm float64) { s.y += mm }

// lines writes one line under the other and moves below them.
func (s *sheet) lines(x float64, f font, lines ...string) {
	for _, l := range lines {
		s.write(x, f, l)
		s.down(f.leading())
	}
}

// paragraph writes text wrapped to the width.
func (s *sheet) paragraph(x, width float64, f font, str string) {
	s.lines(x, f, s.wrap(str, width, f)...)
}

// wrap breaks text at blanks. A word wider than the width stands alone.
func (s *sheet) wrap(str string, width float64, f font) []string {
	var out []string
	line := ""
	for word := range strings.FieldsSeq(str) {
		next := strings.TrimLeft(line+" "+word, " ")
		if line != "" && s.width(next, f) > width {
			out = append(out, line)
			next = word
		}
		line = next
	}
	return append(out, line)
}

// rule draws a line across at y.
func (s *sheet) rule(x0, x1, y, thick float64) { s.line(x0, y, x1, y, thick) }

// start begins the first page.
func (s *sheet) start() {
	s.newPage()
	s.y = s.top
}

func (s *sheet) newPage() {
	s.number++
	s.page(s.paperW, s.paperH)
	s.y = s.top
	if s.number > 1 && s.head != nil {
		s.head()
	}
	if s.foot != nil {
		y := s.y
		s.foot()
		s.y = y
	}
}

// need begins a new page unless so many millimetres are left.
func (s *sheet) need(mm float64) {
	if s.y+mm > s.bottom {
		s.newPage()
	}
}

// label is a word with the document's colon.
func (s *sheet) label(w word) string { return s.words[w] + s.colon }

// said is a wording with its %s filled in.
func (s *sheet) said(w word, value string) string { return fmt.Sprintf(s.words[w], value) }

func (s *sheet) pageLabel() string { return fmt.Sprintf(s.words[wPage], s.number, s.count) }

// title is what the document calls itself.
func (s *sheet) title() string {
	if s.inv.Credit {
		return s.words[wCreditNote]
	}
	return s.words[wInvoice]
}

// account is the IBAN as it is printed.
func (s *sheet) account() string {
	if s.spacedIBAN {
		return spaced(s.inv.Supplier.IBAN)
	}
	return s.inv.Supplier.IBAN
}
