package hostedtest

import (
	"math"
	"time"
)

// bucket is a token bucket.
type bucket struct {
	limit  Limit
	tokens float64
	at     time.Time
}

// take takes a token. If there is none it tells after how long there will be.
func (b *bucket) take(now time.Time) (ok bool, wait time.Duration) {
	if b.limit.PerSecond <= 0 {
		return true, 0
	}
	burst := math.Max(1, float64(b.limit.Burst))
	if b.at.IsZero() {
		b.tokens = burst
	} else {
		b.tokens = math.Min(burst, b.tokens+now.Sub(b.at).Seconds()*b.limit.PerSecond)
	}
	b.at = now
	if b.tokens < 1 {
		return false, time.Duration((1 - b.tokens) / b.limit.PerSecond * float64(time.Second))
	}
	b.tokens--
	return true, 0
}
