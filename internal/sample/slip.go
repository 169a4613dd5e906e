package sample

// A letter with a payment slip at the bottom of the last page, which repeats
// payee, account, amount and payer.

const slipHeight = 62

func dressSlip(_ dice, l *look, _ *convention) { l.breakdown = false }

func frameSlip(s *sheet) {
	s.paper(20, 24, 20, 18)
	s.head = s.runningHead
}

func drawSlip(s *sheet) {
	p, mid := s.inv.Supplier, s.left+(s.right-s.left)*0.55
	s.lines(s.left, s.body.scaled(1.2).bold(), p.Name)
	s.lines(s.left, s.body, p.Street, p.town(), p.Web)
	s.lines(s.left, s.body, joined(s.company())...)
	low := s.y
	s.y = s.top + 16
	s.lines(mid, s.body, s.inv.Receiver.address()...)
	s.country(mid)
	s.y = max(low, s.y) + 10
	s.write(s.left, s.body.scaled(1.4).bold().in(s.accent), s.title())
	s.writeRight(s.right, s.body, p.City+", "+s.conv.date(s.inv.Issue))
	s.down(8)
	s.factsInColumns(s.left, 40, s.body)
	s.down(4)
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.sums(s.left+(s.right-s.left)*0.5, s.right, s.body, true)
	s.terms(s.left, s.right-s.left, s.body)
	s.need(slipHeight)
	s.slip()
}

// slip is the part that is cut off and taken to the bank.
func (s *sheet) slip() {
	s.y = max(s.y, s.bottom-slipHeight+6)
	for x := s.left; x < s.right; x += 4 {
		s.line(x, s.y-6, x+2, s.y-6, 0.2)
	}
	p, mid, small := s.inv.Supplier, s.left+88, s.body.scaled(0.85)
	top := s.y
	s.lines(s.left, s.body.bold(), s.words[wSlip])
	s.lines(s.left, small, joined(s.bank())...)
	s.lines(s.left, small, p.Name, p.town())
	s.down(2)
	s.lines(s.left, s.body.bold(), s.conv.money(s.inv.Total()-s.inv.Paid))
	s.y = top
	s.lines(mid, s.body.bold(), s.words[wPayment])
	s.lines(mid, small, s.facts()[0].label+" "+s.inv.Number)
	s.lines(mid, small, s.inv.Receiver.address()...)
}
