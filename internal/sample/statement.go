package sample

// The large company's print: a mark at the left, the address at the right,
// the facts in one wide table with a row of labels over a row of values, and
// the sums in one line over the whole width.

func dressStatement(d dice, l *look, _ *convention) {
	l.rules, l.colon, l.breakdown = pick(d, ruleHead, ruleRows, ruleNone), "", false
	l.body = l.body.scaled(0.9)
	l.dueInText = false
}

func frameStatement(s *sheet) {
	s.paper(16, 22, 16, 26)
	s.head = s.runningHead
	s.foot = func() { s.footerColumns(s.body.scaled(0.8)) }
}

func drawStatement(s *sheet) {
	p := s.inv.Supplier
	s.fill(s.left, 12, 14, 14, s.accent)
	s.text(s.left+18, 21, p.Name, s.body.scaled(1.4).bold())
	s.y = 42
	s.lines(s.left+105, s.body, s.inv.Receiver.address()...)
	s.country(s.left + 105)
	s.y = 78
	s.write(s.left, s.body.scaled(1.6).bold(), s.title())
	s.writeRight(s.right, s.body, s.pageLabel())
	s.down(s.body.leading())
	s.factsInBoxes(s.left, s.right, s.body, false)
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.sumTable()
	s.terms(s.left, s.right-s.left, s.body)
}

// sumTable writes one column a sum: labels above, amounts below. Several
// rates, discounts and prepayments come as rows before it.
func (s *sheet) sumTable() {
	rows := s.totalRows(true)
	if len(rows) > 4 {
		s.sums(s.left+(s.right-s.left)*0.45, s.right, s.body, true)
		return
	}
	s.need(4 * s.body.leading())
	w := (s.right - s.left) / float64(len(rows))
	s.rule(s.left, s.right, s.y-s.body.leading(), 0.2)
	for i, r := range rows {
		x := s.left + float64(i+1)*w
		s.writeRight(x, s.body, r.label)
		f := s.body
		if r.grand {
			f = f.bold()
		}
		amount := s.conv.money(r.amount)
		s.text(x-s.width(amount, f), s.y+s.body.leading(), amount, f)
	}
	s.down(3 * s.body.leading())
}
