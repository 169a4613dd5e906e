package waiting

import "math"

// belief is what is held of the logarithm of a time: that it is normal, with a
// mean and a spread that are themselves known more or less well (a
// normal-inverse-chi-square distribution).
type belief struct {
	mean  float64
	worth float64 // how many documents the mean is worth
	// spread is the likely standard deviation, surety how many documents it is
	// worth.
	spread, surety float64
}

// Before anything is known of it, the spread of a service's times is taken to
// be moderate, as if six documents had shown so: half of the documents are within
// a quarter of the median. What ten documents show alone differs so much from
// what ten others would that rare times were judged badly.
const (
	usualSpread = 0.35
	usualSurety = 6
)

// unknowing is the belief about a service of which nothing is known.
func unknowing() belief { return belief{spread: usualSpread, surety: usualSurety} }

// rounds of estimating; each halves the remaining error at least.
const rounds = 12

// learn is the belief after what was found out. A time is known to lie within
// bounds only, so that mean and spread are estimated by turns (the EM
// algorithm for censored values).
func (b belief) learn(found []span) belief {
	if len(found) == 0 {
		return b
	}
	mean, spread := b.mean, b.spread
	if b.worth == 0 {
		mean = middle(found)
	}
	var next belief
	for range rounds {
		next = b.estimate(found, mean, spread)
		mean, spread = next.mean, next.spread
	}
	return next
}

func middle(found []span) float64 {
	var sum, n float64
	for _, f := range found {
		sum += f.weight * (f.low + f.high) / 2
		n += f.weight
	}
	return sum / n
}

// estimate is one round.
func (b belief) estimate(found []span, mean, spread float64) belief {
	var n, sum, square float64
	for _, f := range found {
		x, v := within(f, mean, spread)
		n += f.weight
		sum += f.weight * x
		square += f.weight * (v + x*x)
	}
	average := sum / n
	off := square - n*average*average
	if b.worth > 0 {
		off += b.worth * n / (b.worth + n) * (average - b.mean) * (average - b.mean)
	}
	next := belief{worth: b.worth + n, surety: b.surety + n}
	if b.worth == 0 {
		next.surety-- // the mean has cost one
	}
	next.surety = max(next.surety, 1)
	next.mean = (b.worth*b.mean + sum) / next.worth
	next.spread = math.Sqrt((b.surety*b.spread*b.spread + max(off, 0)) / next.surety)
	return next
}

// within gives mean and variance of a normal value that lies in a span.
func within(f span, mean, spread float64) (x, variance float64) {
	a, b := (f.low-mean)/spread, (f.high-mean)/spread
	mass := phi(b) - phi(a)
	if mass < 1e-9 { // far from what was expected: take the nearer end
		if a > 0 {
			return f.low, 0
		}
		return f.high, 0
	}
	da, db := density(a), density(b)
	shift := (da - db) / mass
	scaled := 1 + (a*da-b*db)/mass - shift*shift
	return mean + spread*shift, spread * spread * min(max(scaled, 0), 1)
}

func phi(x float64) float64     { return math.Erfc(-x/math.Sqrt2) / 2 }
func density(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }

// handDown is the belief as a start for something alike, whose mean is usually
// so far from this one; the spread is likely the same.
func (b belief) handDown(apart float64) belief {
	if b.worth == 0 {
		return b
	}
	b.worth = 1 / (1/b.worth + apart*apart/(b.spread*b.spread))
	b.surety = min(b.surety, 2*usualSurety)
	return b
}

// scale is the spread of the next time, of which the mean is not sure.
func (b belief) scale() float64 { return b.spread * math.Sqrt(1+1/b.worth) }

// forecast is the density of the logarithm of the next time: Student's t.
func (b belief) forecast() func(x float64) float64 {
	scale := b.scale()
	upper, _ := math.Lgamma((b.surety + 1) / 2)
	lower, _ := math.Lgamma(b.surety / 2)
	norm := math.Exp(upper-lower) / math.Sqrt(b.surety*math.Pi) / scale
	return func(x float64) float64 {
		z := (x - b.mean) / scale
		return norm * math.Pow(1+z*z/b.surety, -(b.surety+1)/2)
	}
}
