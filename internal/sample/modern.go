package sample

// Two columns at the top, from and to; a coloured head and a filled bar under
// the grand total; payment details at the bottom left beside the sums.

func dressModern(d dice, l *look, _ *convention) {
	l.rules, l.boldTotal, l.dueInText = pick(d, ruleZebra, ruleZebra, ruleRows), false, false
	if l.accent == (shade{}) {
		l.accent = shade{40, 50, 80}
	}
}

func frameModern(s *sheet) {
	s.paper(18, 24, 18, 18)
	s.head = s.runningHead
	s.foot = func() {
		s.y = s.bottom + 8
		s.writeCenter(s.paperW/2, s.body.scaled(0.8), s.inv.Supplier.Web+"  |  "+s.pageLabel())
	}
}

func drawModern(s *sheet) {
	p, mid := s.inv.Supplier, s.left+(s.right-s.left)*0.5
	s.fill(0, 0, s.paperW, 6, s.accent)
	s.write(s.left, s.body.scaled(2.4).bold().in(s.accent), s.title())
	s.down(14)
	top := s.y
	grey := s.body.scaled(0.85).in(shade{120, 120, 120})
	s.lines(s.left, grey, s.words[wFrom])
	s.lines(s.left, s.body.bold(), p.Name)
	s.lines(s.left, s.body, p.Street, p.town())
	s.lines(s.left, s.body, joined(s.company())...)
	low := s.y
	s.y = top
	s.lines(mid, grey, s.words[wBillTo])
	s.lines(mid, s.body.bold(), s.inv.Receiver.Name)
	s.lines(mid, s.body, s.inv.Receiver.address()[1:]...)
	s.country(mid)
	s.y = max(low, s.y) + 6
	s.factsToRight(s.left, mid-10, s.body)
	s.down(6)
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	if s.breakdown {
		s.taxTable(s.left, s.right, s.body, false)
	}
	s.closing(mid)
}

// closing sets the payment details beside the sums.
func (s *sheet) closing(mid float64) {
	s.need(12 * s.body.leading())
	top := s.y
	if bank := s.bank(); bank != nil {
		s.lines(s.left, s.body.bold(), s.words[wPayment])
		for _, b := range bank {
			s.lines(s.left, s.body, b.label+" "+b.value)
		}
	}
	low := s.y
	s.y = top
	for _, r := range s.totalRows(true) {
		f := s.body
		if r.grand {
			s.fill(mid, s.y-f.leading()+pad/2, s.right-mid, f.leading()*1.2, s.accent)
			f = f.bold().in(shade{255, 255, 255})
		}
		s.write(mid+2, f, r.label)
		s.writeRight(s.right-2, f, s.conv.money(r.amount))
		s.down(f.leading() * 1.2)
	}
	s.y = max(low, s.y) + 6
	s.terms(s.left, s.right-s.left, s.body.scaled(0.9))
}
