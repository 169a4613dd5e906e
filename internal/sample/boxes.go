package sample

// A form: framed cells with the label above the value, a ruled table, the
// taxes as a table over the whole width.

func dressBoxes(_ dice, l *look, _ *convention) { l.rules, l.breakdown, l.colon = ruleGrid, true, "" }

func frameBoxes(s *sheet) {
	s.paper(15, 18, 15, 24)
	s.head = s.runningHead
	s.foot = func() { s.footerLine(s.body.scaled(0.75)) }
}

func drawBoxes(s *sheet) {
	p := s.inv.Supplier
	s.write(s.left, s.body.scaled(1.5).bold().in(s.accent), p.Name)
	s.writeRight(s.right, s.body.scaled(1.5).bold(), s.title())
	s.down(s.body.leading() * 1.3)
	s.lines(s.left, s.body.scaled(0.85), p.Street+", "+p.town(), p.Email+"  "+p.Web)
	s.down(5)
	s.addressBox()
	s.factsInBoxes(s.left, s.right, s.body, true)
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.taxTable(s.left, s.right, s.body, true)
	s.sums(s.left+(s.right-s.left)*0.55, s.right, s.body, false)
	s.terms(s.left, s.right-s.left, s.body.scaled(0.9))
}

func (s *sheet) addressBox() {
	x, w, top := s.left+(s.right-s.left)*0.52, (s.right-s.left)*0.48, s.y
	s.down(s.body.leading())
	s.lines(x+2, s.body.scaled(0.75), s.label(wBillTo))
	s.lines(x+2, s.body, s.inv.Receiver.address()...)
	s.country(x + 2)
	s.frame(x, top, w, s.y-top)
	s.down(6)
}
