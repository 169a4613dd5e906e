package sample

// A small shop's print on half a sheet: everything close together, centred
// head, facts and receiver side by side.

func dressHalfPage(d dice, l *look, _ *convention) {
	l.body.size = pick(d, 7, 7.5, 8)
	l.rules, l.breakdown, l.rowGap = pick(d, ruleHead, ruleRows, ruleNone, ruleGrid), d.chance(50), 0.3
	l.columns = without(l.columns, colGross, colArticle, colDiscount)
}

func frameHalfPage(s *sheet) {
	s.paper(10, 14, 10, 12)
	s.paperW, s.paperH = 148, 210
	s.right, s.bottom = 138, 198
	s.head = s.runningHead
}

func drawHalfPage(s *sheet) {
	p, mid := s.inv.Supplier, (s.left+s.right)/2
	center := func(f font, lines ...string) {
		for _, l := range lines {
			s.writeCenter(mid, f, l)
			s.down(f.leading())
		}
	}
	center(s.body.scaled(1.4).bold(), p.Name)
	center(s.body, p.Street+", "+p.town(), inLine(s.company()))
	s.rule(s.left, s.right, s.y-s.body.leading()/2, 0.3)
	s.down(3)
	center(s.body.scaled(1.3).bold(), s.title())
	s.down(2)
	top := s.y
	s.factsInColumns(s.left, 26, s.body)
	low := s.y
	s.y = top
	s.lines(mid+14, s.body.bold(), s.label(wBillTo))
	s.lines(mid+14, s.body, s.inv.Receiver.address()...)
	s.country(mid + 14)
	s.y = max(low, s.y) + 3
	s.items(s.left, s.right, s.body)
	if s.breakdown {
		s.taxTable(s.left, s.right, s.body, s.rules == ruleGrid)
	}
	s.sums(mid, s.right, s.body, !s.breakdown)
	s.lines(s.left, s.body, joined(s.bank())...)
	s.terms(s.left, s.right-s.left, s.body)
}
