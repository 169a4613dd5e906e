package lineitems

import (
	"slices"
	"strings"
)

// name finds what the column holds by the words of its head.
func (e *extractor) name(c *column) {
	c.kind, c.second = unknown, unknown
	joined := slices.DeleteFunc(slices.Clone(c.words), func(w string) bool { return w == "|" })
	if k, ok := e.words.columns[strings.Join(joined, "")]; ok && slices.Contains(c.words, "|") {
		c.kind = k // hyphenated: Einzel-, preis
		return
	}
	if at := slices.Index(c.words, "|"); at > 0 && e.kindOf(c.words[:at]) == number && e.kindOf(c.words[at+1:]) == description {
		c.kind, c.second = description, number
		return
	}
	c.kind = e.kindOf(joined)
}

// kindOf is what the names in a row of plain words say together.
func (e *extractor) kindOf(words []string) kind {
	k := unknown
	for _, n := range e.words.find(words) {
		k = combine(k, n.kind)
	}
	return k
}

// combine takes a further name in the same head into account.
func combine(first, next kind) kind {
	switch {
	case first == unknown, first == other && next != other:
		return next
	case first == price && next == gross, first == gross && next == price:
		return grossPrice
	case first == tax && next == taxRate, first == net && next == price:
		return next
	case first == amount && (next == net || next == gross):
		return next
	case first == amount && (next == tax || next == taxRate), first == tax && (next == amount || next == net):
		return taxAmount
	case (first == unit || first == units) && next == price, first == unit && next == amount:
		return price
	case first == item && next == description, first == number && (next == description || next == item):
		return description
	case first == position && next == number:
		return number
	}
	return first
}

// acceptable reports whether the columns are those of goods or services: one
// says what is sold and another what it costs, or how many.
func acceptable(columns []column) bool {
	kinds := map[kind]bool{}
	for _, c := range columns {
		kinds[c.kind] = true
	}
	total := kinds[amount] || kinds[net] || kinds[gross]
	what := kinds[description] || kinds[item]
	cost := total || kinds[price] || kinds[grossPrice]
	named := len(kinds)
	for _, k := range []kind{unknown, other} {
		if kinds[k] {
			named--
		}
	}
	switch {
	case what && cost && named >= 3:
		return true
	case what && cost && named == 2:
		return len(columns) <= 4
	case (kinds[number] || kinds[position] || kinds[other] || kinds[unknown]) && kinds[quantity] && kinds[price] && total:
		return true
	}
	return kinds[quantity] && kinds[price] && total && len(columns) >= 3
}

// settleKinds decides the weak kinds by what else the table has.
func settleKinds(columns []column) {
	count := map[kind]int{}
	for _, c := range columns {
		count[c.kind]++
	}
	for i := range columns {
		switch c := &columns[i]; {
		case c.kind == units && count[quantity] > 0:
			c.kind = unit
		case c.kind == units, c.kind == unit && count[quantity] == 0 && count[units] == 0 && count[price] > 0:
			c.kind = quantity
		}
	}
}
