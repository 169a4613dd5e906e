package nn

import (
	"fmt"
	"slices"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// shapeOf is a tensor's dimensions as integers.
type shapeOf struct{}

func (shapeOf) run(_ *Worker, in []*Tensor) (*Tensor, error) {
	out := &Tensor{Shape: []int{len(in[0].Shape)}}
	for _, d := range in[0].Shape {
		out.Ints = append(out.Ints, int64(d))
	}
	return out, nil
}

// cast changes the type of integers, which have one type here.
type cast struct{}

func newCast(n *onnx.Node) (operator, error) {
	const int32s, int64s = 6, 7
	if to := n.Attributes["to"].Int; to != int32s && to != int64s {
		return nil, fmt.Errorf("to type %d: %w", to, errSetting)
	}
	return cast{}, nil
}

func (cast) run(_ *Worker, in []*Tensor) (*Tensor, error) {
	if in[0].Ints == nil {
		return nil, errSetting
	}
	return in[0], nil
}

// slice takes a range of the first dimension.
type slice struct{ start, end int64 }

func newSlice(n *onnx.Node) (operator, error) {
	axes, starts, ends := n.Attributes["axes"].Ints, n.Attributes["starts"].Ints, n.Attributes["ends"].Ints
	if !slices.Equal(axes, []int64{0}) || len(starts) != 1 || len(ends) != 1 {
		return nil, fmt.Errorf("axes %v: %w", axes, errSetting)
	}
	return slice{starts[0], ends[0]}, nil
}

func (o slice) run(w *Worker, in []*Tensor) (*Tensor, error) {
	t := in[0]
	if len(t.Shape) == 0 || o.start < 0 || o.end < o.start || o.end > int64(t.Shape[0]) {
		return nil, fmt.Errorf("%d to %d of %v: %w", o.start, o.end, t.Shape, errShape)
	}
	shape := append([]int{int(o.end - o.start)}, t.Shape[1:]...)
	if t.Ints != nil {
		return &Tensor{Shape: shape, Ints: t.Ints[o.start:o.end]}, nil
	}
	inner := elements(t.Shape[1:])
	return w.memory.view(t, int(o.start)*inner, int(o.end)*inner, shape), nil
}

// reshape tells the elements other dimensions: 0 keeps one, -1 takes the rest.
type reshape struct{}

func (reshape) run(w *Worker, in []*Tensor) (*Tensor, error) {
	t, wanted := in[0], in[1].Ints
	if t.Data == nil || len(wanted) > maxRank {
		return nil, errShape
	}
	shape, known, rest := make([]int, len(wanted)), 1, -1
	for i, d := range wanted {
		switch {
		case d == 0 && i < len(t.Shape):
			d = int64(t.Shape[i])
		case d == -1 && rest < 0:
			rest = i
			continue
		case d < 0 || d > maxElements:
			return nil, fmt.Errorf("to %v: %w", wanted, errShape)
		}
		shape[i] = int(d)
		known = min(maxElements+1, known*shape[i])
	}
	if rest >= 0 && known > 0 {
		shape[rest] = len(t.Data) / known
	}
	if elements(shape) != len(t.Data) {
		return nil, fmt.Errorf("%v to %v: %w", t.Shape, wanted, errShape)
	}
	return w.memory.view(t, 0, len(t.Data), shape), nil
}

// squeeze leaves out dimensions of one.
type squeeze struct{ axes []int64 }

func (o squeeze) run(w *Worker, in []*Tensor) (*Tensor, error) {
	t := in[0]
	gone := make([]bool, len(t.Shape))
	for _, a := range o.axes {
		i, err := t.axis(a)
		if err != nil {
			return nil, err
		}
		if t.Shape[i] != 1 {
			return nil, fmt.Errorf("axis %d of %v: %w", a, t.Shape, errShape)
		}
		gone[i] = true
	}
	shape := []int{}
	for i, d := range t.Shape {
		if !gone[i] {
			shape = append(shape, d)
		}
	}
	if t.Ints != nil {
		return &Tensor{Shape: shape, Ints: t.Ints}, nil
	}
	return w.memory.view(t, 0, len(t.Data), shape), nil
}
