package sample

// The business letter of central Europe: a window address under the sender's
// line, the facts beside it, the sums at the right, particulars at the foot.

func frameLetterhead(s *sheet) {
	s.paper(25, 20, 20, 32)
	s.head = s.runningHead
	s.foot = func() { s.footerColumns(s.body.scaled(0.75)) }
}

func drawLetterhead(s *sheet) {
	p := s.inv.Supplier
	s.y = 20
	s.writeRight(s.right, s.body.scaled(1.7).bold().in(s.accent), p.Name)
	s.y = 48
	s.write(s.left, s.body.scaled(0.7), p.Name+" · "+p.Street+" · "+p.town())
	s.down(6)
	s.lines(s.left, s.body, s.inv.Receiver.address()...)
	s.country(s.left)
	s.y = 50
	s.factsInColumns(120, 36, s.body)
	s.y = max(s.y+8, 100)
	s.write(s.left, s.body.scaled(1.5).bold(), s.title()+" "+s.inv.Number)
	s.down(2 * s.body.leading())
	s.greet(s.left)
	s.items(s.left, s.right, s.body)
	s.sums(s.left+(s.right-s.left)*0.5, s.right, s.body, true)
	if s.breakdown {
		s.taxTable(s.left, s.right, s.body, s.rules == ruleGrid)
	}
	s.terms(s.left, s.right-s.left, s.body)
}

// greet writes the sentence before the table.
func (s *sheet) greet(x float64) {
	if s.greeting {
		s.paragraph(x, s.right-x, s.body, s.words[wIntro])
		s.down(s.body.leading() / 2)
	}
}

// country names the receiver's where it is not the supplier's.
func (s *sheet) country(x float64) {
	if s.inv.Receiver.Country != s.inv.Supplier.Country {
		s.lines(x, s.body, countryName(s.inv.Receiver.Country))
	}
}

func countryName(code string) string {
	return map[string]string{"DE": "DEUTSCHLAND", "AT": "ÖSTERREICH", "FR": "FRANCE", "IT": "ITALIA", "NL": "NEDERLAND", "SI": "SLOVENIJA", "ES": "ESPAÑA"}[code]
}
