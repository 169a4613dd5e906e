package till

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
		return 1.25
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
	lowerOfTotals = 0.2
)

// totals finds the total among the slip's sums.
func (s *slip) totals() []Candidate {
	all := s.sums()
	m := newArithmetic(all)
	var found []Candidate
	for i, x := range all {
		if x.value.Sign() <= 0 || x.kind.score() == 0 {
			continue
		}
		score := x.kind.score() + m.evidence(x.value)
		if x.row.size > 1.35*s.size && x.kind.isTotal() {
			score += inLargeType
		}
		for k, o := range all {
			if k != i && o.value.Equal(x.value) && o.kind.isTotal() {
				score += namedAgain
			}
		}
		if x.kind.isTotal() {
			score += lowerOfTotals * float64(x.at) / float64(len(s.rows))
		}
		found = append(found, Candidate{Text: x.value.String(), Score: score, Page: s.page.Index, Box: x.box})
	}
	return best(found, func(text string) string { return text })
}
