package waiting

import (
	"math"
	"sort"
	"time"
)

// Fine is how finely time is cut, in points: a thousandth of the spread's reach
// to either side, where jobs usually finish.
const Fine = 500

// beyond is by how much the solution may pass the longest pause: what chance
// takes off and what lies between two points of the grid. Where looks are so
// dear that all pauses are the longest, they are that exactly.
const beyond = 1.1

// Policy says for every age of a job that is not finished when to look next.
type Policy struct {
	at   []float64 // ages in seconds, rising
	next []int     // for each, the age at which to look next
	// longest is the longest pause, 0 for any.
	longest time.Duration
}

// Optimal is the policy that costs least for jobs whose time, as a logarithm
// of seconds, has that density around mean, in units of spread. A second of
// lateness costs a second, and a look costs price, in seconds; no pause but the
// first is longer than longest.
//
// It is the solution of the dynamic programme over the ages of a job: the cost
// from an age on is that of the best next look, the lateness of what finishes
// before it, and the cost from there on of what does not. The older a job, the
// later its next look: none later than that of the next age need be tried.
func Optimal(density func(x float64) float64, mean, spread, price, longest float64, points int) Policy {
	p := grid(mean, spread, points)
	mass, moment := p.distribute(density)
	n := len(p.at)
	cost := make([]float64, n) // times the share of jobs that get so old
	p.next[n-1] = n - 1
	if !math.IsInf(longest, 1) {
		p.longest = time.Duration(longest * float64(time.Second))
		longest *= beyond
	}
	for k := n - 2; k >= 0; k-- {
		best, choice := math.Inf(1), k+1
		for j := k + 1; j <= p.next[k+1]; j++ {
			if j > k+1 && p.at[j]-p.at[k] > longest {
				break
			}
			c := p.at[j]*(mass[j]-mass[k]) - (moment[j] - moment[k]) + cost[j]
			if c < best {
				best, choice = c, j
			}
		}
		cost[k], p.next[k] = best+price*(1-mass[k]), choice
	}
	return p
}

// grid lies dense where jobs usually finish and thin out far away.
func grid(mean, spread float64, points int) Policy {
	const reach = 3.0 // sinh(3) is 10 spreads on either side
	p := Policy{at: []float64{0}}
	for i := range points {
		u := reach * (2*float64(i)/float64(points-1) - 1)
		t := math.Exp(mean + spread*math.Sinh(u))
		if t > shortest.Seconds() && t < (48*time.Hour).Seconds() {
			p.at = append(p.at, t)
		}
	}
	p.next = make([]int, len(p.at))
	return p
}

// distribute gives for each age the share of jobs that are finished by then,
// and the sum of their times.
func (p Policy) distribute(density func(x float64) float64) (mass, moment []float64) {
	n := len(p.at)
	mass, moment = make([]float64, n), make([]float64, n)
	before := 0.0
	for k := 2; k < n; k++ {
		low, high := math.Log(p.at[k-1]), math.Log(p.at[k])
		centre := (low + high) / 2
		if k == 2 {
			before = density(low)
		}
		after := density(high)
		m := (high - low) * (before + 4*density(centre) + after) / 6 // Simpson's rule
		mass[k] = mass[k-1] + m
		moment[k] = moment[k-1] + m*math.Exp(centre)
		before = after
	}
	total := mass[n-1]
	for k := range mass {
		mass[k] /= total
		moment[k] /= total
	}
	return mass, moment
}

// Next is the age at which to look at a job of that age.
func (p Policy) Next(age time.Duration) time.Duration {
	seconds := age.Seconds()
	k := sort.SearchFloat64s(p.at, seconds)
	if k >= len(p.at)-1 {
		return age + age/4
	}
	return time.Duration(p.at[p.next[k]] * float64(time.Second))
}
