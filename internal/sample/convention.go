package sample

import (
	"strings"
	"time"
)

// convention is how a document writes numbers, money and dates.
type convention struct {
	group, point string
	// before and after surround an amount of money: a sign or a code.
	before, after string
	// minusAfter writes 12,00- as some bookkeeping programs do.
	minusAfter bool
	dateLayout string
	months     [12]string
	percent    string // what follows a percentage
	padded     bool   // 19,00 % and not 19 %
}

// chooseConvention takes one of the usual ways of the supplier's country.
func chooseConvention(d dice, v *Invoice, lang language) convention {
	c := convention{months: lang.months, percent: pick(d, " %", "%"), padded: d.chance(25)}
	switch v.Country {
	case "GB", "US", "IE":
		c.group, c.point, c.percent = ",", ".", "%"
	case "CH":
		c.group, c.point = pick(d, "'", "’", " "), "."
	case "FR":
		c.group, c.point = pick(d, " ", "\u00a0", "\u202f", ""), ","
	default:
		c.group, c.point = pick(d, ".", ".", "."), ","
	}
	c.group = pick(d, c.group, c.group, c.group, c.group, "")
	c.dateLayout = pick(d, lang.dates...)
	switch v.Country {
	case "US":
		c.dateLayout = pick(d, "01/02/2006", "January 2, 2006", "Jan 2, 2006", "1/2/2006")
	case "CH", "AT":
		c.dateLayout = pick(d, lang.dates[0], lang.dates[1])
	}
	c.before, c.after = around(d, v)
	return c
}

func around(d dice, v *Invoice) (before, after string) {
	sign := map[string]string{"EUR": "€", "GBP": "£", "USD": "$"}[v.Currency]
	code := v.Currency
	switch {
	case v.Currency == "USD" || v.Currency == "GBP":
		return pick(d, sign, sign, code+" "), ""
	case sign == "" || d.chance(25):
		if d.chance(50) {
			return code + " ", ""
		}
		return "", " " + code
	case v.Language == "nl" || v.Language == "en":
		return pick(d, sign+" ", sign), ""
	}
	return "", pick(d, " ", "\u00a0") + sign
}

// number writes a with the document's separators and at least so many decimals.
func (c convention) number(a Amount, decimals int) string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	whole, frac, _ := strings.Cut(a.decimal(decimals), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + c.group + whole[i:]
	}
	if frac != "" {
		whole += c.point + frac
	}
	if c.minusAfter && sign != "" {
		return whole + sign
	}
	return sign + whole
}

// money writes an amount with the currency around it.
func (c convention) money(a Amount) string {
	if a < 0 && !c.minusAfter {
		return "-" + c.before + c.number(-a, 2) + c.after
	}
	return c.before + c.number(a, 2) + c.after
}

// rate writes a percentage with its sign.
func (c convention) rate(a Amount) string {
	least := 0
	if c.padded {
		least = 2
	}
	return c.number(a, least) + c.percent
}

// date writes t; English month names in the layout become the language's.
func (c convention) date(t time.Time) string {
	s := t.Format(c.dateLayout)
	month := t.Month().String()
	switch {
	case strings.Contains(c.dateLayout, "January"):
		return strings.Replace(s, month, c.months[t.Month()-1], 1)
	case strings.Contains(c.dateLayout, "Jan"):
		return strings.Replace(s, month[:3], string([]rune(c.months[t.Month()-1])[:3]), 1)
	}
	return s
}
