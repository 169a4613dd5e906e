package sample

import "strings"

// record keeps what is written and draws nothing. It counts the pages before
// they are drawn and lets tests see what is printed.
type record struct {
	pages int
	texts []string
	// ends are the right-most and lowest points drawn, for tests.
	right, bottom float64
	sized         surface
}

// newRecord measures text as the given surface does.
func newRecord(sized surface) *record { return &record{sized: sized} }

func (r *record) page(_, _ float64) { r.pages++ }

func (r *record) text(x, y float64, s string, f font) {
	r.texts = append(r.texts, s)
	r.right, r.bottom = max(r.right, x+r.width(s, f)), max(r.bottom, y)
}

func (r *record) width(s string, f font) float64 { return r.sized.width(s, f) }

func (r *record) line(_, _, _, _, _ float64) {}

func (r *record) fill(_, _, _, _ float64, _ shade) {}

// all is everything written, with one blank between the pieces.
func (r *record) all() string { return strings.Join(r.texts, " ") }
