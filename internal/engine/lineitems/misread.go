package lineitems

import (
	"strconv"
	"strings"

	"github.com/docextract/docextract/internal/engine/locale"
)

// On pages that were read from pictures names have wrong letters and figures
// wrong digits. Names are mended by the vocabulary, and where one figure of a
// row is doubtful the other two tell it.

// sureMended is the confidence of a figure that the others of its row mended.
const sureMended = 0.75

// plain is a text's plain words, on pages read from pictures with the words of
// names in the place of what they were read for.
func (e *extractor) plain(text string) []string {
	words := plainWords(text)
	if !e.scanned {
		return words
	}
	for i, w := range words {
		if known, ok := e.words.spelling.Find(w); ok {
			words[i] = known
		}
	}
	return words
}

// mend corrects a figure of a row that does not add up, or is missing, where
// what the other two say looks like what was read: counted rows have a column
// for the quantity, lowered ones another for discounts.
func (it *Item) mend(counted, lowered bool) {
	q, p, n := &it.Quantity, &it.Price, &it.Net
	switch {
	case p.Found && n.Found && !q.Found && counted:
		if count := multiple(p.Value, n.Value); count > 0 {
			*q = Figure{Value: locale.NewDecimal(count, 0), Found: true, Confidence: sureMended}
			it.Checked = true
		}
		return
	case !q.Found || !p.Found || !n.Found || it.Checked:
		return
	}
	product, hundred := q.Value.Mul(p.Value).Round(2), locale.NewDecimal(1, 2)
	switch one, exact := quotient(n.Value, q.Value); {
	case p.Value.Scale() == 0 && multiplies(q.Value, p.Value.Mul(hundred), n.Value):
		p.Value, p.Confidence = p.Value.Mul(hundred), sureMended // the decimal mark was lost
	case n.Value.Scale() == 0 && multiplies(q.Value, p.Value, n.Value.Mul(hundred)):
		n.Value, n.Confidence = n.Value.Mul(hundred), sureMended
	case lowered || withTax(q.Value, p.Value, n.Value):
		return
	case exact && beheaded(cents(p.Value), cents(one)):
		p.Value, p.Confidence = one, sureMended
	case beheaded(cents(n.Value), cents(product)), beheaded(cents(product), cents(n.Value)), oneWrong(cents(n.Value), cents(product)):
		n.Value, n.Confidence = product, sureMended
	default:
		return
	}
	it.Checked = true
}

// quotient is what one costs where so many make the total, false where that is
// no whole number of hundredths.
func quotient(total, count locale.Decimal) (locale.Decimal, bool) {
	const most = 1e12
	whole := func(d locale.Decimal) int64 {
		n, _ := strconv.ParseInt(cents(d.Mul(locale.NewDecimal(100, 0))), 10, 64)
		return n
	}
	t, c := whole(total), whole(count)
	if c == 0 || t > most || 100*t%c != 0 {
		return locale.Decimal{}, false
	}
	one := locale.NewDecimal(100*t/c, 2)
	if (total.Sign() < 0) != (count.Sign() < 0) {
		one = one.Neg()
	}
	return one, true
}

// beheaded reports whether digits are what is left of others that lost those
// in front, as where a group of three was not read.
func beheaded(rest, digits string) bool {
	const enough = 3
	return len(rest) >= enough && len(rest) < len(digits) && strings.HasSuffix(digits, rest)
}

// oneWrong reports whether one of some digits was misread.
func oneWrong(read, digits string) bool {
	const enough = 4
	if len(read) != len(digits) || len(read) < enough {
		return false
	}
	wrong := 0
	for i := range len(read) {
		if read[i] != digits[i] {
			wrong++
		}
	}
	return wrong == 1
}

// cents is the digits of an amount in hundredths.
func cents(d locale.Decimal) string {
	whole, fraction, _ := strings.Cut(d.Abs().Round(2).String(), ".")
	return strings.TrimLeft(whole, "0") + (fraction + "00")[:2]
}

// taxed reports whether count × price and the tax on it are the total.
func taxed(count, price, rate, total locale.Decimal) bool {
	product := count.Mul(price)
	return !rate.IsZero() && product.Add(product.Percent(rate)).Near(total, locale.NewDecimal(1, 2))
}

// withTax reports whether a total is count × price with a usual tax on it.
func withTax(count, price, total locale.Decimal) bool {
	const most = 60 // halves of a percent
	for halves := int64(1); halves <= most; halves++ {
		if taxed(count, price, locale.NewDecimal(5*halves, 1), total) {
			return true
		}
	}
	return false
}

// beside tells figures that stand under one head apart, since the name of one
// was not read: a price beside the amount, the quantity or the rate of the tax.
func (it *Item) beside(first Figure) {
	q, p, n := it.Quantity, it.Price, it.Net
	switch {
	case first.Place == q.Place || first.Place == p.Place:
	case !q.Found || !p.Found:
	case !n.Found && (multiplies(q.Value, first.Value, p.Value) || withTax(q.Value, first.Value, p.Value)):
		it.Price, it.Net = first, p
	case !n.Found || multiplies(q.Value, p.Value, n.Value) || !isRate(p.Value):
	case multiplies(q.Value, first.Value, n.Value), taxed(q.Value, first.Value, p.Value, n.Value):
		if !it.VATRate.Found {
			it.VATRate = p
		}
		it.Price = first
	}
}
