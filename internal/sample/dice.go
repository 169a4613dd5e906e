package sample

import "math/rand/v2"

// dice is a seeded source of choices. Everything random comes from one.
type dice struct{ *rand.Rand }

// newDice gives the same choices for the same seed and stream; streams keep
// content and looks apart, so that a new layout changes no invoice.
func newDice(seed, stream uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, stream))} //nolint:gosec // sample documents, not secrets
}

// chance is true in percent of a hundred cases.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

const (
	figures = "0123456789"
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// between is a number from lo to hi, both included.
func (d dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// digits is a string of n digits that does not begin with 0.
func (d dice) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = figures[d.IntN(10)]
	}
	if b[0] == '0' {
		b[0] = figures[1+d.IntN(9)]
	}
	return string(b)
}

// letter is one of A to Z.
func (d dice) letter() string {
	i := d.IntN(len(letters))
	return letters[i : i+1]
}

// pick chooses one of the values.
func pick[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

// keep is v in percent of a hundred cases, else the zero value.
func keep[T any](d dice, percent int, v T) T {
	var none T
	if d.chance(percent) {
		return v
	}
	return none
}
