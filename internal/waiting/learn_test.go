package waiting

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

const service = "https://api.example.com"

// follow waits for a job by a plan.
func follow(plan Plan, job time.Duration) (n int, t Took) {
	for age := time.Duration(0); ; {
		age, n = plan.Next(age), n+1
		if age >= job {
			t.Within = age
			return n, t
		}
		t.After = age
	}
}

// teach lets an experience wait for jobs of a median in seconds.
func teach(t *testing.T, e *Experience, kind string, median, sigma, effort float64, n int) {
	t.Helper()
	dice := rand.New(rand.NewPCG(1, uint64(n)))
	for range n {
		job := time.Duration(median * math.Exp(sigma*dice.NormFloat64()) * float64(time.Second))
		_, took := follow(e.Plan(t.Context(), kind, 1000, effort, 0), job)
		if err := e.Note(t.Context(), kind, 1000, took); err != nil {
			t.Fatal(err)
		}
	}
}

func first(t *testing.T, e *Experience, kind string, size int64, effort float64) time.Duration {
	t.Helper()
	return e.Plan(t.Context(), kind, size, effort, 0).Next(0)
}

func between(t *testing.T, what string, got, low, high time.Duration) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s is %s, not between %s and %s", what, got, low, high)
	}
}

func TestNothingIsKnown(t *testing.T) {
	e := NewExperience(service, nil)
	if plan := e.Plan(t.Context(), "invoice", 1000, UsualEffort, 0); plan != (Growing{}) {
		t.Errorf("the plan is %T", plan)
	}
}

// TestTimesAreLearned finds out median and spread from looks alone.
func TestTimesAreLearned(t *testing.T) {
	e := NewExperience(service, nil)
	teach(t, e, "invoice", 30, .25, UsualEffort, 60)
	b := e.belief(Sort{service, "invoice", 0})
	if m := math.Exp(b.mean); m < 27 || m > 33 {
		t.Errorf("the median is taken to be %v s", m)
	}
	if b.spread < .2 || b.spread > .32 {
		t.Errorf("the spread is taken to be %v", b.spread)
	}
	between(t, "the first look", first(t, e, "invoice", 1000, UsualEffort), 15*time.Second, 33*time.Second)
}

func TestAHigherPriceMeansFewerLooks(t *testing.T) {
	e := NewExperience(service, nil)
	teach(t, e, "invoice", 8, .5, UsualEffort, 20)
	last := math.MaxInt
	for _, effort := range []float64{.01, .1, 1, 10} {
		n, _ := follow(e.Plan(t.Context(), "invoice", 1000, effort, 0), 12*time.Second)
		if n > last {
			t.Errorf("at a price of %v there are %d looks, before %d", effort, n, last)
		}
		last = n
	}
	if last != 1 {
		t.Errorf("at a high price there are %d looks", last)
	}
}

// TestAlikeSortsHelp begins with what is known of another type or size.
func TestAlikeSortsHelp(t *testing.T) {
	e := NewExperience(service, nil)
	teach(t, e, "invoice", 30, .25, UsualEffort, 30)
	between(t, "another type's first look", first(t, e, "receipt", 1000, UsualEffort), 3*time.Second, 25*time.Second)
	between(t, "another size's first look", first(t, e, "invoice", 10<<20, UsualEffort), 5*time.Second, 26*time.Second)
	teach(t, e, "receipt", 5, .25, UsualEffort, 20)
	between(t, "its own", first(t, e, "receipt", 1000, UsualEffort), 2500*time.Millisecond, 6*time.Second)
	between(t, "the other's", first(t, e, "invoice", 1000, UsualEffort), 15*time.Second, 33*time.Second)
}

// TestAServiceChanges follows one that becomes four times quicker or slower,
// although what looks find out then is only that it was long finished.
func TestAServiceChanges(t *testing.T) {
	for _, median := range []float64{10, 160} {
		e := NewExperience(service, nil)
		teach(t, e, "invoice", 40, .25, UsualEffort, 40)
		teach(t, e, "invoice", median, .25, UsualEffort, 100)
		got := first(t, e, "invoice", 1000, UsualEffort).Seconds()
		if got < .4*median || got > 1.2*median {
			t.Errorf("after a change to %v s the first look is at %v s", median, got)
		}
	}
}

// TestLittleIsLearnedButNotForgotten waits for a thousand documents with one
// look each, which tells nothing but that it was late enough.
func TestLittleIsLearnedButNotForgotten(t *testing.T) {
	e := NewExperience(service, nil)
	teach(t, e, "invoice", 8, .25, 50, 1000)
	if n := len(e.took[Sort{service, "invoice", 0}]); n > kept+kept/4 {
		t.Errorf("%d are kept", n)
	}
	between(t, "the first look", first(t, e, "invoice", 1000, 50), 12*time.Second, 40*time.Second)
	between(t, "a single document's", first(t, e, "invoice", 1000, UsualEffort), 3*time.Second, 9*time.Second)
}

// TestOddTimes must not break a plan.
func TestOddTimes(t *testing.T) {
	e := NewExperience(service, nil)
	odd := []Took{
		{0, 0},
		{5, 3},
		{0, time.Nanosecond},
		{time.Nanosecond, time.Nanosecond},
		{0, 48 * time.Hour},
		{47 * time.Hour, 48 * time.Hour},
		{time.Second, time.Second},
		{-time.Second, time.Second},
	}
	for _, took := range odd {
		if err := e.Note(t.Context(), "invoice", 0, took); err != nil {
			t.Fatal(err)
		}
		plan, age := e.Plan(t.Context(), "invoice", 0, UsualEffort, 0), time.Duration(0)
		for range 400 {
			next := plan.Next(age)
			if next <= age && age < 100*time.Hour {
				t.Fatalf("after %v, at %s the next look is at %s", took, age, next)
			}
			age = next
		}
	}
}

// memory is a Memory in this process.
type memory struct {
	took map[Sort][]Took
	err  error
}

func (m *memory) Recall(context.Context, string) (map[Sort][]Took, error) { return m.took, m.err }
func (m *memory) Keep(_ context.Context, s Sort, t Took) error {
	m.took[s] = append(m.took[s], t)
	return m.err
}

func TestExperienceOutlivesTheProcess(t *testing.T) {
	m := &memory{took: map[Sort][]Took{}}
	teach(t, NewExperience(service, m), "invoice", 30, .25, UsualEffort, 20)
	between(t, "the first look of the next process",
		first(t, NewExperience(service, &memory{took: m.took}), "invoice", 1000, UsualEffort), 15*time.Second, 33*time.Second)
	broken := NewExperience(service, &memory{took: m.took, err: errors.New("the disk is full")})
	if plan := broken.Plan(t.Context(), "invoice", 1000, UsualEffort, 0); plan != (Growing{}) {
		t.Errorf("without memory the plan is %T", plan)
	}
}

func TestSizeClass(t *testing.T) {
	for size, want := range map[int64]int{0: 0, -1: 0, 1: 0, 64 << 10: 0, 64<<10 + 1: 1, 256 << 10: 1, 256<<10 + 1: 2, 1 << 20: 2, 100 << 20: 6} {
		if got := SizeClass(size); got != want {
			t.Errorf("%d bytes are of class %d, want %d", size, got, want)
		}
	}
}

// TestAPriceMeansFewerLooks: where requests are limited, a look costs others
// their turn.
func TestAPriceMeansFewerLooks(t *testing.T) {
	e := NewExperience(service, nil)
	teach(t, e, "invoice", 8, .5, UsualEffort, 20)
	last := math.MaxInt
	for _, price := range []time.Duration{0, time.Second, time.Minute, time.Hour} {
		n, _ := follow(e.Plan(t.Context(), "invoice", 1000, UsualEffort, price), 12*time.Second)
		if n > last {
			t.Errorf("at a price of %s there are %d looks, before %d", price, n, last)
		}
		last = n
	}
	if last != 1 {
		t.Errorf("at a high price there are %d looks", last)
	}
}
