package waiting

import (
	"math"
	"math/bits"
	"time"
)

// Took is what one wait has found out about the time of a job: it was not
// finished After that time, and it was Within this one. Both count from the
// acceptance of the document.
type Took struct {
	After, Within time.Duration
}

// tells reports whether both bounds say something. A job that the first look
// found finished may have been so for long.
func (t Took) tells() bool { return t.After > 0 }

// Sort is a sort of documents that usually take the same time.
type Sort struct {
	// Service is the base URL, DocumentType the type's name.
	Service, DocumentType string
	// Size is the document's class of size; see SizeClass.
	Size int
}

// SizeClass sorts sizes in bytes, each class four times the last: up to 64 KiB,
// up to 256 KiB, and so on.
func SizeClass(bytes int64) int {
	const smallest = 64 << 10
	return (bits.Len64(uint64(max(bytes-1, 0)/smallest)) + 1) / 2
}

// shortest is the least time that is told apart: no job is quicker, as far as
// waiting goes.
const shortest = 20 * time.Millisecond

// span is a Took in logarithms of seconds.
type span struct{ low, high, weight float64 }

// spans weighs what was found out, the newest last: what is old counts less,
// since services change.
func spans(took []Took) []span {
	const halfLife = 30.0 // documents
	all := make([]span, 0, len(took))
	for i, t := range took {
		age := float64(len(took) - 1 - i)
		all = append(all, span{
			low:    math.Log(max(t.After, shortest).Seconds()),
			high:   math.Log(max(t.Within, shortest+shortest/10).Seconds()),
			weight: math.Exp2(-age / halfLife),
		})
	}
	return all
}
