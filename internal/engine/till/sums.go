package till

import (
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/locale"
)

// sums are all figures of the slip with what they are called.
func (s *slip) sums() []sum {
	var all []sum
	inSummary, named, pending := false, false, unnamed
	for at, n := range s.rows {
		if len(n.figures) == 0 {
			inSummary = summaryHead(n) || inSummary && at > 0 && len(s.rows[at-1].figures) == 0 && !n.senses.any(total, cash, change)
			pending = unnamed
			if k := n.call(0, len(n.text)); k != counted && !n.senses[title] {
				pending = k // its value may stand on the next row
			}
			continue
		}
		if inSummary && (n.senses.any(cash, change) || n.senses[total] && len(n.figures) == 1) {
			inSummary = false
		}
		for i, f := range n.figures {
			x := sum{figure: f, row: n, at: at, last: i == len(n.figures)-1}
			from := 0
			if i > 0 {
				from = n.figures[i-1].to
			}
			x.kind = n.call(from, f.from)
			if x.kind == rounded && f.value.Cmp(mostRounding) > 0 {
				x.kind = lastTotal // what rounding made of it
			}
			switch {
			case inSummary || summaryRow(n):
				x.kind = summed
			case x.kind == unnamed && i == 0 && pending != unnamed && n.bare():
				x.kind = pending
			case x.kind == unnamed && !named:
				x.kind = item
			case x.kind.isTotal() || x.kind == subtotal || x.kind == untaxed || x.kind == counted:
				named = true
			}
			all = append(all, x)
		}
		pending = unnamed
	}
	return all
}

// bare reports whether a row has nothing but figures and a currency.
func (n *row) bare() bool {
	for _, w := range n.words {
		if _, currency := locale.Currency(strings.Trim(w.Text, ".:")); !currency && countLetters(w.Text) > 0 && !strings.HasPrefix(w.Text, "RM") {
			return false
		}
	}
	return true
}

// summaryHead reports whether a row heads the table of taxes.
func summaryHead(n *row) bool {
	return n.senses[summary] || n.senses[tax] && (n.senses.any(amount, excl) || len(n.tokens) > 3 && n.senses[total]) && !n.senses.any(incl, cash)
}

// summaryRow reports whether a row is one of a tax rate with base and tax.
func summaryRow(n *row) bool {
	rate := slices.ContainsFunc(n.tokens, func(t token) bool { return t.text == "%" })
	return rate && len(n.figures) >= 2 && !n.senses.any(total, cash, change)
}

// call is what the words from byte to byte of a row say of the sum behind
// them.
func (n *row) call(from, to int) kind {
	said, first := senses{}, map[sense]int{}
	for i, t := range n.tokens {
		if t.from < from || t.to > to {
			continue
		}
		if countDigits(t.text) == len(t.text) && said[count] && i+1 < len(n.tokens) && n.tokens[i+1].to <= to && countLetters(n.text[t.to:to]) > 3 {
			said, first = senses{}, map[sense]int{} // "Items 4 Subtotal 30.00"
			continue
		}
		for s := range n.says[i] {
			if !said[s] {
				said[s], first[s] = true, i
			}
			if s == cash && i > 0 && n.tokens[i-1].text == "be" {
				said[pay], said[cash] = true, false // "to be paid"
			}
		}
	}
	return said.kind(first)
}

// kind weighs the senses of a label against each other; first is where each
// was said first.
func (s senses) kind(first map[sense]int) kind {
	sumWord := s.any(total, amount, pay)
	switch {
	case s[points]:
		return unnamed
	case s[change]:
		return returned
	case s[rounding] && s[total]:
		return lastTotal
	case s[rounding]:
		return rounded
	case s[discount] && s[total] && s[final]:
		return oneTotal // "Total after discount"
	case s[discount] && !s[sub]:
		return deducted
	case s[tax] && s[excl]:
		return untaxed
	case s[tax] && s[incl] && s[sub]:
		return subtotal
	case s[tax] && s[incl] && sumWord && (!s[total] || first[total] < first[tax]):
		return theTotal
	case s[tax]:
		return taxed
	case s[count] && s[sub]:
		return subtotal
	case s[count]:
		return counted
	case s[sub]:
		return subtotal
	case s[excl] && sumWord:
		return untaxed
	case s[cash] && s[total] && first[cash] < first[total]:
		return handed
	case s.any(total, amount) && s.any(pay, final), s[pay] && s[final]:
		return lastTotal
	case s[total] || s[pay]:
		return theTotal
	case s[service]:
		return extra
	case s[card]:
		return byCard
	case s[cash]:
		return handed
	case s[amount]:
		return oneTotal
	}
	return unnamed
}
