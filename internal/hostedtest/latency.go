package hostedtest

import (
	"math"
	"math/rand/v2"
	"time"
)

// Latency draws how long a document of that many bytes takes.
type Latency func(dice *rand.Rand, size int) time.Duration

// Always is the same latency for all.
func Always(d time.Duration) Latency {
	return func(*rand.Rand, int) time.Duration { return d }
}

// LogNormal is the shape that times of a service have: half of the documents
// are done within the median, and sigma is the spread of the logarithm.
func LogNormal(median time.Duration, sigma float64) Latency {
	return func(dice *rand.Rand, _ int) time.Duration {
		return time.Duration(float64(median) * math.Exp(sigma*dice.NormFloat64()))
	}
}
