package waiting

import "time"

// Plan says for every age of a job that is not finished at what age to look at
// it next. The age counts from the acceptance of the document.
type Plan interface {
	Next(age time.Duration) time.Duration
}

// The pace of looking at a service of which nothing is known.
const (
	firstLook = time.Second
	longest   = 10 * time.Second
	growth    = 1.25
)

// patience is how long a learned plan leaves a job alone at most, or twice the
// time that such documents usually take: how rarely one takes far longer cannot
// be known from a few, however dear a look is.
const patience = 30 * time.Second

// Growing is the plan before anything is learned: a look after one second, and
// each pause a quarter longer than the last, up to ten seconds.
type Growing struct{}

// Next is the first moment of that plan after age.
func (Growing) Next(age time.Duration) time.Duration {
	at, pause := firstLook, firstLook
	for at <= age+time.Millisecond {
		pause = min(longest, time.Duration(float64(pause)*growth))
		if pause == longest && age > at { // all that follow are alike
			at += (age - at).Truncate(longest)
		}
		at += pause
	}
	return at
}

// Rare is the plan where somebody is to say when the job has finished: a look
// after twenty seconds, then every minute.
type Rare struct{}

// Next is the first moment of that plan after age.
func (Rare) Next(age time.Duration) time.Duration {
	const first = 20 * time.Second
	if age < first-time.Millisecond {
		return first
	}
	return first + (age - first + time.Millisecond).Truncate(time.Minute) + time.Minute
}

const (
	// spread is by how much of it a wait is quicker or slower than its plan, at
	// random: waits that began together do not go on together.
	spread = 0.05
	// shortestPause keeps a plan of very quick jobs from asking in a loop.
	shortestPause = 50 * time.Millisecond
)

// schedule follows a plan.
type schedule struct {
	plan Plan
	pace float64 // about 1
}

// newSchedule starts a schedule. random gives numbers in [0, 1).
func newSchedule(plan Plan, random func() float64) schedule {
	if plan == nil {
		plan = Growing{}
	}
	return schedule{plan: plan, pace: Pace(random)}
}

// Pace is by how much a wait stretches its plan. random gives numbers in [0, 1).
func Pace(random func() float64) float64 { return 1 - spread + 2*spread*random() }

// Paced is at what age to look next at a job of that age, by a plan that is
// stretched by pace. The longest pause of a Policy is not stretched.
func Paced(plan Plan, age time.Duration, pace float64) time.Duration {
	next := time.Duration(float64(plan.Next(time.Duration(float64(age)/pace))) * pace)
	if p, ok := plan.(Policy); ok && p.longest > 0 {
		return min(next, age+p.longest)
	}
	return next
}

// pause is how long to wait at that age of the job. floor is what the service
// asked to be left alone for (Retry-After), 0 if it did not; the pause is never
// shorter.
func (s schedule) pause(age, floor time.Duration) time.Duration {
	age = max(age, 0)
	return max(Paced(s.plan, age, s.pace)-age, shortestPause, floor)
}
