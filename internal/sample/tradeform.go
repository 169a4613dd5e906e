package sample

// The American trade form: a large title at the right, bill-to and ship-to
// side by side, one row of order facts, the sums as a ladder of boxes.

func dressTradeForm(d dice, l *look, _ *convention) {
	l.rules, l.breakdown = pick(d, ruleGrid, ruleZebra, ruleHead), len(l.columns) > 8
	l.dueInText = false
}

func frameTradeForm(s *sheet) {
	s.paper(16, 20, 16, 20)
	s.head = s.runningHead
	s.foot = func() {
		s.y = s.bottom + 8
		s.writeCenter(s.paperW/2, s.body.scaled(0.8), s.pageLabel())
	}
}

func drawTradeForm(s *sheet) {
	p, mid := s.inv.Supplier, (s.left+s.right)/2
	s.writeRight(s.right, s.body.scaled(2.6).bold().in(s.accent), s.title())
	s.lines(s.left, s.body.scaled(1.2).bold(), p.Name)
	s.lines(s.left, s.body, p.Street, p.town(), p.Email)
	s.lines(s.left, s.body.scaled(0.85), joined(s.company())...)
	s.down(6)
	top := s.y
	s.lines(s.left, s.body.bold(), s.label(wBillTo))
	s.lines(s.left, s.body, s.inv.Receiver.address()...)
	s.country(s.left)
	low := s.y
	s.y = top
	if !s.inv.Delivery.IsZero() {
		s.lines(mid, s.body.bold(), s.label(wDelivery))
		s.lines(mid, s.body, s.inv.Receiver.Street, s.inv.Receiver.town())
	}
	s.y = max(low, s.y) + 5
	s.factsInBoxes(s.left, s.right, s.body, s.rules == ruleGrid)
	s.items(s.left, s.right, s.body)
	s.ladder(s.left+(s.right-s.left)*0.52, s.right)
	if s.breakdown {
		s.taxTable(s.left, s.right, s.body, true)
	}
	s.lines(s.left, s.body, joined(s.bank())...)
	s.terms(s.left, s.right-s.left, s.body)
}

// ladder writes the sums in framed rows.
func (s *sheet) ladder(x0, x1 float64) {
	rows := s.totalRows(true)
	h := s.body.leading() * 1.3
	s.need(float64(len(rows)) * h)
	for _, r := range rows {
		f := s.body
		if r.grand {
			f = f.bold()
		}
		s.frame(x0, s.y-f.leading(), x1-x0, h)
		s.write(x0+pad, f, r.label)
		s.writeRight(x1-pad, f, s.conv.money(r.amount))
		s.down(h)
	}
	s.down(s.body.leading())
}
