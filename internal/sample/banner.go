package sample

import "fmt"

// What billing services send: facts at the top left, the amount due in large
// type above the table, the sums repeated under it.

func dressBanner(d dice, l *look, _ *convention) {
	l.rules, l.colon, l.breakdown, l.dueInText = pick(d, ruleHead, ruleRows), "", false, false
	l.columns = without(l.columns, colPosition, colArticle)
}

func frameBanner(s *sheet) {
	s.paper(20, 22, 20, 16)
	s.head = s.runningHead
	s.foot = func() {
		s.y = s.bottom + 6
		s.write(s.left, s.body.scaled(0.8).in(shade{110, 110, 110}), s.inv.Number)
		s.writeRight(s.right, s.body.scaled(0.8).in(shade{110, 110, 110}), s.pageLabel())
	}
}

func drawBanner(s *sheet) {
	p, mid := s.inv.Supplier, s.left+(s.right-s.left)*0.5
	s.write(s.left, s.body.scaled(2).bold(), s.title())
	s.writeRight(s.right, s.body.scaled(1.4).bold().in(s.accent), p.Name)
	s.down(10)
	s.factsInColumns(s.left, 34, s.body)
	s.down(6)
	top := s.y
	s.lines(s.left, s.body.bold(), p.Name)
	s.lines(s.left, s.body, p.Street, p.town(), p.Email)
	s.lines(s.left, s.body, joined(s.company())...)
	low := s.y
	s.y = top
	s.lines(mid, s.body.bold(), s.label(wBillTo))
	s.lines(mid, s.body, s.inv.Receiver.address()...)
	s.country(mid)
	s.y = max(low, s.y) + 8
	s.amountDue()
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.sums(mid, s.right, s.body, true)
	s.lines(s.left, s.body, joined(s.bank())...)
	s.terms(s.left, s.right-s.left, s.body)
}

// amountDue says in large type what is to be paid.
func (s *sheet) amountDue() {
	text := s.conv.money(s.inv.Total() - s.inv.Paid)
	if !s.inv.Due.IsZero() {
		text = fmt.Sprintf(s.words[wDueAmount], text, s.conv.date(s.inv.Due))
	}
	s.write(s.left, s.body.scaled(1.6).bold(), text)
	s.down(10)
}
