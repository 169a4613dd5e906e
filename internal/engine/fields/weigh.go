package fields

import (
	"slices"
	"strings"
)

// What speaks for and against a name.
const (
	hasLegalForm     = 0.2
	repeated         = 0.22
	domainMatches    = 0.5
	atTheTop         = 0.25
	inTheFooter      = 0.2
	letterSize       = 0.15
	ownContact       = 0.15
	windowPlace      = 0.45
	belowSender      = 0.3
	hasAddress       = 0.15
	belowTheHeader   = 0.5
	notBoth          = 0.8
	customersNumber  = 0.25
	besideVATID      = 0.2
	notABank         = 0.6
	onlyOther        = 0.4
	addressLinesNear = 6
	comesSecond      = 0.15
	withTitle        = 0.4
	firstFirst       = 0.02 // for each line of the page above
)

// weighParties scores every name as the supplier's and as the receiver's.
func (s *sheet) weighParties(p *parties, ids []ident) {
	domains := s.domains()
	for i := range p.all {
		n := &p.all[i]
		n.supplier += s.supplierEvidence(n, p, domains, ids)
		n.receiver += s.receiverEvidence(n, p, ids)
	}
	p.exclude()
	p.onlyOther()
}

// onlyOther takes the one other address of the first page for the receiver's
// where nothing says whose it is.
func (p *parties) onlyOther() {
	best := p.best(func(n party) float64 { return n.receiver })
	supplier := p.best(func(n party) float64 { return n.supplier })
	if best == nil || best.receiver >= namesNeed || supplier == nil {
		return
	}
	for i := range p.all {
		n := &p.all[i]
		if c := n.cells[0]; len(n.address) > 0 && c.page.index == 0 && c.Box.Y0 < 0.45*c.page.height && plain(n.name) != plain(supplier.name) && slices.ContainsFunc(n.address, postalLine) {
			n.receiver = max(n.receiver, 0.1) + onlyOther
		}
	}
}

// supplierEvidence is what speaks for a name being the supplier's.
func (s *sheet) supplierEvidence(n *party, p *parties, domains []string, ids []ident) float64 {
	c := n.cells[0]
	y := c.Box.Y0 / c.page.height
	score := 0.1
	if legalForm(n.name) {
		score += hasLegalForm
	}
	if s.occurrences(n) > 1 {
		score += repeated
	}
	if matchesDomain(n.name, domains) {
		score += domainMatches
	}
	if isBank(n.name) {
		score -= notABank
	}
	switch {
	case c.page.index > 0:
		score -= 0.2
	case y < 0.08:
		score += atTheTop + 0.1 - firstFirst*float64(s.rowsAbove(c))
	case y < 0.17:
		score += atTheTop - firstFirst*float64(s.rowsAbove(c))
	case y > 0.85:
		score += inTheFooter
	case y > 0.35:
		score -= 0.2
	}
	if c.Size > 1.25*s.usualSize() {
		score += letterSize
	}
	if s.ownsContact(n) {
		score += ownContact
	}
	if c.page.index == 0 && slices.ContainsFunc(n.address, postalLine) {
		score -= p.order(n) / 2
	}
	switch s.vatIDUnder(n, ids) {
	case theirOwn:
		score += besideVATID
	case theReaders:
		score -= besideVATID
	case nobodys:
	}
	if len(n.address) > 0 {
		score += hasAddress
	}
	return score
}

// receiverEvidence is what speaks for a name being the receiver's.
func (s *sheet) receiverEvidence(n *party, p *parties, ids []ident) float64 {
	c := n.cells[0]
	if c.page.index > 0 {
		return -0.3
	}
	y := c.Box.Y0 / c.page.height
	score := 0.0
	if slices.ContainsFunc(n.address, postalLine) {
		score += hasAddress
		if y > 0.095 && y < 0.36 {
			score += windowPlace
		}
		score += p.order(n)
	}
	if s.vatIDUnder(n, ids) == theReaders {
		score += customersNumber
	}
	if s.underSender(c) {
		score += belowSender
	}
	if len(n.address) > 0 && s.addressedTo(n, p) {
		score += withTitle
	}
	if s.customerNumberNear(n) {
		score += customersNumber
	}
	if s.ownsContact(n) {
		score -= ownContact
	}
	if y > 0.5 {
		score -= belowTheHeader
	}
	if y < 0.07 {
		score -= 0.2
	}
	return score
}

// order says for a name with an address whether another one stands before
// it, as the seller's does before the buyer's more often than not.
func (p *parties) order(n *party) float64 {
	if n.cells[0].Box.Y0 > 0.45*n.cells[0].page.height {
		return 0
	}
	for _, o := range p.all {
		if o.page == n.page && plain(o.name) != plain(n.name) && slices.ContainsFunc(o.address, postalLine) &&
			!slices.Contains(o.address, n.name) && !slices.Contains(n.address, o.name) && before(o.cells[0], n.cells[0]) {
			return comesSecond
		}
	}
	return -comesSecond
}

// before reports whether a is over b, or beside it to the left.
func before(a, b *cell) bool {
	if abs(a.Box.Y0-b.Box.Y0) > 1.5*b.Size {
		return a.Box.Y0 < b.Box.Y0
	}
	return a.Box.X0 < b.Box.X0
}

// exclude lowers a name as receiver where it is by far the supplier, and the
// other way round.
func (p *parties) exclude() {
	supplier := p.best(func(n party) float64 { return n.supplier })
	receiver := p.best(func(n party) float64 { return n.receiver })
	if supplier == nil || receiver == nil {
		return
	}
	same := plain(supplier.name) == plain(receiver.name)
	for i := range p.all {
		n := &p.all[i]
		key := plain(n.name)
		switch {
		case same && supplier.supplier >= receiver.receiver && key == plain(supplier.name):
			n.receiver -= notBoth
		case same && key == plain(receiver.name):
			n.supplier -= notBoth
		case !same && key == plain(supplier.name):
			n.receiver -= notBoth
		case !same && key == plain(receiver.name):
			n.supplier -= notBoth
		}
	}
}

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

// domains are the names in e-mail and web addresses, without www and the top
// level, those of public mail services left out.
func (s *sheet) domains() []string {
	var found []string
	for _, c := range s.cells {
		for _, w := range c.words {
			t := strings.ToLower(strings.Trim(w.Text, ".,;:()<>"))
			_, host, mail := strings.Cut(t, "@")
			if !mail {
				host, _ = strings.CutPrefix(strings.TrimPrefix(strings.TrimPrefix(t, "https://"), "http://"), "www.")
				if host == t || !strings.Contains(host, ".") {
					continue
				}
			}
			host, _, _ = strings.Cut(host, "/")
			name, _, ok := strings.Cut(host, ".")
			if i := strings.LastIndexByte(host, '.'); i > 0 && strings.Count(host, ".") > 1 {
				name = host[:i]
			}
			if ok && !mailServices.has(name) {
				found = append(found, plain(name))
			}
		}
	}
	return found
}

const mailServices wordSet = "gmail gmx web hotmail outlook yahoo icloud live t-online orange wanadoo libero ziggo kpnmail siol"

// matchesDomain reports whether a name and a domain share what names them.
func matchesDomain(name string, domains []string) bool {
	tokens := foldText(name)
	key := strings.Join(tokens, "")
	for _, d := range domains {
		if len(d) >= 4 && strings.Contains(key, d) {
			return true
		}
		hits := 0
		for _, t := range tokens {
			if len(t) >= 4 && strings.Contains(d, t) {
				hits += len(t)
			}
		}
		if hits >= 4 && hits*2 >= len(d) {
			return true
		}
	}
	return false
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

// addressedTo reports whether a name is that of somebody written to: with a
// salutation in front or on the line above.
func (s *sheet) addressedTo(n *party, p *parties) bool {
	if slices.ContainsFunc(p.all, func(o party) bool { return slices.Contains(o.address, n.name) }) {
		return false // the person at a company that stands over it
	}
	if saluted(n.name) || len(n.address) > 0 && saluted(n.address[0]) {
		return true
	}
	o := s.above(n.cells[0], n.cells[0].Box, 1.2*n.cells[0].Size)
	return o != nil && salutation(o.Text)
}

// saluted reports whether a name begins with a salutation.
func saluted(name string) bool {
	first, rest, _ := strings.Cut(strings.ToLower(name), " ")
	return rest != "" && personal.has(strings.Trim(first, "."))
}

// underSender reports whether the line of an envelope's window is above.
func (s *sheet) underSender(c *cell) bool {
	o := s.above(c, c.Box, 3*c.Size)
	return o != nil && len(splitParts(o.Text)) >= 2 && postalLine(o.Text)
}

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
		if near(id, receiver) {
			score -= 0.7
		}
		if near(id, supplier) || id.box.Y0 > 0.82*id.cell.page.height {
			score += 0.3
		}
		found = append(found, candidate{text: id.text, score: score, page: id.cell.page.index, box: id.box})
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

// near reports whether an identifier stands in or right under a party's lines.
func near(id ident, p *party) bool {
	if p == nil || p.page != id.cell.page.index {
		return false
	}
	c := id.cell.Box
	if c.OverlapX(p.box) <= 0 {
		return false
	}
	return c.Y0 >= p.box.Y0-id.cell.Size && c.Y0 <= p.box.Y1+4.5*id.cell.Size
}
