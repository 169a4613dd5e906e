package main

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/docextract/docextract/internal/waiting"
)

// distribution is log-normal: half of the jobs take less than median seconds,
// and sigma is the standard deviation of the logarithm.
type distribution struct{ median, sigma float64 }

func distributions() []distribution { return []distribution{{8, .25}, {8, .5}, {30, .25}, {30, .5}} }

func (d distribution) draw(seed uint64, n int) []time.Duration {
	dice := rand.New(rand.NewPCG(seed, math.Float64bits(d.median*d.sigma))) //nolint:gosec // chance that must come again the same
	times := make([]time.Duration, n)
	for i := range times {
		times[i] = time.Duration(d.median * math.Exp(d.sigma*dice.NormFloat64()) * float64(time.Second))
	}
	return times
}

// density is that of the logarithm of a time.
func (d distribution) density(x float64) float64 {
	z := (x - math.Log(d.median)) / d.sigma
	return math.Exp(-z*z/2) / (d.sigma * math.Sqrt(2*math.Pi))
}

// score is what a schedule costs on average: looks, and seconds between the end
// of the job and the look that finds it.
type score struct{ looks, late float64 }

// measure lets the plan wait for all the jobs.
func measure(jobs []time.Duration, plan waiting.Plan) score {
	var s score
	for _, job := range jobs {
		looks, took := wait(job, plan, 1)
		s.looks += float64(looks)
		s.late += (took.Within - job).Seconds()
	}
	n := float64(len(jobs))
	return score{s.looks / n, s.late / n}
}

// wait looks at a job by the plan, at a pace of about 1, until it is finished.
func wait(job time.Duration, plan waiting.Plan, pace float64) (looks int, took waiting.Took) {
	for age := time.Duration(0); ; {
		age = waiting.Paced(plan, age, pace)
		looks++
		if age >= job {
			took.Within = age
			return looks, took
		}
		took.After = age
	}
}

// curve is how late one is at a number of looks, by rising looks.
type curve []score

// at is how late one is with at most that many looks. Between the measured
// points it lies on a straight line: two schedules used by turns reach it.
// With fewer looks than the fewest it is not reached at all.
func (c curve) at(looks float64) float64 {
	best := math.Inf(1)
	for i, b := range c {
		switch {
		case b.looks <= looks+1e-9:
			best = min(best, b.late)
		case i == 0:
			return best
		default:
			a := c[i-1]
			return min(best, a.late+(b.late-a.late)*(looks-a.looks)/(b.looks-a.looks))
		}
	}
	return best
}

// efforts are the prices of a look that are tried, as shares of the median: in
// smaller steps where looks are few, and one more or less changes much. At the
// last, schedules look as rarely as they ever do.
func efforts() []float64 {
	var all []float64
	for e := .0002; e < waiting.UsualEffort; e *= 1.6 {
		all = append(all, e)
	}
	for e := waiting.UsualEffort; e < 1e6; e *= 1.25 {
		all = append(all, e)
	}
	return all
}

func newCurve(points []score) curve {
	slices.SortFunc(points, func(a, b score) int { return cmp.Or(cmp.Compare(a.looks, b.looks), cmp.Compare(b.late, a.late)) })
	return points
}

// optimalCurve is what the best schedules reach that know the distribution.
func optimalCurve(d distribution, seed uint64, draws int) curve {
	jobs := d.draw(seed, draws)
	var c curve
	for _, e := range efforts() {
		plan := waiting.Optimal(d.density, math.Log(d.median), d.sigma, e*d.median, math.Inf(1), 3*waiting.Fine)
		c = append(c, measure(jobs, plan))
	}
	return newCurve(c)
}

// documents are how many the learned schedule has seen; each lesson is followed
// by exam jobs that are measured.
const (
	documents = 10
	exam      = 50
)

// learnedCurve is what the program's own schedules reach after ten documents,
// which it waited for itself, beginning with no knowledge at all.
func learnedCurve(d distribution, seed uint64, draws int) curve {
	jobs := d.draw(seed, draws)
	lessons := d.draw(seed+1, documents*draws/exam)
	prices := efforts()
	c := make(curve, len(prices))
	for i := range draws / exam {
		l := lessons[documents*i:][:documents]
		// At all higher prices the first documents are looked at as often.
		usual := teach(nil, l[:waiting.Lessons], waiting.UsualEffort, luck(seed, i))
		for k, price := range prices {
			known, dice := usual, luck(seed, i+draws)
			if price < waiting.UsualEffort {
				known = teach(nil, l[:waiting.Lessons], price, luck(seed, i))
			}
			known = teach(known, l[waiting.Lessons:], price, dice)
			s := examine(known, jobs[exam*i:][:exam], price, dice)
			c[k].looks += s.looks / float64(draws/exam)
			c[k].late += s.late / float64(draws/exam)
		}
	}
	return newCurve(c)
}

// luck is the same at every price, so that prices differ by nothing else.
func luck(seed uint64, i int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, 2+uint64(i))) //nolint:gosec // chance that must come again the same
}

// The documents that are waited for.
const (
	documentType = "invoice"
	size         = 100_000
)

// teach waits for jobs with what is known before, and gives what is known then.
func teach(known []waiting.Took, jobs []time.Duration, effort float64, dice *rand.Rand) []waiting.Took {
	e := experience(known)
	known = slices.Clone(known)
	for _, job := range jobs {
		_, took := wait(job, e.Plan(context.Background(), documentType, size, effort, 0), waiting.Pace(dice.Float64))
		note(e, took)
		known = append(known, took)
	}
	return known
}

// examine measures what is known.
func examine(known []waiting.Took, jobs []time.Duration, effort float64, dice *rand.Rand) score {
	plan := experience(known).Plan(context.Background(), documentType, size, effort, 0)
	var s score
	for _, job := range jobs {
		looks, took := wait(job, plan, waiting.Pace(dice.Float64))
		s.looks += float64(looks)
		s.late += (took.Within - job).Seconds()
	}
	n := float64(len(jobs))
	return score{s.looks / n, s.late / n}
}

func experience(known []waiting.Took) *waiting.Experience {
	e := waiting.NewExperience("https://api.example.com", nil)
	for _, took := range known {
		note(e, took)
	}
	return e
}

func note(e *waiting.Experience, took waiting.Took) {
	if err := e.Note(context.Background(), documentType, size, took); err != nil {
		panic(err) // there is no memory that could fail
	}
}
