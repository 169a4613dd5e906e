package sample

import (
	"slices"
	"time"
)

// Invoice is the content of one document, before any layout. Empty texts and
// zero dates are not printed.
type Invoice struct {
	Language string // ISO 639-1
	Country  string // ISO 3166, of the supplier
	Currency string // ISO 4217
	Credit   bool   // a credit note
	// Reverse means that the buyer owes the tax: the only rate is 0 %.
	Reverse bool

	Supplier, Receiver Party
	Number             string
	Order              string // the buyer's purchase order
	CreditedInvoice    string
	CustomerNumber     string
	DeliveryNote       string
	Contact            string // a person at the supplier
	Issue, Due         time.Time
	Delivery, Ordered  time.Time
	TermDays           int // payment within so many days; 0 for none

	Lines    []Line
	Discount Amount // percent, off the sum of the lines; one rate only
	Shipping Amount // money, without tax; one rate only
	Paid     Amount // money already received
	Rates    []Rate
}

// Line is a row of the invoice.
type Line struct {
	Number      string
	Description string
	// Detail is a second paragraph in the description's column.
	Detail   string
	Quantity Amount
	Unit     Unit
	Price    Amount
	Discount Amount // percent
	Rate     Amount // percent
	Net      Amount
}

// Unit is a unit as it is printed and its UN/ECE recommendation 20 code.
type Unit struct{ Name, Code string }

// Rate is a VAT rate with what it applies to.
type Rate struct{ Percent, Net, VAT Amount }

// Subtotal is the sum of the lines.
func (v *Invoice) Subtotal() Amount {
	var sum Amount
	for _, l := range v.Lines {
		sum += l.Net
	}
	return sum
}

// DiscountAmount is what the discount takes off the subtotal.
func (v *Invoice) DiscountAmount() Amount { return v.Subtotal().percent(v.Discount) }

// Net is the sum without VAT, after discount and with shipping.
func (v *Invoice) Net() Amount {
	var sum Amount
	for _, r := range v.Rates {
		sum += r.Net
	}
	return sum
}

// VAT is the sum of the taxes.
func (v *Invoice) VAT() Amount {
	var sum Amount
	for _, r := range v.Rates {
		sum += r.VAT
	}
	return sum
}

// Total is the grand total with VAT, before what was paid already.
func (v *Invoice) Total() Amount { return v.Net() + v.VAT() }

// settle computes the lines' nets and the rates from quantities and prices.
func (v *Invoice) settle() {
	v.Rates = nil
	for i := range v.Lines {
		l := &v.Lines[i]
		l.Net = l.Quantity.times(l.Price).money()
		l.Net -= l.Net.percent(l.Discount)
		v.addNet(l.Rate, l.Net)
	}
	if len(v.Rates) == 1 {
		v.addNet(v.Rates[0].Percent, v.Shipping-v.DiscountAmount())
	}
	for i := range v.Rates {
		v.Rates[i].VAT = v.Rates[i].Net.percent(v.Rates[i].Percent)
	}
	slices.SortFunc(v.Rates, func(a, b Rate) int { return int(b.Percent - a.Percent) })
}

func (v *Invoice) addNet(percent, net Amount) {
	for i := range v.Rates {
		if v.Rates[i].Percent == percent {
			v.Rates[i].Net += net
			return
		}
	}
	v.Rates = append(v.Rates, Rate{Percent: percent, Net: net})
}
