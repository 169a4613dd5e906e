package fields

import (
	"strings"
)

// occurrences is how many cells hold the name.
func (s *sheet) occurrences(n *party) int {
	key, count := plain(n.name), 0
	several := strings.Contains(n.name, " ") // a lone word may be anything within a text
	for _, c := range s.cells {
		if text := c.key; strings.HasPrefix(text, key) || several && strings.Contains(text, key) {
			count++
		}
	}
	return count
}

// usualSize is the height of most cells.
func (s *sheet) usualSize() float64 {
	sum, n := 0.0, 0.0
	for _, c := range s.cells {
		sum += c.Size * float64(len(c.words))
		n += float64(len(c.words))
	}
	return sum / max(1, n)
}

// ownsContact reports whether contact details that a seller gives stand right
// under the name: telephone, mail, web, bank.
func (s *sheet) ownsContact(n *party) bool {
	at := n.cells[len(n.cells)-1]
	for range addressLinesNear {
		at = s.below(at, 1.3*at.Size)
		if at == nil || partyLabelled(at) {
			return false
		}
		if strings.ContainsAny(at.Text, "@") || strings.Contains(at.Text, "www.") {
			return true
		}
		for _, l := range at.labels {
			if l.leading && l.is(kindContact, kindIBAN) && !l.is(kindName) {
				return true
			}
		}
	}
	return false
}

// customerNumberNear reports whether the lines under a name hold a customer's
// number.
func (s *sheet) customerNumberNear(n *party) bool {
	at := n.cells[len(n.cells)-1]
	for range addressLinesNear {
		at = s.below(at, 1.3*at.Size)
		if at == nil || partyLabelled(at) {
			return false
		}
		for _, t := range at.tokens {
			if customerNumbers.has(t.text) {
				return true
			}
		}
	}
	return false
}

// whose says whose VAT number stands under a name.
type whose int

const (
	nobodys    whose = iota
	theirOwn         // one that is not called the reader's
	theReaders       // one that is: "Your VAT number"
)

// vatIDUnder looks for a VAT number in or under a name's lines.
func (s *sheet) vatIDUnder(n *party, ids []ident) whose {
	for _, id := range ids {
		switch {
		case id.iban || !near(id, n):
		case ofCustomer(id.labelled) || strengthOf(id.labelled, kindReceiverVATID) > 0.5:
			return theReaders
		default:
			return theirOwn
		}
	}
	return nobodys
}

// rowsAbove is how many rows of the page are over the cell.
func (s *sheet) rowsAbove(c *cell) int { return min(c.row, 8) }

const customerNumbers wordSet = "kundennummer kunden kdnr customer client cliente klantnummer kupca debiteurnummer"

// underSender reports whether the line of an envelope's window is above.
func (s *sheet) underSender(c *cell) bool {
	o := s.above(c, c.Box, 3*c.Size)
	return o != nil && len(splitParts(o.Text)) >= 2 && postalLine(o.Text)
}
