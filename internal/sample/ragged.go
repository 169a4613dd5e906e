package sample

// Labels end where their values begin, in one block under a large number; the
// sums stand at the left, the particulars in one line at the top.

func dressRagged(d dice, l *look, _ *convention) {
	l.rules, l.colon = pick(d, ruleNone, ruleHead, ruleZebra), ":"
}

func frameRagged(s *sheet) {
	s.paper(18, 26, 18, 18)
	s.head = s.runningHead
	s.foot = func() {
		s.y = s.bottom + 8
		s.write(s.left, s.body.scaled(0.8), inLine(s.bank()))
		s.writeRight(s.right, s.body.scaled(0.8), s.pageLabel())
	}
}

func drawRagged(s *sheet) {
	p := s.inv.Supplier
	s.text(s.left, 14, p.Name+", "+p.Street+", "+p.town(), s.body.scaled(0.85))
	s.text(s.left, 14+s.body.leading(), inLine(s.company()), s.body.scaled(0.85))
	s.rule(s.left, s.right, 16+s.body.leading(), 0.4)
	s.y = 36
	s.write(s.left, s.body.scaled(1.8).bold().in(s.accent), s.title()+" "+s.inv.Number)
	s.down(10)
	top := s.y
	s.factsRagged(s.left+52, s.body)
	low := s.y
	s.y = top
	x := s.left + (s.right-s.left)*0.6
	s.lines(x, s.body.bold(), s.label(wBillTo))
	s.lines(x, s.body, s.inv.Receiver.address()...)
	s.country(x)
	s.y = max(low, s.y) + 8
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.sums(s.left, s.left+(s.right-s.left)*0.55, s.body, true)
	if s.breakdown {
		s.taxTable(s.left, s.left+(s.right-s.left)*0.7, s.body, s.rules == ruleZebra)
	}
	s.terms(s.left, s.right-s.left, s.body)
}
