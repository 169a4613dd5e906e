package nn

import "math"

// softmax makes the last dimension's numbers shares of one.
type softmax struct{}

func (softmax) run(w *Worker, in []*Tensor) (*Tensor, error) {
	return byRow(w, in[0], func(x, y []float32) {
		top := x[0]
		for _, v := range x {
			top = max(top, v)
		}
		w.kernels.Affine(x, y, 1, -top)
		w.kernels.Exp(y, y)
		sum := float32(0)
		for _, v := range y {
			sum += v
		}
		w.kernels.Affine(y, y, 1/sum, 0)
	})
}

// normalize gives the last dimension the mean 0 and the variance 1.
type normalize struct{ epsilon float32 }

func (o normalize) run(w *Worker, in []*Tensor) (*Tensor, error) {
	return byRow(w, in[0], func(x, y []float32) {
		sum, squares := float32(0), float32(0)
		for _, v := range x {
			sum += v
		}
		mean := sum / float32(len(x))
		for _, v := range x {
			squares += (v - mean) * (v - mean)
		}
		scale := 1 / float32(math.Sqrt(float64(squares/float32(len(x))+o.epsilon)))
		w.kernels.Affine(x, y, scale, -mean*scale)
	})
}

// byRow computes a tensor of the same shape row by row; y may be x.
func byRow(w *Worker, t *Tensor, row func(x, y []float32)) (*Tensor, error) {
	if t.Data == nil {
		return nil, errSetting
	}
	out, err := w.memory.result(t)
	if err != nil {
		return nil, err
	}
	for i, n := 0, t.last(); i < len(t.Data); i += n {
		row(t.Data[i:i+n], out.Data[i:i+n])
	}
	return out, nil
}
