package fields

import (
	"math"
	"slices"
	"strconv"
)

// figures are the sums of money printed on a document, in cents: how an amount
// stands to them says much of what it is.
type figures struct {
	count  map[int64]int // how often each is printed
	sorted []int64       // each once, from the smallest
}

// mostFigures bounds what is added up.
const mostFigures = 400

func (s *sheet) figures() figures {
	f := figures{count: map[int64]int{}}
	for _, c := range s.cells {
		for _, a := range c.figures {
			if a.Percent || a.Value.Scale() != 2 && !a.Money || len(f.sorted) == mostFigures {
				continue
			}
			v := cents(a.Value.String())
			if v <= 0 {
				continue
			}
			if f.count[v]++; f.count[v] == 1 {
				f.sorted = append(f.sorted, v)
			}
		}
	}
	slices.Sort(f.sorted)
	return f
}

// cents is an amount as text in hundredths, without its sign; 0 for what is
// none.
func cents(text string) int64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return int64(math.Round(math.Abs(v) * 100))
}

// features say how often an amount is printed, how many others are larger,
// how it stands to the largest, and whether it is the difference of two others
// (what was handed over and the change), their sum (a net and its tax), or
// rounded to five cents.
func (f figures) features(text string) []float64 {
	v := cents(text)
	if v == 0 || len(f.sorted) == 0 {
		return []float64{0, 0, 0, 0, 0, 0}
	}
	at, found := slices.BinarySearch(f.sorted, v)
	if found {
		at++
	}
	larger := len(f.sorted) - at
	difference, sum := false, false
	for _, a := range f.sorted {
		if a > v && a-v != v && f.count[a-v] > 0 {
			difference = true
		}
		if a < v && 2*a != v && f.count[v-a] > 0 {
			sum = true
		}
	}
	return []float64{
		float64(f.count[v]), float64(larger), float64(v) / float64(f.sorted[len(f.sorted)-1]), flag(difference), flag(sum), flag(v%5 == 0),
	}
}
