package till

import "github.com/docextract/docextract/internal/engine/layout"

// Words counts the different things that only slips of tills speak of on a
// page: cash, change, rounding, tills and their people, copies and thanks.
func (r *Reader) Words(p *layout.Page) int {
	said := senses{}
	for _, n := range r.rows(p) {
		if len(n.figures) > 0 {
			for s := range n.first {
				said[s] = true
			}
		}
		for _, s := range []sense{tillWord, count} {
			said[s] = said[s] || n.first[s]
		}
		said[greeting] = said[greeting] || n.senses[greeting]
	}
	n := 0
	for _, s := range []sense{cash, card, change, rounding, tillWord, count, greeting} {
		if said[s] {
			n++
		}
	}
	return n
}
