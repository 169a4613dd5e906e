package nn

import (
	"fmt"
	"slices"
)

// Tensor is a value in the graph: floats, or the integers of shape arithmetic,
// in row-major order. Pictures are 1 × channels × height × width.
type Tensor struct {
	Shape []int
	Data  []float32
	Ints  []int64

	buffer *buffer // nil for constants and the input
	spent  bool    // the step that runs now is the last to read it
}

const (
	maxRank     = 8
	maxElements = 1 << 28
)

// elements is the product of the dimensions, -1 if it is out of bounds.
func elements(shape []int) int {
	n := 1
	for _, d := range shape {
		if d < 0 || d > maxElements || n*d > maxElements {
			return -1
		}
		n *= d
	}
	return n
}

func (t *Tensor) check() error {
	if len(t.Shape) > maxRank || elements(t.Shape) != len(t.Data) {
		return fmt.Errorf("%d elements of shape %v: %w", len(t.Data), t.Shape, errShape)
	}
	return nil
}

// picture is the dimensions of a 1 × c × h × w tensor.
func (t *Tensor) picture() (channels, height, width int, err error) {
	if len(t.Shape) != 4 || t.Shape[0] != 1 || t.Data == nil {
		return 0, 0, 0, fmt.Errorf("%v is no single picture: %w", t.Shape, errShape)
	}
	return t.Shape[1], t.Shape[2], t.Shape[3], nil
}

// axis makes a possibly negative axis an index of the shape.
func (t *Tensor) axis(a int64) (int, error) {
	rank := int64(len(t.Shape))
	if a < 0 {
		a += rank
	}
	if a < 0 || a >= rank {
		return 0, fmt.Errorf("axis %d of %v: %w", a, t.Shape, errShape)
	}
	return int(a), nil
}

func (t *Tensor) sameShape(o *Tensor) bool { return slices.Equal(t.Shape, o.Shape) }

// last is the length of the last dimension, 1 for a scalar.
func (t *Tensor) last() int {
	if len(t.Shape) == 0 {
		return 1
	}
	return t.Shape[len(t.Shape)-1]
}
