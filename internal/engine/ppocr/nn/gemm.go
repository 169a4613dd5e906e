package nn

import "github.com/docextract/docextract/internal/engine/ppocr/simd"

// Blocks of a product: of depthBlock rows, a panel of the left operand and one
// of the right stay in the first cache; blockSize floats of the right operand,
// of widthBlock columns at most, in the second.
const (
	depthBlock = 256
	widthBlock = 256
	blockSize  = 1 << 16
)

// packed is the left operand of products in the order in which tiles read it:
// in panels of simd.Rows rows, the last filled up with zeros.
type packed struct {
	rows, depth int
	data        []float32
	bias        []float32 // one number a row, filled up as well
}

// packedSize is how many floats the packed form of rows × depth takes.
func packedSize(rows, depth int) int { return panels(rows, simd.Rows) * simd.Rows * depth }

func panels(n, size int) int { return (n + size - 1) / size }

// pack orders a row-major rows × depth matrix into data, which has packedSize.
// There may be no bias.
func pack(a []float32, rows, depth int, bias, data []float32) packed {
	for r := range panels(rows, simd.Rows) * simd.Rows {
		panel := data[r/simd.Rows*simd.Rows*depth+r%simd.Rows:]
		for d := range depth {
			v := float32(0)
			if r < rows {
				v = a[r*depth+d]
			}
			panel[d*simd.Rows] = v
		}
	}
	p := packed{rows: rows, depth: depth, data: data, bias: make([]float32, panels(rows, simd.Rows)*simd.Rows)}
	copy(p.bias, bias)
	return p
}

// columns is the right operand of a product: element i of a row lies i places
// behind the row's first.
type columns struct {
	data  []float32
	rows  simd.Offsets
	width int
}

// matrix is a right operand that lies in memory as it is, row after row.
func (w *Worker) matrix(data []float32, depth, width int) columns {
	places := w.places(depth)
	for d := range places {
		places[d] = d * width
	}
	return columns{data, simd.NewOffsets(places), width}
}

// scratch is what a product needs beside its operands.
type scratch struct {
	panels  []float32                                     // a block of the right operand
	left    [depthBlock * simd.Rows * simd.Spread]float32 // a panel of the left one
	results [simd.Rows * widthBlock]float32
	places  []int
	planes  []float32
	line    []float32
	packed  []float32
}

// places is memory for the offsets of one product.
func (w *Worker) places(n int) []int {
	if cap(w.scratch.places) < n {
		w.scratch.places = make([]int, n)
	}
	return w.scratch.places[:n]
}

// product computes a·b + bias and hands over every row in pieces: the results
// from column x on, which may be changed and are overwritten later.
func (w *Worker) product(a packed, b columns, take func(row, x int, results []float32)) {
	block := min(widthBlock, max(1, blockSize/(simd.Cols*max(1, a.depth)))*simd.Cols)
	for x0 := 0; x0 < b.width; x0 += block {
		width := min(block, b.width-x0)
		w.packColumns(b, x0, width)
		for r := 0; r < a.rows; r += simd.Rows {
			w.strip(a, r, panels(width, simd.Cols))
			for i := range min(simd.Rows, a.rows-r) {
				take(r+i, x0, w.scratch.results[i*widthBlock:][:width])
			}
		}
	}
}

// packColumns orders a block of the right operand into panels of simd.Cols
// columns, what is behind the last column zero.
func (w *Worker) packColumns(b columns, x0, width int) {
	size := b.rows.Len() * simd.Cols
	all := grow(&w.scratch.panels, panels(width, simd.Cols)*size)
	for x := 0; x < width; x += simd.Cols {
		panel := all[x/simd.Cols*size:][:size]
		if x+simd.Cols <= width {
			w.kernels.Pack(b.data[x0+x:], b.rows, panel)
		} else {
			w.kernels.PackPart(b.data[x0+x:], b.rows, width-x, panel)
		}
	}
}

// strip multiplies the panel of rows from r with the block's columns.
func (w *Worker) strip(a packed, r, count int) {
	for d := 0; d == 0 || d < a.depth; d += depthBlock {
		depth := min(depthBlock, a.depth-d)
		left := w.kernels.Left(a.data[r*a.depth+d*simd.Rows:][:depth*simd.Rows], w.scratch.left[:])
		bias := a.bias[r : r+simd.Rows]
		if d > 0 {
			bias = nil
		}
		for j := range count {
			right := w.scratch.panels[(j*a.depth+d)*simd.Cols:]
			w.kernels.Tile(depth, left, right, bias, w.scratch.results[j*simd.Cols:], widthBlock)
		}
	}
}

// apply sets y to what the activation makes of x, to x where there is none.
func (w *Worker) apply(f activation, x, y []float32) {
	if f == nil {
		copy(y, x)
		return
	}
	f(w.kernels, x, y)
}

// grow returns a slice of n floats on *s's memory.
func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n)
	}
	return (*s)[:n]
}
