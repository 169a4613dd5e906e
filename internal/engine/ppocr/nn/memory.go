package nn

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"
)

// buffer is memory behind one or more tensors.
type buffer struct {
	data []float32
	refs int
}

// memory hands out buffers and takes them back: a network's values live
// shortly, and clearing fresh memory would cost a tenth of the time.
type memory struct {
	free  []*buffer
	live  map[*buffer]bool
	held  int // floats in free and live buffers
	limit int
}

var errMemory = errors.New("the picture needs more memory than is allowed")

// tensor makes a tensor of the shape; its elements are arbitrary.
func (m *memory) tensor(shape ...int) (*Tensor, error) {
	n := elements(shape)
	if n < 0 || len(shape) > maxRank {
		return nil, errMemory
	}
	b, err := m.take(n)
	if err != nil {
		return nil, err
	}
	return &Tensor{Shape: shape, Data: b.data[:n], buffer: b}, nil
}

// result makes a tensor of t's shape for what is computed from t element by
// element: on t's own memory where nothing reads that any more.
func (m *memory) result(t *Tensor) (*Tensor, error) {
	if t.spent && t.buffer != nil && t.buffer.refs == 1 {
		return m.view(t, 0, len(t.Data), t.Shape), nil
	}
	return m.tensor(t.Shape...)
}

// take finds the smallest free buffer that fits without much waste.
func (m *memory) take(n int) (*buffer, error) {
	best := -1
	for i, b := range m.free {
		if size := cap(b.data); size >= n && size <= 2*n+64 && (best < 0 || size < cap(m.free[best].data)) {
			best = i
		}
	}
	var b *buffer
	if best >= 0 {
		b = m.free[best]
		m.free[best] = m.free[len(m.free)-1]
		m.free = m.free[:len(m.free)-1]
	} else {
		size := sizeClass(n)
		if !m.makeRoom(size) {
			return nil, errMemory
		}
		b = &buffer{data: make([]float32, size)}
		m.held += size
	}
	b.refs = 1
	if m.live == nil {
		m.live = map[*buffer]bool{}
	}
	m.live[b] = true
	return b, nil
}

// sizeClass rounds up to an eighth of a power of two, so that lines of similar
// lengths share buffers.
func sizeClass(n int) int {
	if n < 64 {
		return 64
	}
	unit := 1 << (bits.Len(uint(n)) - 4)
	return (n + unit - 1) / unit * unit
}

// view is a tensor of another shape on the same elements.
func (m *memory) view(t *Tensor, from, to int, shape []int) *Tensor {
	if t.buffer != nil {
		t.buffer.refs++
	}
	return &Tensor{Shape: shape, Data: t.Data[from:to], buffer: t.buffer}
}

// drop gives a value's memory back when it was the last on it.
func (m *memory) drop(t *Tensor) {
	if t == nil || t.buffer == nil {
		return
	}
	if t.buffer.refs--; t.buffer.refs == 0 {
		delete(m.live, t.buffer)
		m.free = append(m.free, t.buffer)
	}
}

// reset gives all memory back, whoever holds it.
func (m *memory) reset() {
	for b := range m.live {
		m.free = append(m.free, b)
	}
	clear(m.live)
}

// makeRoom leaves free buffers, the largest first, to the garbage collector
// until size more floats may be held.
func (m *memory) makeRoom(size int) bool {
	slices.SortFunc(m.free, func(a, b *buffer) int { return cmp.Compare(cap(a.data), cap(b.data)) })
	for m.held+size > m.limit {
		last := len(m.free) - 1
		if last < 0 {
			return false
		}
		m.held -= cap(m.free[last].data)
		m.free = m.free[:last]
	}
	return true
}
