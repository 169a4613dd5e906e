package pdfium

// Matrix is an affine map of the plane: x' = ax + cy + e, y' = bx + dy + f.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity maps every point to itself.
func Identity() Matrix { return Matrix{A: 1, D: 1} }

// Apply maps a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m.A*x + m.C*y + m.E, m.B*x + m.D*y + m.F
}

// Then is the map that applies m first and n after it.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		A: n.A*m.A + n.C*m.B, B: n.B*m.A + n.D*m.B,
		C: n.A*m.C + n.C*m.D, D: n.B*m.C + n.D*m.D,
		E: n.A*m.E + n.C*m.F + n.E, F: n.B*m.E + n.D*m.F + n.F,
	}
}

// matrix reads the one that a function has written into the room.
func (i *Instance) matrix() Matrix {
	return Matrix{i.float32(0), i.float32(4), i.float32(8), i.float32(12), i.float32(16), i.float32(20)}
}
