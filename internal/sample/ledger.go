package sample

import "strings"

// The print of a bookkeeping program: a typewriter face, narrow columns,
// rules of hyphens, subtotals carried from page to page.

func dressLedger(d dice, l *look, c *convention) {
	l.body = font{face: mono, size: pick(d, 7, 7.5, 8)}
	l.rules, l.accent, l.carry, l.rowGap = ruleNone, shade{}, true, 0
	l.currencyInCells = false
	c.before, c.after = "", ""
	c.minusAfter = d.chance(40)
	c.padded = true
}

func frameLedger(s *sheet) {
	s.paper(14, 16, 14, 22)
	s.head = func() { s.runningHead(); s.hyphens() }
	s.foot = func() { s.footerLine(s.body) }
}

func drawLedger(s *sheet) {
	p := s.inv.Supplier
	s.lines(s.left, s.body.bold(), strings.ToUpper(s.title())+"  "+s.inv.Number)
	s.writeRight(s.right, s.body, s.pageLabel())
	s.down(s.body.leading())
	top := s.y
	s.lines(s.left, s.body, p.Name, p.Street, p.town(), s.label(wPhone)+" "+p.Phone)
	s.y = top
	s.lines((s.left+s.right)/2, s.body, s.inv.Receiver.address()...)
	s.country((s.left + s.right) / 2)
	s.down(s.body.leading() * 2)
	s.hyphens()
	s.factsInColumns(s.left, 48, s.body)
	s.lines(s.left, s.body, s.said(wTotalIn, s.inv.Currency))
	s.hyphens()
	s.items(s.left, s.right, s.body)
	s.hyphens()
	s.sums(s.left+(s.right-s.left)*0.45, s.right, s.body, true)
	if s.breakdown {
		s.taxTable(s.left, s.right, s.body, false)
	}
	s.hyphens()
	s.terms(s.left, s.right-s.left, s.body)
}

// hyphens fill a line.
func (s *sheet) hyphens() {
	n := int((s.right - s.left) / s.width("-", s.body))
	s.lines(s.left, s.body, strings.Repeat("-", n))
}
