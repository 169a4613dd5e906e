package qr

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// triple are three eyes that may belong to one code: corner is where the right
// angle is.
type triple struct {
	corner, a, b eye
	module       float64
	// off is how far it is from a right angle with equal sides, 0 for exact.
	off float64
}

// Modules between the middles of two eyes, for the smallest and the largest
// code, with what a poor measurement adds.
const (
	nearest  = 11.0
	farthest = 200.0
)

// maxTriples bounds what a page of nothing but eyes costs.
const maxTriples = 2000

// triples are the possible codes, the likeliest first.
func triples(eyes []eye) []triple {
	var all []triple
	for i, corner := range eyes {
		for j, a := range eyes {
			if i == j || !alike(corner, a) || !reachable(corner, a) {
				continue
			}
			for k := j + 1; k < len(eyes); k++ {
				if b := eyes[k]; k != i && alike(corner, b) && alike(a, b) {
					if t, ok := newTriple(corner, a, b); ok && len(all) < maxTriples {
						all = append(all, t)
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b triple) int { return cmp.Compare(a.off, b.off) })
	return all
}

func alike(a, b eye) bool { return a.module < 1.5*b.module && b.module < 1.5*a.module }

func reachable(a, b eye) bool {
	d := distance(a, b) / ((a.module + b.module) / 2)
	return d > nearest && d < farthest
}

func newTriple(corner, a, b eye) (triple, bool) {
	u, v := distance(corner, a), distance(corner, b)
	t := triple{corner: corner, a: a, b: b, module: (corner.module + a.module + b.module) / 3}
	cosine := ((a.x-corner.x)*(b.x-corner.x) + (a.y-corner.y)*(b.y-corner.y)) / (u * v)
	t.off = math.Abs(cosine) + math.Abs(math.Log(u/v))
	return t, reachable(corner, b) && t.off < 0.35
}

func distance(a, b eye) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }

// box is around the code, to the outer edges of its corners.
func (t triple) box() image.Rectangle {
	// The fourth corner, opposite to the right angle, has no eye.
	fourthX, fourthY := t.a.x+t.b.x-t.corner.x, t.a.y+t.b.y-t.corner.y
	// From the middle of an eye to the corner of the code, along both sides.
	half := 3.5 / math.Max(distance(t.corner, t.a)/t.module, 1)
	ux, uy := (t.a.x-t.corner.x)*half, (t.a.y-t.corner.y)*half
	vx, vy := (t.b.x-t.corner.x)*half, (t.b.y-t.corner.y)*half
	xs := []float64{t.corner.x - ux - vx, t.a.x + ux - vx, t.b.x - ux + vx, fourthX + ux + vx}
	ys := []float64{t.corner.y - uy - vy, t.a.y + uy - vy, t.b.y - uy + vy, fourthY + uy + vy}
	return image.Rect(int(math.Floor(slices.Min(xs))), int(math.Floor(slices.Min(ys))), int(math.Ceil(slices.Max(xs))), int(math.Ceil(slices.Max(ys))))
}
