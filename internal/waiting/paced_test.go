package waiting

import (
	"math"
	"testing"
	"time"
)

// TestNobodyIsLeftAloneForLong: however dear a look is, no pause of a learned
// plan is longer than half a minute, or twice the median of slower documents;
// chance makes it no longer, and where the price is all, no shorter.
func TestNobodyIsLeftAloneForLong(t *testing.T) {
	for _, median := range []float64{3, 8, 40, 120} {
		for _, sigma := range []float64{.25, 1} {
			e := NewExperience(service, nil)
			teach(t, e, "invoice", median, sigma, UsualEffort, 30)
			most := max(patience, time.Duration(2*math.Exp(e.belief(Sort{service, "invoice", 0}).mean)*float64(time.Second)))
			plan := e.Plan(t.Context(), "invoice", 1000, 1e6, time.Hour)
			for _, pace := range []float64{1 - spread, 1, 1 + spread} {
				age := time.Duration(0)
				for range 5 {
					next := Paced(plan, age, pace)
					if pause := next - age; pause > most+time.Millisecond || age == 0 && median >= 8 && sigma == 1 && pause < most-time.Millisecond {
						t.Errorf("of jobs of %v s, at %s the next look is at %s, at a pace of %v; the longest pause is %s", median, age, next, pace, most)
					}
					age = next
				}
			}
		}
	}
}

// TestTheBestNextLook holds the dynamic programme beside one that tries every
// next look of every age.
func TestTheBestNextLook(t *testing.T) {
	b := belief{mean: math.Log(8), worth: 10, spread: .4, surety: 12}
	for _, price := range []float64{.1, 1, 20, 1e4} {
		for _, longest := range []float64{5, 30, math.Inf(1)} {
			p := Optimal(b.forecast(), b.mean, b.scale(), price, longest, 120)
			want := exhaustive(p, b, price, longest)
			for k, next := range p.next {
				if next != want[k] {
					t.Fatalf("price %v, longest %v: at %v s it is %v s, better %v s", price, longest, p.at[k], p.at[next], p.at[want[k]])
				}
			}
		}
	}
}

func exhaustive(p Policy, b belief, price, longest float64) []int {
	mass, moment := p.distribute(b.forecast())
	n := len(p.at)
	cost, next := make([]float64, n), make([]int, n)
	next[n-1] = n - 1
	for k := n - 2; k >= 0; k-- {
		best := math.Inf(1)
		for j := k + 1; j < n && (j == k+1 || p.at[j]-p.at[k] <= beyond*longest); j++ {
			if c := p.at[j]*(mass[j]-mass[k]) - (moment[j] - moment[k]) + cost[j]; c < best {
				best, next[k] = c, j
			}
		}
		cost[k] = best + price*(1-mass[k])
	}
	return next
}
