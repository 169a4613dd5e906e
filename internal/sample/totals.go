package sample

// totalRow is one line of the sums: its label, its amount, and whether it is
// the grand total.
type totalRow struct {
	label  string
	amount Amount
	grand  bool
}

// totalRows are the sums in their usual order. With withTaxes false the taxes
// stand elsewhere and only their sum is among the rows.
func (s *sheet) totalRows(withTaxes bool) []totalRow {
	v := s.inv
	var rows []totalRow
	if v.Discount != 0 || v.Shipping != 0 {
		rows = append(rows, totalRow{label: s.words[wSubtotal], amount: v.Subtotal()})
	}
	if v.Discount != 0 {
		rows = append(rows, totalRow{label: s.said(wTotalDiscount, s.conv.rate(v.Discount)), amount: -v.DiscountAmount()})
	}
	if v.Shipping != 0 {
		rows = append(rows, totalRow{label: s.words[wShipping], amount: v.Shipping})
	}
	rows = append(rows, totalRow{label: s.words[wNet], amount: v.Net()})
	for _, r := range v.Rates {
		if withTaxes {
			rows = append(rows, totalRow{label: s.taxLabel(r), amount: r.VAT})
		}
	}
	if len(v.Rates) > 1 || !withTaxes {
		rows = append(rows, totalRow{label: s.words[wTaxOnly], amount: v.VAT()})
	}
	rows = append(rows, totalRow{label: s.words[wTotal], amount: v.Total(), grand: true})
	if v.Paid != 0 {
		rows = append(rows, totalRow{label: s.words[wPaid], amount: -v.Paid}, totalRow{label: s.words[wBalance], amount: v.Total() - v.Paid})
	}
	return rows
}

// taxLabel names a rate; with several rates, what it applies to as well.
func (s *sheet) taxLabel(r Rate) string {
	label := s.said(wTax, s.conv.rate(r.Percent))
	if len(s.inv.Rates) > 1 {
		label += " (" + s.conv.number(r.Net, 2) + ")"
	}
	return label
}

// sums writes the rows between x0 and x1, amounts at the right.
func (s *sheet) sums(x0, x1 float64, f font, withTaxes bool) {
	rows := s.totalRows(withTaxes)
	s.need(float64(len(rows)+1) * f.leading())
	for _, r := range rows {
		rf := f
		if r.grand && s.boldTotal {
			s.rule(x0, x1, s.y-f.leading()+lift, 0.3)
			rf = f.bold()
		}
		s.write(x0, rf, r.label+s.colon)
		s.writeRight(x1, rf, s.conv.money(r.amount))
		s.down(f.leading())
	}
	s.down(f.leading() / 2)
}

// taxTable writes rate, base, tax and gross, one row a rate, across x0 to x1.
func (s *sheet) taxTable(x0, x1 float64, f font, framed bool) {
	s.need(float64(len(s.inv.Rates)+3) * f.leading())
	w := (x1 - x0) / 4
	row := func(f font, cells ...string) {
		for i, c := range cells {
			s.writeRight(x0+float64(i+1)*w-pad, f, c)
			if framed {
				s.frame(x0+float64(i)*w, s.y-f.leading()+lift, w, f.leading())
			}
		}
		s.down(f.leading())
	}
	row(f.bold(), s.words[wRate], s.words[wBase], s.words[wTaxOnly], s.words[wGross])
	for _, r := range s.inv.Rates {
		row(f, s.conv.rate(r.Percent), s.conv.number(r.Net, 2), s.conv.number(r.VAT, 2), s.conv.number(r.Net+r.VAT, 2))
	}
	s.down(f.leading() / 2)
}
