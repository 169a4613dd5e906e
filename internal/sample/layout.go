package sample

import "slices"

// layout is one way to put an invoice on paper.
type layout struct {
	name string
	// dress changes the look to what the layout needs.
	dress func(d dice, l *look, c *convention)
	// draw begins with a blank first page.
	draw func(s *sheet)
	// frame sets head, foot and margins before the first page.
	frame func(s *sheet)
}

func layouts() []layout {
	return []layout{
		{name: "letterhead", frame: frameLetterhead, draw: drawLetterhead},
		{name: "sidebar", frame: frameSidebar, draw: drawSidebar, dress: dressSidebar},
		{name: "boxes", frame: frameBoxes, draw: drawBoxes, dress: dressBoxes},
		{name: "ledger", frame: frameLedger, draw: drawLedger, dress: dressLedger},
		{name: "modern", frame: frameModern, draw: drawModern, dress: dressModern},
		{name: "tradeform", frame: frameTradeForm, draw: drawTradeForm, dress: dressTradeForm},
		{name: "plain", frame: framePlain, draw: drawPlain, dress: dressPlain},
		{name: "statement", frame: frameStatement, draw: drawStatement, dress: dressStatement},
		{name: "banner", frame: frameBanner, draw: drawBanner, dress: dressBanner},
		{name: "slip", frame: frameSlip, draw: drawSlip, dress: dressSlip},
		{name: "ragged", frame: frameRagged, draw: drawRagged, dress: dressRagged},
		{name: "halfpage", frame: frameHalfPage, draw: drawHalfPage, dress: dressHalfPage},
	}
}

// Layouts lists the names of the layouts.
func Layouts() []string {
	var names []string
	for _, l := range layouts() {
		names = append(names, l.name)
	}
	return names
}

func chooseLayout(d dice, name string) layout {
	all := layouts()
	chosen := pick(d, all...)
	if i := slices.IndexFunc(all, func(l layout) bool { return l.name == name }); i >= 0 {
		chosen = all[i]
	}
	return chosen
}

// paper sets the page's size and the margins.
func (s *sheet) paper(left, top, right, bottom float64) {
	s.paperW, s.paperH = 210, 297
	if s.inv.Country == "US" {
		s.paperW, s.paperH = 215.9, 279.4
	}
	s.left, s.top = left, top
	s.right, s.bottom = s.paperW-right, s.paperH-bottom
}

// runningHead repeats number and page at the top of later pages.
func (s *sheet) runningHead() {
	number := s.facts()[0]
	s.write(s.left, s.body, s.title()+"  "+number.value)
	s.writeRight(s.right, s.body, s.pageLabel())
	s.down(2 * s.body.leading())
}
