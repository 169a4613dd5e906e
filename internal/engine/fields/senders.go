package fields

import (
	"slices"
	"strings"
)

// senders takes the name in front of a one-line address, as in the window of
// an envelope or in a footer: "Name · Street 1 · 12345 Town".
func (p *parties) senders(s *sheet) {
	for _, c := range s.cells {
		parts := splitParts(c.Text)
		if len(parts) < 2 || !isName(parts[0]) || len(parts[0]) > 60 {
			continue
		}
		if len(parts) < 3 && !strings.ContainsAny(c.Text, senderSigns) {
			continue // "Town, ST 12345"
		}
		if !strings.ContainsAny(c.Text, senderSigns) && !legalForm(parts[0]) && (endsInStreet(parts[0]) || s.underName(c)) {
			continue // all of it is the address of the name above
		}
		postal := slices.ContainsFunc(parts[1:], postalLine)
		if !postal && (c.Box.Y0 < 0.85*c.page.height || !strings.ContainsAny(c.Text, senderSigns)) {
			continue
		}
		if onlyLegalForm(parts[1]) {
			parts = append([]string{parts[0] + ", " + parts[1]}, parts[2:]...)
		}
		n := party{name: cleanName(parts[0]), cells: []*cell{c}, box: c.Box, page: c.page.index, address: parts[1:], supplier: 0.45}
		if legalForm(parts[0]) {
			n.supplier += 0.2
		}
		p.all = append(p.all, n)
	}
}

// underName reports whether a name in larger or bolder type stands right over
// the cell.
func (s *sheet) underName(c *cell) bool {
	o := s.above(c, c.Box, 1.5*c.Size)
	return o != nil && isName(o.Text) && len(o.labels) == 0 && (o.Size > 1.2*c.Size || o.Bold && !c.Bold)
}

const senderSigns = "·•|●∙▪"

// breaks makes a line end of each dash between two parts.
var breaks = strings.NewReplacer(" – ", "\n", " - ", "\n", " — ", "\n")

// splitParts splits a line at the signs that separate the parts of a sender
// or a footer.
func splitParts(text string) []string {
	f := func(r rune) bool { return strings.ContainsRune(senderSigns+"*", r) }
	parts := strings.FieldsFunc(text, f)
	if len(parts) < 2 {
		parts = strings.Split(breaks.Replace(text), "\n")
	}
	if len(parts) < 2 {
		parts = strings.Split(text, ", ")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// companies takes cells that end in a legal form, or stand at the very top of
// the first page.
func (p *parties) companies(s *sheet) {
	top := 0
	for _, c := range s.cells {
		if c.page.index > 0 || c.column {
			continue
		}
		name, box, ok := s.nameIn(c)
		if !ok || isTitle(c) {
			continue
		}
		first := c.Box.Y0 < 0.22*c.page.height && top < 4
		if !first && !legalForm(name) {
			continue
		}
		if first {
			top++
		}
		p.all = append(p.all, s.partyAt(c, name, box))
		if !legalForm(name) && first {
			if b := s.below(c, 0.9*c.Size); b != nil && legalForm(b.Text) && !strings.HasPrefix(b.key, c.key) && len(b.labels) == 0 && len(b.words) <= 5 && b.Bold == c.Bold && abs(b.Size-c.Size) < 0.1*c.Size && isName(b.Text) {
				both := s.partyAt(b, c.Text+" "+b.Text, c.Box.Union(b.Box))
				both.cells = []*cell{c, b}
				both.supplier = 0.1
				p.all = append(p.all, both)
			}
		}
	}
}

func isTitle(c *cell) bool {
	for _, l := range c.labels {
		if l.leading && l.is(kindTitle, kindInvoiceNumber) {
			return true
		}
	}
	return false
}
