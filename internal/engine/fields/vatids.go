package fields

import (
	"strings"

	"github.com/docextract/docextract/internal/engine/identifier"
)

// supplierVATIDs ranks the VAT numbers by whose they are.
func (s *sheet) supplierVATIDs(ids []ident, p *parties) []candidate {
	receiver := p.best(func(n party) float64 { return n.receiver })
	supplier := p.best(func(n party) float64 { return n.supplier })
	var found []candidate
	for n, id := range ids {
		if id.iban {
			continue
		}
		q, _ := strength(id.labelled, kindVATID)
		theirs, _ := strength(id.labelled, kindReceiverVATID)
		if ofCustomer(id.labelled) {
			theirs = 1
		}
		score := 0.5 + 0.45*q - 0.9*theirs - 0.03*float64(n)
		if id.country != "" {
			score += 0.25
		}
		buyers, sellers := near(id, receiver), p.nearNamesake(id, supplier)
		if buyers && sellers { // the nearer name's
			sellers = supplier.cells[0].Box.Y0 > receiver.cells[0].Box.Y0
			buyers = !sellers
		}
		if buyers {
			score -= min(0.9, 0.4+0.5*receiver.receiver)
		}
		if sellers || id.box.Y0 > 0.82*id.cell.page.height {
			score += 0.3
		}
		found = append(found, id.candidate(score, hints{flag(id.country != ""), q, float64(n), theirs, flag(buyers), flag(sellers)}))
	}
	return rank(found, 0.5)
}

// ofCustomer reports whether the label's cell says that its value is the
// reader's own.
func ofCustomer(labels []attachment) bool {
	for _, a := range labels {
		if !a.label.is(kindVATID, kindReceiverVATID, kindVAT, kindReceiver) {
			continue
		}
		for _, t := range a.cell.tokens {
			if customerWords.has(t.text) {
				return true
			}
		}
	}
	return false
}

const customerWords wordSet = "your ihre ihr votre su vostra vs uw vasa vas customer client cliente kunde kunden klant kupca kupec narocnika narocnik buyer purchaser acheteur comprador acquirente koper kaufer leistungsempfangers "

// columnUnder is how far down, in sizes, lines that begin where a name does
// are still about it.
const columnUnder = 14

// near reports whether an identifier stands in or right under a party's lines.
func near(id ident, p *party) bool {
	if p == nil || p.page != id.cell.page.index {
		return false
	}
	c, name := id.cell.Box, p.cells[0]
	if abs(c.X0-name.Box.X0) < name.Size && c.Y0 > name.Box.Y0 && c.Y0-name.Box.Y0 < columnUnder*name.Size {
		return true
	}
	if c.OverlapX(p.box) <= 0 {
		return false
	}
	return c.Y0 >= p.box.Y0-id.cell.Size && c.Y0 <= p.box.Y1+4.5*id.cell.Size
}

// nearNamesake reports whether an identifier stands near a party, or near
// another place where its name is printed, shorter or longer.
func (p *parties) nearNamesake(id ident, of *party) bool {
	if of == nil {
		return false
	}
	key := plain(of.name)
	for i := range p.all {
		n := &p.all[i]
		if k := plain(n.name); len(k) >= 4 && (strings.HasPrefix(key, k) || strings.HasPrefix(k, key)) && n.supplier > n.receiver && near(id, n) {
			return true
		}
	}
	return near(id, of)
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
	if id, ok := s.misreadVAT(c, i); ok {
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
	for to < len(c.words) && to < i+4 && isDigits(strings.TrimRight(c.words[to].Text, ".,;")) && isDigits(lastSign(c.words[to-1].Text)) {
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

// lastSign is the text's last byte, a digit where a number goes on.
func lastSign(text string) string { return text[len(text)-1:] }

// startsWith reports whether the cell begins with a label of the kind and a
// colon.
func (c *cell) startsWith(k Kind) bool {
	return len(c.labels) > 0 && c.labels[0].from <= 1 && c.labels[0].is(k) && c.labels[0].colon
}
