package main

import "github.com/docextract/docextract/internal/engine/ppocr/simd"

// multiplier multiplies matrices by the processor's tiles.
type multiplier struct {
	kernels     *simd.Kernels
	left, right []float32
	spread      []float32 // for the left operand
}

// matrix is row-major, or column-major where turned is set.
type matrix struct {
	rows, columns int
	at            []float32
	turned        bool
}

func (m matrix) value(r, c int) float32 {
	if m.turned {
		return m.at[c*m.rows+r]
	}
	return m.at[r*m.columns+c]
}

// add adds a·b to out, which is row-major.
func (m *multiplier) add(a, b matrix, out []float32) {
	depth := a.columns
	m.left, m.right = sized(m.left, depth*simd.Rows), sized(m.right, depth*(b.columns+simd.Cols))
	m.spread = sized(m.spread, depth*simd.Rows*simd.Spread)
	for c0 := 0; c0 < b.columns; c0 += simd.Cols {
		panel := m.right[c0*depth:][:depth*simd.Cols]
		clear(panel)
		for d := range depth {
			for c := c0; c < min(c0+simd.Cols, b.columns); c++ {
				panel[d*simd.Cols+c-c0] = b.value(d, c)
			}
		}
	}
	var tile [simd.Rows * simd.Cols]float32
	var zeros [simd.Rows]float32
	for r0 := 0; r0 < a.rows; r0 += simd.Rows {
		rows := min(simd.Rows, a.rows-r0)
		clear(m.left)
		for d := range depth {
			for r := range rows {
				m.left[d*simd.Rows+r] = a.value(r0+r, d)
			}
		}
		left := m.kernels.Left(m.left, m.spread)
		for c0 := 0; c0 < b.columns; c0 += simd.Cols {
			m.kernels.Tile(depth, left, m.right[c0*depth:], zeros[:], tile[:], simd.Cols)
			for r := range rows {
				to := out[(r0+r)*b.columns+c0 : (r0+r)*b.columns+min(c0+simd.Cols, b.columns)]
				for c := range to {
					to[c] += tile[r*simd.Cols+c]
				}
			}
		}
	}
}

func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
