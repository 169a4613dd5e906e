package sample

import (
	"strconv"
	"strings"
)

// terms writes the conditions, the reverse charge note and a last sentence.
func (s *sheet) terms(x, width float64, f font) {
	s.need(4 * f.leading())
	if s.inv.TermDays > 0 {
		s.paragraph(x, width, f, s.said(wTermDays, strconv.Itoa(s.inv.TermDays)))
	}
	if s.dueInText && !s.inv.Due.IsZero() {
		s.paragraph(x, width, f, s.said(wTermDate, s.conv.date(s.inv.Due)))
	}
	if s.inv.Reverse {
		s.paragraph(x, width, f, s.words[wReverse])
	}
	s.paragraph(x, width, f, s.words[wThanks])
}

// bank are the facts of the account, none where none is printed.
func (s *sheet) bank() []fact {
	p := s.inv.Supplier
	if p.IBAN == "" {
		return nil
	}
	facts := []fact{{s.label(wBank), p.Bank}, {s.label(wIBAN), s.account()}}
	if p.BIC != "" {
		facts = append(facts, fact{s.label(wBIC), p.BIC})
	}
	return facts
}

// company are the supplier's facts that stand in footers and heads.
func (s *sheet) company() []fact {
	p := s.inv.Supplier
	facts := []fact{{s.label(wPhone), p.Phone}}
	if p.VATID != "" {
		facts = append(facts, fact{s.label(wVATID), s.printedVATID()})
	}
	return append(facts, fact{s.label(wRegister), p.Register})
}

// printedVATID is the id as the country prints it: the Swiss add a word.
func (s *sheet) printedVATID() string {
	if s.inv.Supplier.Country == "CH" {
		return s.inv.Supplier.VATID + " MWST"
	}
	return s.inv.Supplier.VATID
}

// footerColumns writes the supplier's particulars in three columns at the
// foot of the page.
func (s *sheet) footerColumns(f font) {
	p := s.inv.Supplier
	w := (s.right - s.left) / 3
	s.rule(s.left, s.right, s.bottom+3, 0.1)
	column := func(i int, lines []string) {
		s.y = s.bottom + 3 + f.leading()
		s.lines(s.left+float64(i)*w, f, lines...)
	}
	column(0, []string{p.Name, p.Street, p.town()})
	column(1, joined(s.company()))
	column(2, joined(s.bank()))
}

// footerLine writes everything in centred lines.
func (s *sheet) footerLine(f font) {
	p := s.inv.Supplier
	lines := []string{p.Name + " · " + p.Street + " · " + p.town(), inLine(s.company()), inLine(s.bank())}
	s.y = s.bottom + f.leading() + 3
	for _, l := range lines {
		s.writeCenter((s.left+s.right)/2, f, l)
		s.down(f.leading())
	}
}

func joined(facts []fact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, f.label+" "+f.value)
	}
	return out
}

func inLine(facts []fact) string {
	return strings.Join(joined(facts), " · ")
}
