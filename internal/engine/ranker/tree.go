package ranker

import "math"

// Tree is a complete binary tree of a fixed depth: the children of split i are
// 2i+1 and 2i+2, and the leaves follow the splits in the same count. Where a
// branch ends early its splits send everything to the left.
type Tree struct {
	Splits []Split
	Leaves []float32 // log-odds to add
}

// Split sends a value of its feature that is greater than the threshold to the
// right, all else (NaN too) to the left.
type Split struct {
	Feature   uint8
	Threshold float32
}

// value is the leaf that the features fall into.
func (t *Tree) value(x []float32) float64 {
	i := 0
	for i < len(t.Splits) {
		s := t.Splits[i]
		i = 2*i + 1
		if x[s.Feature] > s.Threshold {
			i++
		}
	}
	return float64(t.Leaves[i-len(t.Splits)])
}

// Expert judges candidates of one family of fields.
type Expert struct {
	// Features is how many numbers describe a candidate.
	Features int
	// Base is the log-odds before any tree.
	Base  float32
	Trees []Tree
}

// LogOdds is the sum of the trees for a candidate with the features x, which
// are as many as the expert was trained on.
func (e *Expert) LogOdds(x []float32) float64 {
	sum := float64(e.Base)
	for i := range e.Trees {
		sum += e.Trees[i].value(x)
	}
	return sum
}

// Probability is log-odds as a share of one.
func Probability(logOdds float64) float64 { return 1 / (1 + math.Exp(-logOdds)) }
