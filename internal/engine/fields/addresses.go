package fields

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// partyAt is a party with the lines below its name taken for its address.
func (s *sheet) partyAt(c *cell, name string, box document.Box) party {
	p := party{name: cleanName(name), cells: []*cell{c}, box: box, page: c.page.index}
	at := c
	if b := s.below(c, 0.9*c.Size); b != nil && (s.goesOn(name, b) || s.boldGoesOn(c, name, b)) {
		p.name = cleanName(name + " " + b.Text)
		p.cells, p.box, at = append(p.cells, b), p.box.Union(b.Box), b
	}
	for range 7 {
		b := s.below(at, addressLeading*c.Size)
		if b == nil || partyLabelled(b) || isTitle(b) || salutation(b.Text) || abs(b.Box.X0-c.Box.X0) > 2*c.Size && abs(b.Box.X1-c.Box.X1) > 2*c.Size {
			break
		}
		if b.column || countLetters(b.Text) < 3 {
			break
		}
		at = b
		if len(b.labels) > 0 && b.labels[0].from == 0 && (b.labels[0].colon || b.full(b.labels[0])) && !addressLabel(b) {
			continue // a customer's number, a VAT number
		}
		p.address = append(p.address, strings.TrimSpace(addressText(b)))
		p.box = p.box.Union(b.Box)
		if postalLine(b.Text) {
			break
		}
	}
	return p
}

// goesOn reports whether a name goes on in the cell below: there is nothing
// but a legal form, or the two together are printed elsewhere.
func (s *sheet) goesOn(name string, b *cell) bool {
	if legalForm(name) || len(b.words) > 5 || len(b.labels) > 0 && b.labels[0].colon {
		return false
	}
	if onlyLegalForm(b.Text) {
		return true
	}
	return isName(b.Text) && s.printed(name+" "+b.Text)
}

// boldGoesOn reports whether a name in bold goes on in the cell below: that
// one is in bold, too, and what follows is not.
func (s *sheet) boldGoesOn(c *cell, name string, b *cell) bool {
	if !c.Bold || !b.Bold || legalForm(name) || hasDigit(b.Text) || len(b.labels) > 0 || !isName(b.Text) || abs(b.Size-c.Size) > 0.1*c.Size {
		return false
	}
	next := s.below(b, 0.9*b.Size)
	return next != nil && !next.Bold && (streetLine(next.Text) || postalLine(next.Text))
}

// printed reports whether a text stands within one cell.
func (s *sheet) printed(text string) bool {
	key := plain(text)
	for _, c := range s.cells {
		if len(c.Text) >= len(text)-4 && strings.Contains(c.key, key) {
			return true
		}
	}
	return false
}

// addressLabel reports whether the cell begins with a label for an address.
func addressLabel(c *cell) bool {
	switch c.tokens[0].text {
	case "address", "adresse", "anschrift", "direccion", "domicilio", "indirizzo", "naslov", "sede", "morada", "adres":
		return true
	}
	return false
}

// addressText is the cell's text without the label.
func addressText(c *cell) string {
	if addressLabel(c) && len(c.labels) > 0 && c.labels[0].from == 0 {
		return joinTexts(trimSigns(c.words[c.labels[0].to:]))
	}
	return c.Text
}

// addressed takes the first line of every address.
func (p *parties) addressed(s *sheet) {
	for _, c := range s.cells {
		if !postalLine(c.Text) || len(c.words) > 7 || c.column {
			continue
		}
		var lines []*cell
		at := c
		for range 6 {
			o := s.above(at, at.Box, addressLeading*c.Size)
			if o == nil || o.column || abs(o.Box.X0-c.Box.X0) > 1.5*c.Size && abs(o.Box.X1-c.Box.X1) > 1.5*c.Size && abs(o.Box.CenterX()-c.Box.CenterX()) > c.Size {
				break
			}
			if stopsAddress(o) || postalLine(o.Text) {
				break
			}
			if skipsAddress(o) {
				at = o
				continue
			}
			lines = append(lines, o)
			at = o
		}
		for _, line := range slices.Backward(lines) {
			if name, box, ok := s.nameIn(line); ok {
				n := s.partyAt(line, name, box)
				n.box = n.box.Union(c.Box)
				p.all = append(p.all, n)
				break
			}
		}
	}
}

// stopsAddress reports whether a cell cannot be in the middle of an address:
// it is a party's label, a title or a sentence.
func stopsAddress(c *cell) bool {
	for _, l := range c.labels {
		if l.leading && c.full(l) && !l.is(kindName) {
			return true
		}
	}
	return len(c.words) > 9 || isTitle(c)
}

// skipsAddress reports whether a cell is a labelled value between the lines
// of an address.
func skipsAddress(c *cell) bool {
	return len(c.labels) > 0 && c.labels[0].from == 0 && c.labels[0].colon && !c.labels[0].is(kindName) || strings.ContainsAny(c.Text, "@") || strings.Contains(c.Text, "www.")
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
