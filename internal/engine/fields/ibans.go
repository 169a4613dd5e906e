package fields

import (
	"github.com/docextract/docextract/internal/engine/identifier"
)

// ibanAt reads the IBAN that begins at a word, and may go on in the line
// below or beside.
func (s *sheet) ibanAt(c *cell, i int) (ident, bool) {
	if id, ok := s.misreadIBAN(c, i); ok {
		return id, true
	}
	begin := compact(c.words[i].Text)
	if len(begin) == 2 && i+1 < len(c.words) {
		begin += compact(c.words[i+1].Text)
	}
	if !identifier.IBANShape(begin) {
		return ident{}, false
	}
	length := identifier.IBANLength(begin[:2])
	q, _ := strength(s.attachments(c, i, i+1), kindIBAN)
	text, at, to := "", c, i
	for at != nil && len(text) < length {
		text, to = ibanPart(at, to, text, length)
		if to < len(at.words) || len(text) >= length || q < 0.4 && to-i < 3 {
			break
		}
		next := s.continuation(at)
		if next == nil && at == c {
			if whole, ok := s.wrappedIBAN(at, text, length); ok {
				text = whole
			}
		}
		at, to = next, 0
	}
	id := ident{cell: c, from: i, to: len(c.words), text: text, iban: true, box: boxOf(c.words[i:])}
	if at == c {
		id.to, id.box = to, boxOf(c.words[i:to])
	}
	id.labelled = s.attachments(c, i, id.to)
	if len(text) == length {
		return id, true
	}
	return id, q > 0.4 && len(text) >= 14 && len(text) <= 34
}

// ibanPart adds the words of a cell from one on to the text of an IBAN, as far
// as they can be of it.
func ibanPart(c *cell, from int, text string, length int) (whole string, to int) {
	for to = from; to < len(c.words) && len(text) < length; to++ {
		w := compact(c.words[to].Text)
		if w == "" || !isUpper(w) || !hasDigit(w) && (len(w) > 5 || text != "" && len(w) != 4 && len(w) != 2 && len(text)+len(w) != length) {
			break
		}
		text += w
	}
	return text, to
}

// wrappedIBAN is an IBAN that begins at the end of a row and goes on where the
// next one begins. Only the check digits say that it is one.
func (s *sheet) wrappedIBAN(c *cell, text string, length int) (string, bool) {
	rows := c.page.rows
	if c.col+1 < len(rows[c.row]) || c.row+1 >= len(rows) || len(rows[c.row+1]) == 0 {
		return "", false
	}
	first, next := rows[c.row][0], rows[c.row+1][0]
	if abs(next.Box.X0-first.Box.X0) > next.Size || next.Box.Y0-c.Box.Y1 > 0.9*c.Size {
		return "", false
	}
	text, _ = ibanPart(next, 0, text, length)
	return text, identifier.ValidIBAN(text)
}

// continuation is the cell where text that reached the end of c goes on.
func (s *sheet) continuation(c *cell) *cell {
	row := c.page.rows[c.row]
	if c.col+1 < len(row) && row[c.col+1].Box.X0-c.Box.X1 < 2.5*c.Size && isCapitals(row[c.col+1].words[0].Text) {
		return row[c.col+1]
	}
	for r := c.row + 1; r < min(len(c.page.rows), c.row+4); r++ {
		for _, o := range c.page.rows[r] {
			if o.Box.OverlapX(c.Box) > 0 && o.Box.Y0-c.Box.Y1 < 0.9*c.Size && isCapitals(o.words[0].Text) && hasDigit(o.words[0].Text) {
				return o
			}
		}
	}
	return nil
}

// ibans ranks the IBANs: labelled ones that check, the seller's first.
func (s *sheet) ibans(ids []ident) []candidate {
	var found []candidate
	for n, id := range ids {
		if !id.iban {
			continue
		}
		q, _ := strength(id.labelled, kindIBAN)
		score := 0.75 + 0.3*q - 0.02*float64(n)
		if identifier.ValidIBAN(id.text) {
			score += 0.3
		}
		if debited(id.cell) {
			score -= 0.7
		}
		found = append(found, id.candidate(score, hints{flag(identifier.ValidIBAN(id.text)), q, float64(n), flag(debited(id.cell))}))
	}
	return rank(found, 0.3)
}

// debited reports whether the text around speaks of the buyer's account, from
// which the seller draws.
func debited(c *cell) bool {
	for r := max(0, c.row-2); r <= min(len(c.page.rows)-1, c.row+1); r++ {
		for _, o := range c.page.rows[r] {
			for _, t := range o.tokens {
				if debitWords.has(t.text) {
					return true
				}
			}
		}
	}
	return false
}

const debitWords wordSet = `mandat mandatsreferenz mandate lastschrift abgebucht abbuchen eingezogen einziehen debited domiciliacion prelevement
	preleve incasso geincasseerd addebito addebitato trajnik`
