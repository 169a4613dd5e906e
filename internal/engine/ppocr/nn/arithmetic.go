package nn

import "fmt"

// arithmetic is arithmetic on two values: of the same shape, or the second a
// number, one number a channel, or one a place in the last dimension.
type arithmetic struct{ op string }

func (o arithmetic) run(w *Worker, in []*Tensor) (*Tensor, error) {
	a, b := in[0], in[1]
	if o.commutes() && (len(a.Data) < len(b.Data) || b.spent && a.sameShape(b)) {
		a, b = b, a // the result takes a's shape, and its memory where it can
	}
	if a.Data == nil || b.Data == nil {
		return nil, fmt.Errorf("%s of integers: %w", o.op, errSetting)
	}
	out, err := w.memory.result(a)
	if err != nil {
		return nil, err
	}
	return out, o.apply(w, a, b, out.Data)
}

func (o arithmetic) commutes() bool { return o.op == "Add" || o.op == "Mul" }

func (o arithmetic) apply(w *Worker, a, b *Tensor, out []float32) error {
	switch {
	case len(b.Data) == 1:
		o.number(w, a.Data, b.Data[0], out)
	case a.sameShape(b):
		return o.pairs(w, a.Data, b.Data, out)
	case perChannel(a, b):
		area := len(a.Data) / len(b.Data)
		for c, v := range b.Data {
			o.number(w, a.Data[c*area:(c+1)*area], v, out[c*area:])
		}
	case len(b.Data) == a.last() && b.last() == a.last():
		n := a.last()
		for i := 0; i < len(a.Data); i += n {
			if err := o.pairs(w, a.Data[i:i+n], b.Data, out[i:i+n]); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("%v and %v: %w", a.Shape, b.Shape, errShape)
	}
	return nil
}

// perChannel reports whether b holds one number for each channel of a.
func perChannel(a, b *Tensor) bool {
	if len(a.Shape) != 4 || a.Shape[0] != 1 || len(b.Data) != a.Shape[1] {
		return false
	}
	return len(b.Shape) == 4 && b.Shape[1] == len(b.Data) || len(b.Shape) == 3 && b.Shape[0] == len(b.Data)
}

func (o arithmetic) number(w *Worker, a []float32, v float32, out []float32) {
	scale, shift := float32(1), float32(0)
	switch o.op {
	case "Add":
		shift = v
	case "Sub":
		shift = -v
	case "Mul":
		scale = v
	case "Div":
		scale = 1 / v
	}
	w.kernels.Affine(a, out, scale, shift)
}

func (o arithmetic) pairs(w *Worker, a, b, out []float32) error {
	switch o.op {
	case "Add":
		w.kernels.Add(a, b, out)
	case "Mul":
		w.kernels.Mul(a, b, out)
	default:
		return fmt.Errorf("%s of two tensors: %w", o.op, errSetting)
	}
	return nil
}
