package nn

import (
	"fmt"
	"slices"
)

// concat joins tensors along an axis.
type concat struct{ axis int64 }

func (o concat) run(w *Worker, in []*Tensor) (*Tensor, error) {
	if slices.Contains(in, nil) {
		return nil, errSetting
	}
	if in[0].Ints != nil {
		return concatInts(in)
	}
	axis, err := in[0].axis(o.axis)
	if err != nil {
		return nil, err
	}
	shape := slices.Clone(in[0].Shape)
	shape[axis] = 0
	for _, t := range in {
		if len(t.Shape) != len(shape) || t.Data == nil {
			return nil, errShape
		}
		for i, d := range t.Shape {
			if i != axis && d != shape[i] {
				return nil, fmt.Errorf("%v beside %v: %w", t.Shape, in[0].Shape, errShape)
			}
		}
		shape[axis] += t.Shape[axis]
	}
	out, err := w.memory.tensor(shape...)
	if err != nil {
		return nil, err
	}
	at := 0
	for outer := range elements(shape[:axis]) {
		for _, t := range in {
			n := elements(t.Shape[axis:])
			at += copy(out.Data[at:], t.Data[outer*n:(outer+1)*n])
		}
	}
	return out, nil
}

func concatInts(in []*Tensor) (*Tensor, error) {
	out := &Tensor{}
	for _, t := range in {
		if t.Data != nil {
			return nil, errShape
		}
		out.Ints = append(out.Ints, t.Ints...)
	}
	out.Shape = []int{len(out.Ints)}
	return out, nil
}

// transpose changes the order of the dimensions.
type transpose struct{ perm []int64 }

func (o transpose) run(w *Worker, in []*Tensor) (*Tensor, error) {
	t, rank := in[0], len(in[0].Shape)
	sorted := slices.Sorted(slices.Values(o.perm))
	if len(sorted) != rank || rank == 0 || t.Data == nil {
		return nil, errShape
	}
	strides := make([]int, rank) // of t, then in the order of the result
	for i, n := rank-1, 1; i >= 0; i-- {
		strides[i] = n
		n *= t.Shape[i]
	}
	shape, steps := make([]int, rank), make([]int, rank)
	for i, p := range o.perm {
		if sorted[i] != int64(i) {
			return nil, errShape
		}
		shape[i], steps[i] = t.Shape[p], strides[p]
	}
	out, err := w.memory.tensor(shape...)
	if err != nil {
		return nil, err
	}
	permute(t.Data, out.Data, shape, steps)
	return out, nil
}

// permute copies line by line; steps are the source's strides by dimension of
// the result.
func permute(src, dst []float32, shape, steps []int) {
	last := len(shape) - 1
	index := make([]int, last)
	from, n := 0, shape[last]
	for at := 0; at < len(dst); at += n {
		for i := range n {
			dst[at+i] = src[from+i*steps[last]]
		}
		for i := last - 1; i >= 0; i-- {
			index[i]++
			from += steps[i]
			if index[i] < shape[i] {
				break
			}
			from -= index[i] * steps[i]
			index[i] = 0
		}
	}
}
