package till

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/locale"
)

// What arithmetic says of it.
const (
	changeAgrees   = 1.3  // cash − change
	paidExactly    = 0.35 // cash without change
	roundedAgrees  = 0.35 // another total and the rounding
	wasRounded     = 0.45 // what rounding makes of it is printed too
	itemsAgree     = 0.3  // the sum of the items
	partsAgree     = 0.3  // subtotal and tax, service, rounding
	partOfOther    = 0.25 // with tax or service it makes another that is printed
	largestOfAll   = 0.15
	moreThanHanded = 0.5
)

// arithmetic is what the sums of a slip say of each other.
type arithmetic struct {
	all                        []locale.Decimal
	handed, returned, rounding []locale.Decimal
	totals, subtotals, extras  []locale.Decimal
	nets, taxes                []locale.Decimal
	items                      locale.Decimal
	rows                       int // of items
	largest                    locale.Decimal
}

func newArithmetic(all []sum) *arithmetic {
	m := &arithmetic{}
	for _, x := range all {
		switch x.kind {
		case handed, byCard:
			m.handed = append(m.handed, x.value)
		case returned:
			m.returned = append(m.returned, x.value.Abs())
		case rounded:
			m.rounding = append(m.rounding, x.value)
		case lastTotal, theTotal, oneTotal:
			m.totals = append(m.totals, x.value)
		case subtotal, counted:
			m.subtotals = append(m.subtotals, x.value)
		case untaxed:
			m.nets = append(m.nets, x.value)
		case taxed:
			m.taxes = append(m.taxes, x.value)
		case extra, deducted:
			m.extras = append(m.extras, x.value)
		case item:
			if x.last {
				m.items, m.rows = m.items.Add(x.value), m.rows+1
			}
		case unnamed, summed:
		}
		m.all = append(m.all, x.value)
		if x.kind != handed && x.kind != returned && x.kind != summed && x.value.Cmp(m.largest) > 0 {
			m.largest = x.value
		}
	}
	return m
}

// evidence is what the other sums say of a value's being the total.
func (m *arithmetic) evidence(v locale.Decimal) float64 {
	score := m.payment(v)
	if m.rows > 0 && m.items.Equal(v) && !slices.ContainsFunc(m.totals, func(o locale.Decimal) bool { return o.Cmp(v) > 0 }) {
		score += itemsAgree
	}
	if v.Equal(m.largest) {
		score += largestOfAll
	}
	if m.roundsTo(v) {
		score += roundedAgrees
	}
	if m.roundsFrom(v) {
		score -= wasRounded
	}
	if m.addsUp(v) {
		score += partsAgree
	}
	if m.isPart(v) {
		score -= partOfOther
	}
	return score
}

// payment compares a value with cash and change.
func (m *arithmetic) payment(v locale.Decimal) float64 {
	score, more := 0.0, len(m.handed) > 0
	for _, h := range m.handed {
		for _, c := range m.returned {
			if !c.IsZero() && h.Sub(c).Equal(v) {
				return changeAgrees
			}
		}
		if h.Equal(v) && !slices.ContainsFunc(m.returned, func(c locale.Decimal) bool { return !c.IsZero() }) {
			score = paidExactly
		}
		more = more && v.Cmp(h) > 0
	}
	if more {
		score -= moreThanHanded
	}
	return score
}

// mostRounding is the largest difference that rounding to coins makes.
var mostRounding = locale.NewDecimal(10, 2)

// roundsTo reports whether rounding makes the value of another sum.
func (m *arithmetic) roundsTo(v locale.Decimal) bool {
	for _, d := range m.rounding {
		for _, o := range slices.Concat(m.totals, m.subtotals) {
			if !d.IsZero() && d.Abs().Cmp(mostRounding) < 0 && (o.Add(d).Equal(v) || o.Sub(d.Abs()).Equal(v)) {
				return true
			}
		}
	}
	return false
}

// roundsFrom reports whether rounding makes another total of the value, or
// what was paid.
func (m *arithmetic) roundsFrom(v locale.Decimal) bool {
	for _, d := range m.rounding {
		if d.IsZero() || d.Abs().Cmp(mostRounding) >= 0 {
			continue
		}
		for _, o := range slices.Concat(m.totals, m.subtotals) {
			if v.Add(d).Equal(o) && !o.Equal(v) {
				return true
			}
		}
	}
	return false
}

// addsUp reports whether a net or subtotal and what is put on it make the
// value.
func (m *arithmetic) addsUp(v locale.Decimal) bool {
	parts := slices.Concat(m.taxes, m.extras)
	for _, base := range slices.Concat(m.nets, m.subtotals) {
		rest := v.Sub(base)
		for _, d := range append(slices.Clone(m.rounding), locale.Decimal{}) {
			for _, p := range parts {
				if !p.IsZero() && rest.Sub(d).Equal(p) {
					return true
				}
			}
		}
	}
	return false
}

// isPart reports whether tax or service put on the value make another sum that
// is printed twice, or is no cash.
func (m *arithmetic) isPart(v locale.Decimal) bool {
	for _, p := range slices.Concat(m.taxes, m.extras) {
		if p.Sign() <= 0 {
			continue
		}
		whole, times := v.Add(p), 0
		for _, o := range m.all {
			if o.Equal(whole) {
				times++
			}
		}
		if times > 1 || slices.ContainsFunc(m.totals, whole.Equal) {
			return true
		}
	}
	return false
}
