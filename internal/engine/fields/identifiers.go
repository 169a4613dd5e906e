package fields

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/identifier"
)

// ident is an IBAN or a VAT identification number in the words from to before
// to of a cell.
type ident struct {
	cell     *cell
	from, to int
	text     string // capitals and digits alone
	iban     bool
	country  string // of a VAT number with a prefix
	labelled []attachment
	box      document.Box
}

// identifiers finds all IBANs and VAT numbers, with a prefix or a label.
func (s *sheet) identifiers() []ident {
	var found []ident
	for _, c := range s.cells {
		for i := 0; i < len(c.words); i++ {
			if !hasDigit(c.words[i].Text) && !isCapitals(c.words[i].Text) {
				continue
			}
			id, ok := s.ibanAt(c, i)
			if !ok {
				id, ok = s.vatAt(c, i)
			}
			if ok {
				found = append(found, id)
				i = max(i, id.to-1)
			}
		}
	}
	return found
}

// compact is a text's letters and digits, or "" if it has others than the
// signs that group identifiers.
func compact(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsDigit(r) || unicode.IsLetter(r):
			b.WriteRune(r)
		case !strings.ContainsRune(" .-/,;:()|", r):
			return ""
		}
	}
	return b.String()
}

// ibanAt reads the IBAN that begins at a word, and may go on in the line
// below or beside.
func (s *sheet) ibanAt(c *cell, i int) (ident, bool) {
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
		for ; to < len(at.words) && len(text) < length; to++ {
			w := compact(at.words[to].Text)
			if w == "" || !isUpper(w) || !hasDigit(w) && (len(w) > 5 || text != "" && len(w) != 4 && len(w) != 2) {
				break
			}
			text += w
		}
		if to < len(at.words) || len(text) >= length || q < 0.4 && to-i < 3 {
			break
		}
		at, to = s.continuation(at), 0
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

// vatAt reads the VAT number that begins at a word: one with a country's
// prefix, or what a label says is one.
func (s *sheet) vatAt(c *cell, i int) (ident, bool) {
	for n := min(5, len(c.words)-i); n > 0; n-- {
		text := compact(joinTexts(c.words[i : i+n]))
		country := identifier.VATCountry(strings.ToUpper(text))
		if country == "" || text[:2] != strings.ToUpper(text[:2]) {
			continue
		}
		id := ident{cell: c, from: i, to: i + n, text: strings.ToUpper(text), country: country, box: boxOf(c.words[i : i+n])}
		if country == "CHE" || country == "NO" {
			id.text = strings.TrimRight(id.text, "MWSTVAI") // the tax's name is no part of the number
		}
		id.labelled = s.attachments(c, i, i+n)
		q, _ := strength(id.labelled, kindVATID, kindReceiverVATID)
		if country == "RO" && q < 0.5 || country == "CHE" && n > 0 && q == 0 && len(text) < 12 {
			continue
		}
		return id, true
	}
	return s.labelledVAT(c, i)
}

// labelledVAT reads a number without a prefix behind a label for VAT numbers.
func (s *sheet) labelledVAT(c *cell, i int) (ident, bool) {
	if !hasDigit(c.words[i].Text) {
		return ident{}, false
	}
	to := i + 1
	for to < len(c.words) && to < i+4 && strings.Trim(c.words[to].Text, "0123456789") == "" {
		to++
	}
	for ; to > i; to-- {
		text := strings.ToUpper(compact(joinTexts(c.words[i:to])))
		if digits := countDigits(text); digits < 7 || len(text) > 15 || len(text)-digits > 4 {
			continue
		}
		id := ident{cell: c, from: i, to: to, text: text, box: boxOf(c.words[i:to])}
		id.labelled = s.attachments(c, i, to)
		q, other := strength(id.labelled, kindVATID, kindReceiverVATID)
		if plainVAT, _ := strength(id.labelled, kindVAT); countDigits(text) >= 8 && c.startsWith(kindVAT) && !strings.Contains(joinTexts(c.words[i:to]), ",") {
			q = max(q, plainVAT) // "VAT: 123456789"
		}
		return id, q > 0.5 && q >= other-0.01
	}
	return ident{}, false
}

// startsWith reports whether the cell begins with a label of the kind and a
// colon.
func (c *cell) startsWith(k Kind) bool {
	return len(c.labels) > 0 && c.labels[0].from <= 1 && c.labels[0].is(k) && c.labels[0].colon
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
		found = append(found, candidate{text: id.text, score: score, page: id.cell.page.index, box: id.box})
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

func joinTexts(words []document.Word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
	}
	return strings.Join(texts, " ")
}

func boxOf(words []document.Word) document.Box {
	var box document.Box
	for _, w := range words {
		box = box.Union(w.Box)
	}
	return box
}

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// isUpper reports whether s has no lower-case letter.
func isUpper(s string) bool { return strings.IndexFunc(s, unicode.IsLower) < 0 }

// isCapitals reports whether s, signs aside, is capitals and digits.
func isCapitals(s string) bool {
	t := compact(s)
	return t != "" && isUpper(t)
}
