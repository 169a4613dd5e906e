package sample

// A narrow column at the left holds supplier and facts, label over value; the
// table stands beside it without rulings.

const sidebarWidth = 50

func dressSidebar(_ dice, l *look, _ *convention) {
	l.rules, l.breakdown = ruleNone, false
	l.body = l.body.scaled(0.9)
	l.columns = without(l.columns, colGross, colDiscount)
}

func frameSidebar(s *sheet) {
	s.paper(sidebarWidth+22, 22, 15, 18)
	s.head = s.runningHead
	s.foot = func() {
		s.y = s.bottom + 8
		s.writeRight(s.right, s.body.scaled(0.8), s.pageLabel())
	}
}

func drawSidebar(s *sheet) {
	const x = 12
	small := s.body.scaled(0.85)
	s.fill(8, 10, sidebarWidth+4, s.paperH-20, shade{244, 244, 240})
	s.y = 20
	s.lines(x, s.body.bold(), s.wrap(s.inv.Supplier.Name, sidebarWidth-4, s.body.bold())...)
	s.lines(x, small, s.inv.Supplier.Street, s.inv.Supplier.town(), s.inv.Supplier.Email)
	s.down(8)
	s.factsStacked(x, small.in(shade{110, 110, 110}), s.body)
	for _, f := range append(s.company(), s.bank()...) {
		s.lines(x, small.in(shade{110, 110, 110}), f.label)
		s.lines(x, small, f.value)
	}
	s.y = 24
	s.write(s.left, s.body.scaled(2.2).bold().in(s.accent), s.title())
	s.down(12)
	s.lines(s.left, s.body.scaled(0.85), s.label(wBillTo))
	s.lines(s.left, s.body, s.inv.Receiver.address()...)
	s.down(8)
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.sums(s.left+(s.right-s.left)*0.4, s.right, s.body, true)
	s.terms(s.left, s.right-s.left, small)
}

// without is the columns less some.
func without(columns []column, drop ...column) []column {
	var out []column
	for _, c := range columns {
		keepIt := true
		for _, x := range drop {
			keepIt = keepIt && c != x
		}
		if keepIt {
			out = append(out, c)
		}
	}
	return out
}
