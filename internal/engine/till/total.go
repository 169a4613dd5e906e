package till

import (
	"math"
	"slices"
)

// kind is what the words before a sum call it.
type kind int

const (
	unnamed   kind = iota
	item           // it stands above the first sum that is named
	lastTotal      // what is to be paid: the last of several totals
	theTotal
	oneTotal // a total among several: before rounding, or by a vague word
	subtotal
	untaxed // a total without tax
	taxed   // tax
	counted // beside the number of items
	handed  // cash
	byCard
	returned // change
	rounded
	deducted
	extra  // service, deposit
	summed // in the summary of taxes
)

func (k kind) isTotal() bool { return k == lastTotal || k == theTotal || k == oneTotal }

// sum is a figure with what it is called.
type sum struct {
	figure
	row  *row
	at   int // the row's index
	kind kind
	last bool // the last figure on its row
}

// score is what the words say of a sum's being the total.
func (k kind) score() float64 {
	switch k {
	case lastTotal:
		return 1.4
	case theTotal:
		return 1.0
	case oneTotal:
		return 0.72
	case subtotal, byCard:
		return 0.4
	case counted:
		return 0.35
	case untaxed:
		return 0.22
	case handed:
		return 0.18
	case unnamed, summed, item:
		return 0.05
	case taxed, returned, rounded, deducted, extra:
	}
	return 0
}

// What else says it.
const (
	inLargeType   = 0.15
	namedAgain    = 0.08
	onOtherRow    = 0.1 // it is printed on another row, too
	lowerOfTotals = 0.2
	totalBelow    = 0.3 // another total follows before anything is paid
)

// totals finds the total among the slip's sums.
func (s *slip) totals() []Candidate {
	all := s.sums()
	m := newArithmetic(all)
	paid := payment(all)
	var found []Candidate
	for i, x := range all {
		if x.value.Sign() <= 0 || x.kind.score() == 0 {
			continue
		}
		score := x.kind.score() + m.evidence(x.value) + again(all, i)
		if x.kind.isTotal() {
			score += lowerOfTotals * float64(x.at) / float64(len(s.rows))
			if x.row.size > 1.35*s.size {
				score += inLargeType
			}
			if slices.ContainsFunc(all[i:], func(o sum) bool {
				return o.kind.isTotal() && o.at > x.at && o.at < paid && !o.value.Equal(x.value)
			}) {
				score -= totalBelow
			}
		}
		found = append(found, Candidate{Text: x.value.String(), Score: score, Page: s.page.Index, Box: x.box})
	}
	return best(found, func(text string) string { return text })
}

// payment is the first row that tells how it was paid, beyond all rows where
// none does.
func payment(all []sum) int {
	for _, x := range all {
		if x.kind == handed || x.kind == byCard || x.kind == returned {
			return x.at
		}
	}
	return math.MaxInt
}

// again is what is to be said for a sum that is printed several times.
func again(all []sum, i int) float64 {
	score, elsewhere := 0.0, false
	for k, o := range all {
		if k == i || !o.value.Equal(all[i].value) {
			continue
		}
		elsewhere = elsewhere || o.at != all[i].at
		if o.kind.isTotal() {
			score = namedAgain
		}
	}
	if elsewhere {
		score += onOtherRow
	}
	return score
}
