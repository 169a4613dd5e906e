package sample

import (
	"strings"
	"time"
)

// fact is a label with its value at the top of a document.
type fact struct{ label, value string }

// facts are the numbers and dates that the document prints, in their usual
// order, with the labels' colons.
func (s *sheet) facts() []fact {
	v := s.inv
	numberLabel := wNumber
	if v.Credit {
		numberLabel = wCreditNumber
	}
	due := v.Due
	if s.dueInText {
		due = time.Time{}
	}
	var out []fact
	add := func(w word, value string) {
		label := s.label(w)
		if s.bilingual {
			label = s.words[w] + " / " + s.second[w] + s.colon
		}
		if value != "" {
			out = append(out, fact{label, value})
		}
	}
	add(numberLabel, v.Number)
	add(wDate, s.printedDate(v.Issue))
	add(wCustomer, v.CustomerNumber)
	add(wOrder, v.Order)
	add(wOrderDate, s.printedDate(v.Ordered))
	add(wDeliveryNote, v.DeliveryNote)
	add(wDelivery, s.printedDate(v.Delivery))
	add(wDue, s.printedDate(due))
	add(wCredited, v.CreditedInvoice)
	add(wCustomerVATID, v.Receiver.VATID)
	add(wContact, v.Contact)
	return out
}

func (s *sheet) printedDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return s.conv.date(t)
}

// factsInColumns writes labels at x and values at x+gap, or further to the
// right where a label is longer.
func (s *sheet) factsInColumns(x, gap float64, f font) {
	room := 0.0
	for _, fa := range s.facts() {
		gap = max(gap, s.width(fa.label, f)+2)
		room = max(room, s.width(fa.value, f))
	}
	x = min(x, s.right-gap-room)
	for _, fa := range s.facts() {
		s.write(x, f, fa.label)
		s.write(x+gap, f, fa.value)
		s.down(f.leading())
	}
}

// factsToRight writes labels at x and values that end at x1.
func (s *sheet) factsToRight(x, x1 float64, f font) {
	for _, fa := range s.facts() {
		s.write(x, f, fa.label)
		s.writeRight(x1, f.bold(), fa.value)
		s.down(f.leading())
	}
}

// factsRagged writes labels that end at x and values that begin there.
func (s *sheet) factsRagged(x float64, f font) {
	for _, fa := range s.facts() {
		s.writeRight(x-1.5, f, fa.label)
		s.write(x+1.5, f, fa.value)
		s.down(f.leading())
	}
}

// factsStacked writes every value under its label.
func (s *sheet) factsStacked(x float64, label, value font) {
	for _, fa := range s.facts() {
		s.lines(x, label, fa.label)
		s.lines(x, value, fa.value)
		s.down(value.leading() / 2)
	}
}

// factsInBoxes sets label over value in cells, four in a row.
func (s *sheet) factsInBoxes(x0, x1 float64, f font, framed bool) {
	facts := s.facts()
	const perRow = 4
	small := f.scaled(0.75)
	w, h := (x1-x0)/perRow, f.leading()*2.2
	for i, fa := range facts {
		x, y := x0+float64(i%perRow)*w, s.y+float64(i/perRow)*h
		label := fa.label
		if s.width(label, small) > w-2 { // the second language finds no room
			label, _, _ = strings.Cut(label, " / ")
		}
		s.text(x+1.5, y+small.leading(), label, small)
		s.text(x+1.5, y+small.leading()+f.leading(), fa.value, f)
		if framed {
			s.frame(x, y, w, h)
		}
	}
	s.down(float64((len(facts)+perRow-1)/perRow)*h + f.leading())
}

func (s *sheet) frame(x, y, w, h float64) {
	s.line(x, y, x+w, y, 0.2)
	s.line(x, y+h, x+w, y+h, 0.2)
	s.line(x, y, x, y+h, 0.2)
	s.line(x+w, y, x+w, y+h, 0.2)
}
