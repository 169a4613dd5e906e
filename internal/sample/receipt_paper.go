package sample

import (
	"fmt"
	"strings"
)

// slipLook is how one slip is dressed.
type slipLook struct {
	layout     slipLayout
	body       font
	width      float64 // of the paper, in millimetres
	conv       convention
	large      float64 // how much larger name and total are
	money      string  // before amounts of the sums
	upper      bool    // the head in capitals
	left       bool    // the head not centred
	dateOnTop  bool
	dateLabel  bool
	titled     bool
	taxTable   bool
	counted    bool
	idOverTown bool // the tax number between name and address
	clock      string
}

// slipLayout is a way to print items.
type slipLayout struct {
	name string
	item func(p *roll, i ReceiptItem)
}

func slipLayouts() []slipLayout {
	return []slipLayout{
		{"lines", func(p *roll, i ReceiptItem) {
			name := i.Name
			if i.Quantity > 1 {
				name = fmt.Sprintf("%d x %s", i.Quantity, i.Name)
			}
			p.pair(name, p.number(i.Amount()))
		}},
		{"coded", func(p *roll, i ReceiptItem) {
			p.pair(i.Name, "")
			p.pair(fmt.Sprintf("%s  %dX  %s", i.Code, i.Quantity, p.number(i.Price)), p.number(i.Amount()))
		}},
		{"unit-below", func(p *roll, i ReceiptItem) {
			p.pair(i.Name, p.number(i.Amount())+" A")
			if i.Quantity > 1 {
				p.pair(fmt.Sprintf("   %d x %s", i.Quantity, p.number(i.Price)), "")
			}
		}},
		{"numbered", func(p *roll, i ReceiptItem) {
			p.pair(fmt.Sprintf("%d  %s", i.Quantity, i.Name), p.number(i.Price))
			p.pair("", p.number(i.Amount()))
		}},
	}
}

func newSlipLook(d dice, r *Receipt) slipLook {
	l := slipLook{
		layout: pick(d, slipLayouts()...), body: font{face: pick(d, mono, mono, regular), size: pick(d, 7.5, 8.0, 8.5)}, width: pick(d, 72.0, 80.0),
		large: pick(d, 1.0, 1.2, 1.5), upper: d.chance(50), left: d.chance(20), dateOnTop: d.chance(50), dateLabel: d.chance(50), titled: d.chance(50),
		taxTable: d.chance(50), counted: d.chance(40), idOverTown: d.chance(25), clock: pick(d, "15:04", "15:04:05"),
	}
	lang := chooseLanguage(d, r.Language)
	v := &Invoice{Country: r.Country, Currency: r.Currency, Language: r.Language}
	l.conv = chooseConvention(d, v, lang)
	l.conv.group, l.conv.dateLayout, l.conv.minusAfter = "", pick(d, slipWordings()[r.Language].dates...), false
	if r.Country == "US" {
		l.conv.dateLayout, l.clock = pick(d, "01/02/2006", "01/02/06", "Jan 2, 2006"), "3:04 PM"
	}
	l.money = pick(d, "", "", r.Currency+" ")
	return l
}

// roll is the paper of a till: rows that are measured before they are printed.
type roll struct {
	look slipLook
	rows []rollRow
}

// rollRow has a text to the left or in the middle, and one that ends at the
// right margin.
type rollRow struct {
	text, right string
	centred     bool
	font        font
}

func (p *roll) number(a Amount) string { return p.look.conv.number(a, 2) }
func (p *roll) blank()                 { p.pair("", "") }

func (p *roll) pair(left, right string) {
	p.rows = append(p.rows, rollRow{text: left, right: right, font: p.look.body})
}

func (p *roll) sum(label string, a Amount, large bool) {
	f := p.look.body
	if large {
		f = f.scaled(p.look.large).bold()
	}
	p.rows = append(p.rows, rollRow{text: label, right: p.look.money + p.number(a), font: f})
}

// head is a row of the head.
func (p *roll) head(text string, f font) {
	if text != "" {
		p.rows = append(p.rows, rollRow{text: text, centred: !p.look.left, font: f})
	}
}

const (
	rollMargin = 4.0
	rollTop    = 8.0
)

// draw prints the rows; a text that is too wide is set smaller.
func (p *roll) draw(s surface) {
	height := 2 * rollTop
	for _, r := range p.rows {
		height += r.font.leading()
	}
	s.page(p.look.width, max(height, 1.9*p.look.width))
	y, room := rollTop, p.look.width-2*rollMargin
	for _, r := range p.rows {
		y += r.font.leading()
		f := r.font
		for s.width(r.text+"  "+r.right, f) > room && f.size > 5 {
			f.size -= 0.5
		}
		x := rollMargin
		if r.centred {
			x += (room - s.width(r.text, f)) / 2
		}
		if r.text != "" {
			s.text(x, y, r.text, f)
		}
		if r.right != "" {
			s.text(rollMargin+room-s.width(r.right, f), y, r.right, f)
		}
	}
}

// drawOn prints the slip.
func (d *ReceiptDocument) drawOn(out surface) {
	p, r, w := &roll{look: d.look}, d.Receipt, d.words
	d.seller(p)
	p.blank()
	if d.look.titled {
		p.head(w[sTitle], p.look.body)
	}
	if d.look.dateOnTop {
		d.when(p)
	}
	p.blank()
	for _, i := range r.Items {
		d.look.layout.item(p, i)
	}
	p.blank()
	d.sums(p)
	if d.look.taxTable {
		p.blank()
		p.pair(fmt.Sprintf(w[sTax], d.look.conv.rate(r.Rate)), p.number(r.Tax()))
		p.pair(w[sNet], p.number(r.Subtotal()-r.Discount-r.Tax()))
	}
	p.blank()
	if !d.look.dateOnTop {
		d.when(p)
	}
	p.head(w[sThanks], p.look.body)
	p.draw(out)
}

// seller prints the head.
func (d *ReceiptDocument) seller(p *roll) {
	r, s, body := d.Receipt, d.Receipt.Seller, p.look.body
	name, street := s.Name, s.Street
	if p.look.upper {
		name, street = strings.ToUpper(name), strings.ToUpper(street)
	}
	p.head(name, body.scaled(p.look.large).bold())
	p.head(r.Slogan, body)
	id := ""
	if s.VATID != "" {
		id = d.words[sVATID] + " " + s.VATID
	}
	if p.look.idOverTown {
		p.head(id, body)
	}
	p.head(street, body)
	p.head(s.town(), body)
	p.head(d.words[sPhone]+" "+s.Phone, body)
	if !p.look.idOverTown {
		p.head(id, body)
	}
	p.head(r.Branch, body)
}

// when prints day and time, and the number beside or below.
func (d *ReceiptDocument) when(p *roll) {
	r, w := d.Receipt, d.words
	date, clock := p.look.conv.date(r.At), r.At.Format(p.look.clock)
	switch {
	case p.look.dateLabel:
		p.pair(w[sDate]+" "+date, w[sTime]+" "+clock)
	default:
		p.pair(date+" "+clock, w[sTill]+" 2")
	}
	p.pair(w[sNumber]+" "+r.Number, "")
}

// sums prints what is to be paid and how it was.
func (d *ReceiptDocument) sums(p *roll) {
	r, w := d.Receipt, d.words
	count := int64(0)
	for _, i := range r.Items {
		count += i.Quantity
	}
	if d.look.counted {
		p.pair(fmt.Sprintf("%s: %d", w[sItems], count), "")
	}
	if r.Discount != 0 {
		p.sum(w[sSubtotal], r.Subtotal(), false)
		p.sum(w[sDiscount], -r.Discount, false)
	}
	p.sum(w[sTotal], r.Total()-r.Rounding, r.Rounding == 0)
	if r.Rounding != 0 {
		p.sum(w[sRounding], r.Rounding, false)
		p.sum(w[sToPay], r.Total(), true)
	}
	if r.Card {
		p.sum(w[sCard], r.Paid, false)
		return
	}
	p.sum(w[sCash], r.Paid, false)
	p.sum(w[sChange], r.Paid-r.Total(), false)
}
