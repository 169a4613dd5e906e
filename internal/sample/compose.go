package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Options narrow what a sample is. The zero value leaves everything to the seed.
type Options struct {
	Language string // a code of Languages, "" for any
	Country  string // ISO 3166 of the supplier, "" for one of the language's
	Layout   string // a name of Layouts, "" for any
	// Lines is the number of rows, 0 for a few, now and then many.
	Lines int
	// Plain leaves out the rare things: credit, discounts, several rates,
	// reverse charge, prepayments.
	Plain bool
	// Credit makes a credit note, Reverse a reverse charge invoice.
	Credit, Reverse bool
	// Code prints a QR code for the payment on invoices that can have one.
	Code bool
}

// compose invents the content of a document.
func compose(d dice, o Options) (*Invoice, language) {
	lang := chooseLanguage(d, o.Language)
	country := pick(d, lang.countries...)
	if o.Country != "" {
		country = o.Country
	}
	rare := func(percent int) bool { return d.chance(percent) && !o.Plain }
	v := &Invoice{Language: lang.code, Country: country, Currency: currency(d, country)}
	v.Credit = rare(8) || o.Credit
	v.Reverse = (rare(7) || o.Reverse) && country != "US"
	v.Supplier = newParty(d, country)
	v.Receiver = newParty(d, receiverCountry(d, v))
	v.describe(d)
	v.dates(d)
	v.addLines(d, lang, o)
	single := len(distinctRates(v.Lines)) == 1
	if rare(12) && single {
		v.Discount = one * pick(d, Amount(2), 3, 5, 10)
	}
	if d.chance(15) && single && !v.Credit && !v.Reverse {
		v.Shipping = cents(int64(pick(d, 490, 690, 1250, 1800)))
	}
	v.settle()
	if rare(6) && !v.Credit {
		v.Paid = v.Total().percent(30 * one)
	}
	return v, lang
}

func chooseLanguage(d dice, code string) language {
	all := languages()
	lang := pick(d, all...)
	if i := slices.IndexFunc(all, func(l language) bool { return l.code == code }); i >= 0 {
		lang = all[i]
	}
	return lang
}

func currency(d dice, country string) string {
	switch country {
	case "GB":
		return "GBP"
	case "US":
		return "USD"
	case "CH":
		return pick(d, "CHF", "CHF", "CHF", "EUR")
	}
	return "EUR"
}

func receiverCountry(d dice, v *Invoice) string {
	if !v.Reverse {
		return v.Country
	}
	others := slices.DeleteFunc([]string{"DE", "AT", "FR", "IT", "NL", "SI", "ES"}, func(c string) bool { return c == v.Country })
	return pick(d, others...)
}

func (v *Invoice) describe(d dice) {
	v.Receiver.Contact = keep(d, 45, v.Receiver.Contact)
	v.Receiver.IBAN, v.Receiver.BIC = "", ""
	if !v.Reverse {
		v.Receiver.VATID = keep(d, 25, v.Receiver.VATID)
	}
	v.Supplier.IBAN = keep(d, 85, v.Supplier.IBAN)
	if v.Supplier.IBAN == "" {
		v.Supplier.BIC, v.Supplier.Bank = "", ""
	}
	v.Supplier.BIC = keep(d, 75, v.Supplier.BIC)
	v.Supplier.VATID = keep(d, 92, v.Supplier.VATID)
	v.CustomerNumber = keep(d, 55, pick(d, d.digits(5), "K"+d.digits(4), "C-"+d.digits(4), d.digits(6)))
	v.Order = keep(d, 55, orderNumber(d))
	v.DeliveryNote = keep(d, 20, pick(d, "LS"+d.digits(5), d.digits(7), "D-"+d.digits(4)))
}

func orderNumber(d dice) string {
	return pick(d, "PO-"+d.digits(5), "45"+d.digits(8), "B-20"+d.digits(2)+"/"+d.digits(3), d.digits(6),
		strings.ToUpper(fill(d, "AA"))+"-"+d.digits(4), d.digits(4)+"-"+d.digits(2))
}

func (v *Invoice) dates(d dice) {
	v.Issue = time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.IntN(1380))
	days := pick(d, 7, 10, 14, 30, 30, 45, 60)
	if d.chance(60) && !v.Credit {
		v.Due = v.Issue.AddDate(0, 0, days)
	}
	if d.chance(45) && !v.Credit {
		v.TermDays = days
	}
	if d.chance(35) {
		v.Delivery = v.Issue.AddDate(0, 0, -d.between(1, 9))
	}
	year, serial := v.Issue.Year(), d.between(1, 9999)
	v.Number = pick(d,
		fmt.Sprintf("%d-%04d", year, serial), fmt.Sprintf("RE-%d-%04d", year, serial), fmt.Sprintf("%d/%d", serial, year),
		fmt.Sprintf("INV-%06d", serial), fmt.Sprintf("F%02d%05d", year%100, serial), fmt.Sprintf("%d%05d", year, serial),
		d.digits(6), d.digits(8), fmt.Sprintf("%c%d.%d", 'A'+d.IntN(26), serial, year%100), fmt.Sprintf("FA %d/%03d", year, serial%1000))
	if v.Credit {
		v.CreditedInvoice = keep(d, 70, d.digits(6))
	}
}

// rates are the usual tax rates of a country, the standard rate first.
func rates(d dice, country string) []Amount {
	table := map[string][]Amount{
		"DE": {190000, 70000}, "AT": {200000, 100000, 130000}, "CH": {81000, 26000}, "FR": {200000, 100000, 55000}, "BE": {210000, 60000, 120000},
		"ES": {210000, 100000, 40000}, "IT": {220000, 100000, 40000}, "NL": {210000, 90000}, "SI": {220000, 95000}, "GB": {200000, 50000}, "IE": {230000, 135000},
	}
	if r, ok := table[country]; ok {
		return r
	}
	return []Amount{pick(d, Amount(60000), 72500, 82500, 88750)}
}

func (v *Invoice) addLines(d dice, lang language, o Options) {
	n := d.between(1, 7)
	if d.chance(12) {
		n = d.between(12, 45)
	}
	if o.Lines > 0 {
		n = o.Lines
	}
	all := rates(d, v.Country)
	several := d.chance(25) && !o.Plain
	negative := v.Credit && d.chance(60)
	order := d.Perm(len(lang.products))
	number := pick(d, "99999", "AA-999", "999.99", "99999999", "A9999", "99-9999") // the supplier's article numbers
	for i := range n {
		l := newLine(d, lang, lang.products[order[i%len(order)]], number)
		l.Rate = all[0]
		if several && d.chance(45) {
			l.Rate = pick(d, all...)
		}
		if v.Reverse {
			l.Rate = 0
		}
		if negative {
			l.Quantity = -l.Quantity
		}
		v.Lines = append(v.Lines, l)
	}
	if d.chance(18) && !o.Plain {
		for i := range v.Lines {
			v.Lines[i].Discount = keep(d, 50, one*pick(d, Amount(5), 10, 15))
		}
	}
}

func newLine(d dice, lang language, p product, number string) Line {
	l := Line{
		Number: fill(d, number), Description: p.name, Detail: keep(d, 40, p.detail), Unit: lang.units[p.unit],
		Price: Amount(p.price*float64(one)) * Amount(d.between(80, 125)) / 100,
	}
	l.Price = l.Price.money()
	switch p.unit {
	case 1:
		l.Quantity = one * Amount(d.between(1, 80)) / 4
	case 2, 3:
		l.Quantity = one * Amount(d.between(5, 900)) / 10
	case 4:
		l.Quantity = one
	default:
		l.Quantity = one * Amount(pick(d, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 25, 50, 100, 250))
	}
	return l
}

func distinctRates(lines []Line) []Amount {
	var out []Amount
	for _, l := range lines {
		if !slices.Contains(out, l.Rate) {
			out = append(out, l.Rate)
		}
	}
	return out
}
