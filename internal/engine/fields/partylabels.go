package fields

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// labelled takes the names behind or below "Seller", "Bill to" and the like.
func (p *parties) labelled(s *sheet) {
	for _, c := range s.cells {
		for _, l := range c.labels {
			supplier, receiver, ship := l.is(kindSupplier), l.is(kindReceiver), l.is(kindShipTo)
			if receiver && l.tokens == 1 && c.tokens[0].text == "to" && s.onSlip(c) {
				supplier, receiver = true, false // the money goes to the seller
			}
			if !supplier && !receiver && !ship || c.column || !partyLabel(c, l) {
				continue
			}
			attention, _ := l.sense(kindReceiver)
			if attention.weak && !c.full(l) {
				continue // somebody at the buyer's
			}
			name, ok := s.nameAfter(c, l)
			if !ok {
				continue
			}
			switch {
			case ship:
				name.receiver, name.supplier = -0.5, -1
			case supplier && receiver:
				name.receiver, name.supplier = 0.3, 0.3
			case supplier:
				name.supplier, name.receiver, name.called = calledSupplier, -1, true
				if called, _ := l.sense(kindSupplier); called.weak {
					name.supplier = 0
				}
			default:
				name.receiver, name.supplier = calledReceiver, -1
				if attention.weak {
					name.receiver = calledWeakly
				}
			}
			p.all = append(p.all, name)
		}
	}
}

// slipRows is how many rows down a slip's title speaks of.
const slipRows = 12

// onSlip reports whether a cell is on the slip that the buyer sends back with
// the money: the slip's title is above.
func (s *sheet) onSlip(c *cell) bool {
	for r := c.row; r >= max(0, c.row-slipRows); r-- {
		for _, o := range c.page.rows[r] {
			if len(o.labels) > 0 && o.labels[0].is(kindSlip) && o.full(o.labels[0]) {
				return true
			}
		}
	}
	return false
}

// partyLabel reports whether a label for a party is used as one: with a
// colon, or alone in its cell. Short words ("to", "de") need that the more.
func partyLabel(c *cell, l label) bool {
	if l.from > 0 && !strings.ContainsAny(c.words[l.from-1].Text, ":|") {
		return false
	}
	return l.colon || c.full(l) || l.tokens >= 2 && l.to < len(c.words) && startsUpper(c.words[l.to].Text)
}

// nameAfter is the name that a party's label announces: behind it, to its
// right, or below.
func (s *sheet) nameAfter(c *cell, l label) (party, bool) {
	if rest := c.words[l.to:]; len(rest) > 0 && !c.ends(l) {
		rest = trimSigns(rest)
		if isName(joinTexts(rest)) {
			return s.partyAt(c, joinTexts(rest), boxOf(rest)), true
		}
		return inlineAddress(c, rest)
	}
	row := c.page.rows[c.row]
	if c.col+1 < len(row) {
		o := row[c.col+1]
		if len(o.labels) == 0 && isName(o.Text) && o.Box.X0-c.Box.X1 < 0.3*c.page.width && !partyLabelled(o) {
			if b := s.below(c, 1.6*c.Size); b == nil || !isName(b.Text) || len(b.labels) > 0 || l.colon && !startsBlockUnder(c, b) {
				return s.partyAt(o, o.Text, o.Box), true
			}
		}
	}
	at := c
	for range 4 {
		b := s.below(at, 3.5*c.Size)
		if b == nil || partyLabelled(b) {
			return party{}, false
		}
		if name, box, ok := s.nameIn(b); ok {
			return s.partyAt(b, name, box), true
		}
		if next := s.below(b, addressLeading*b.Size); at == c && streetName(b.Text) && next != nil && !postalLine(next.Text) {
			return s.partyAt(b, b.Text, b.Box), true
		}
		at = b
	}
	return party{}, false
}

// inlineAddress is the party in words with the name and the address in one
// line, with commas between them.
func inlineAddress(c *cell, words []document.Word) (party, bool) {
	parts := strings.Split(joinTexts(words), ", ")
	if len(parts) > 2 && onlyLegalForm(parts[1]) {
		parts = append([]string{parts[0] + ", " + parts[1]}, parts[2:]...)
	}
	if len(parts) < 2 || !isName(parts[0]) || !slices.ContainsFunc(parts[1:], postalLine) {
		return party{}, false
	}
	return party{name: cleanName(parts[0]), cells: []*cell{c}, address: parts[1:], box: boxOf(words), page: c.page.index}, true
}

func startsBlockUnder(c, b *cell) bool { return abs(b.Box.X0-c.Box.X0) < 1.5*c.Size }

func partyLabelled(c *cell) bool {
	for _, l := range c.labels {
		if l.is(kindSupplier, kindReceiver, kindShipTo) && c.full(l) {
			return true
		}
	}
	return false
}

// nameIn is the name a cell holds, or that the cell to its right holds where
// this one is the label for it.
func (s *sheet) nameIn(c *cell) (string, document.Box, bool) {
	for _, l := range c.labels {
		if l.from != 0 || !l.is(kindName) {
			continue
		}
		if rest := c.words[l.to:]; len(rest) > 0 && l.colon {
			rest = trimSigns(rest)
			return joinTexts(rest), boxOf(rest), isName(joinTexts(rest))
		}
		if row := c.page.rows[c.row]; c.full(l) && c.col+1 < len(row) && isName(row[c.col+1].Text) {
			name, box := s.withLineAbove(row[c.col+1])
			return name, box, true
		}
	}
	if len(c.labels) > 0 && c.labels[0].leading && (c.full(c.labels[0]) || c.labels[0].colon) {
		return "", document.Box{}, false
	}
	if salutation(c.Text) || c.allLabels() {
		return "", document.Box{}, false
	}
	name, box := s.withSalutation(c, c.Text)
	return name, box, isName(c.Text)
}

// withLineAbove puts the line above in front of a value whose label stands
// beside the middle of both.
func (s *sheet) withLineAbove(c *cell) (string, document.Box) {
	o := s.above(c, c.Box, 0.8*c.Size)
	if o == nil || o.col > 0 || abs(o.Box.X0-c.Box.X0) > 0.3*c.Size || !isName(o.Text) && !salutation(o.Text) {
		return c.Text, c.Box
	}
	return o.Text + " " + c.Text, o.Box.Union(c.Box)
}

func trimSigns(words []document.Word) []document.Word {
	for len(words) > 0 && compact(words[0].Text) == "" && strings.Trim(words[0].Text, ":-–|·•=") == "" {
		words = words[1:]
	}
	return words
}

// allLabels reports whether labels cover the whole cell.
func (c *cell) allLabels() bool {
	covered := 0
	for i := range c.words {
		if c.inLabel(i) {
			covered++
		}
	}
	return covered == len(c.words)
}

func startsUpper(text string) bool {
	for _, r := range text {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}
