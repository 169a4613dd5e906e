package till

import (
	"cmp"
	"slices"
)

func sortByScore(found []Candidate) {
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
}
