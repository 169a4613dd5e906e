package nn

import "github.com/docextract/docextract/internal/engine/ppocr/simd"

// Blocks of a product: a panel of depthBlock × simd.Cols stays in the first
// cache, a block of widthBlock columns of it in the second.
const (
	depthBlock = 256
	widthBlock = 256
)

// packed is the left operand of products in the order in which tiles read it:
// by blocks of depth, in panels of simd.Rows rows.
type packed struct {
	rows, depth int
	data        []float32
}

// packedSize is how many floats the packed form of rows × depth takes.
func packedSize(rows, depth int) int {
	return (rows + simd.Rows - 1) / simd.Rows * simd.Rows * depth
}

// pack orders a row-major rows × depth matrix into data, which has packedSize.
func pack(a []float32, rows, depth int, data []float32) packed {
	i := 0
	for d0 := 0; d0 < depth; d0 += depthBlock {
		d1 := min(depth, d0+depthBlock)
		for r0 := 0; r0 < rows; r0 += simd.Rows {
			for d := d0; d < d1; d++ {
				for r := r0; r < r0+simd.Rows; r++ {
					data[i] = 0
					if r < rows {
						data[i] = a[r*depth+d]
					}
					i++
				}
			}
		}
	}
	return packed{rows: rows, depth: depth, data: data}
}

// columns is the right operand of a product, depth × width.
type columns interface {
	// row is elements from..from+len(line) of row d: in the operand's own memory,
	// or copied to line.
	row(d, from int, line []float32) []float32
}

// matrix is a right operand that lies in memory as it is.
type matrix struct {
	data  []float32
	width int
}

func (m matrix) row(d, from int, line []float32) []float32 {
	return m.data[d*m.width+from:][:len(line)]
}

// scratch is what a product needs beside its operands.
type scratch struct {
	panels [depthBlock * widthBlock]float32
	line   [widthBlock]float32
	tile   [simd.Rows * simd.Cols]float32
	padded []float32
	left   []float32
}

// product sets out = a·b + bias (one number a row; may be nil), then applies
// the activation (may be nil). out is a.rows × width.
func (w *Worker) product(a packed, b columns, width int, bias []float32, f activation, out []float32) {
	for x0 := 0; x0 < width; x0 += widthBlock {
		x1 := min(width, x0+widthBlock)
		for r := range a.rows {
			fill(out[r*width+x0:r*width+x1], bias, r)
		}
		data := a.data
		for d0 := 0; d0 < a.depth; d0 += depthBlock {
			depth := min(depthBlock, a.depth-d0)
			w.packColumns(b, d0, depth, x0, x1)
			w.tiles(a.rows, depth, data, x0, x1, width, out)
			data = data[packedSize(a.rows, depth):]
		}
		if f == nil {
			continue
		}
		for r := range a.rows {
			f(w.kernels, out[r*width+x0:r*width+x1])
		}
	}
}

func fill(row, bias []float32, r int) {
	if bias == nil {
		clear(row)
		return
	}
	const first = 8 // then double by copying, which moves many at once
	for i := range row[:min(first, len(row))] {
		row[i] = bias[r]
	}
	for n := first; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// packColumns orders a block of the right operand into panels.
func (w *Worker) packColumns(b columns, d0, depth, x0, x1 int) {
	for d := range depth {
		line := b.row(d0+d, x0, w.scratch.line[:x1-x0])
		at := d * simd.Cols
		for ; len(line) >= simd.Cols; line = line[simd.Cols:] {
			*(*[simd.Cols]float32)(w.scratch.panels[at:]) = *(*[simd.Cols]float32)(line)
			at += depth * simd.Cols
		}
		if len(line) > 0 {
			panel := w.scratch.panels[at : at+simd.Cols]
			clear(panel[copy(panel, line):])
		}
	}
}

// tiles multiplies the packed blocks onto out.
func (w *Worker) tiles(rows, depth int, a []float32, x0, x1, width int, out []float32) {
	tile := w.scratch.tile[:]
	for x := x0; x < x1; x += simd.Cols {
		b := w.scratch.panels[(x-x0)*depth:]
		for r := 0; r < rows; r += simd.Rows {
			panel := a[r*depth:]
			if x+simd.Cols <= x1 && r+simd.Rows <= rows {
				w.kernels.Tile(depth, panel, b, out[r*width+x:], width)
				continue
			}
			clear(tile)
			w.kernels.Tile(depth, panel, b, tile, simd.Cols)
			for i := range min(simd.Rows, rows-r) {
				dst := out[(r+i)*width+x : (r+i)*width+min(x1, x+simd.Cols)]
				for j := range dst {
					dst[j] += tile[i*simd.Cols+j]
				}
			}
		}
	}
}

// grow returns a slice of n floats on *s's memory.
func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n)
	}
	return (*s)[:n]
}
