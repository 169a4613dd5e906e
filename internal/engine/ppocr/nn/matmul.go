package nn

import "fmt"

// matmul multiplies … × m × k by k × n, or by as many matrices of that shape.
type matmul struct{}

func (matmul) run(w *Worker, in []*Tensor) (*Tensor, error) {
	a, b := in[0], in[1]
	ranks := min(len(a.Shape), len(b.Shape))
	if ranks < 2 || a.Data == nil || b.Data == nil {
		return nil, errShape
	}
	m, k, n := a.Shape[len(a.Shape)-2], a.last(), b.last()
	if b.Shape[len(b.Shape)-2] != k || m*k*n == 0 {
		return nil, fmt.Errorf("%v by %v: %w", a.Shape, b.Shape, errShape)
	}
	count := len(a.Data) / (m * k)
	if len(b.Shape) > 2 && len(b.Data) != count*k*n {
		return nil, fmt.Errorf("%v by %v: %w", a.Shape, b.Shape, errShape)
	}
	shape := append(append([]int(nil), a.Shape[:len(a.Shape)-1]...), n)
	out, err := w.memory.tensor(shape...)
	if err != nil {
		return nil, err
	}
	left := grow(&w.scratch.packed, packedSize(m, k))
	for i := range count {
		right := b.Data
		if len(b.Shape) > 2 {
			right = b.Data[i*k*n : (i+1)*k*n]
		}
		p := pack(a.Data[i*m*k:(i+1)*m*k], m, k, nil, left)
		to := out.Data[i*m*n : (i+1)*m*n]
		w.product(p, w.matrix(right, k, n), func(row, x int, results []float32) { copy(to[row*n+x:], results) })
	}
	return out, nil
}
