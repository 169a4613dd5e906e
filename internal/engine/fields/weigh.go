package fields

import (
	"slices"
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

// tillRoll is wider than the paper of tills, in pixels: 100 mm.
const tillRoll = 1181

// weighParties scores every name as the supplier's and as the receiver's.
func (s *sheet) weighParties(p *parties, ids []ident) {
	domains := s.domains()
	for i := range p.all {
		n := &p.all[i]
		n.supplier += s.supplierEvidence(n, p, domains, ids)
		n.receiver += s.receiverEvidence(n, p, ids)
	}
	p.fullNames()
	p.exclude()
	p.onlyOther()
}

// onlyOther takes the one other address of the first page for the receiver's
// where nothing says whose it is.
func (p *parties) onlyOther() {
	best := p.best(func(n party) float64 { return n.receiver })
	supplier := p.best(func(n party) float64 { return n.supplier })
	if best == nil || best.receiver >= namesNeed || supplier == nil || best.cells[0].page.width < tillRoll {
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
	if c.page.width < tillRoll {
		return -onlyOther // nobody is written to
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
