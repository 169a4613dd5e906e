package sample

// What a word processor makes: everything in one column, label and value in
// one line of text, no rulings at all.

func dressPlain(_ dice, l *look, _ *convention) { l.rules, l.accent, l.colon = ruleNone, shade{}, ":" }

func framePlain(s *sheet) {
	s.paper(28, 26, 28, 20)
	s.head = s.runningHead
}

func drawPlain(s *sheet) {
	p := s.inv.Supplier
	s.lines(s.left, s.body.bold(), p.Name)
	s.lines(s.left, s.body, p.Street, p.town(), p.Email)
	s.lines(s.left, s.body, joined(s.company())...)
	s.down(s.body.leading() * 2)
	s.lines(s.left, s.body, s.label(wBillTo))
	s.lines(s.left, s.body, s.inv.Receiver.address()...)
	s.country(s.left)
	s.down(s.body.leading() * 1.5)
	s.lines(s.left, s.body.scaled(1.3).bold(), s.title())
	s.down(s.body.leading() / 2)
	s.lines(s.left, s.body, joined(s.facts())...)
	s.down(s.body.leading())
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	for _, r := range s.totalRows(true) {
		s.need(s.body.leading())
		f := s.body
		if r.grand && s.boldTotal {
			f = f.bold()
		}
		s.lines(s.left, f, r.label+": "+s.conv.money(r.amount))
	}
	s.down(s.body.leading())
	s.terms(s.left, s.right-s.left, s.body)
	s.need(4 * s.body.leading())
	s.lines(s.left, s.body, joined(s.bank())...)
}
