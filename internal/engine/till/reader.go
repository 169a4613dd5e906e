package till

import (
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// Reader reads slips. It is made once and safe for use by several goroutines.
type Reader struct{ words *vocabulary }

// New makes a Reader.
func New() *Reader { return &Reader{words: newVocabulary()} }

// Candidate is a possible value. Its score grows with what speaks for it, one
// standing for plain evidence; it is no probability.
type Candidate struct {
	Text  string
	Score float64
	Page  int
	Box   document.Box
}

// Findings are the candidates for what a slip tells, best first.
type Findings struct {
	Supplier, Address, Date, Total []Candidate
}

// slip is a page on its way through the choosers.
type slip struct {
	page *layout.Page
	rows []*row
	size float64 // the usual height of a word
	// small is that of the rows in the head that are no names.
	small float64
	// head is how many rows from the top tell whose slip it is.
	head int
}

// Read finds what the slip on the page tells. The conventions decide which of
// day and month comes first.
func (r *Reader) Read(p *layout.Page, dates *locale.Reader) Findings {
	s := &slip{page: p, rows: r.rows(p)}
	if len(s.rows) == 0 {
		return Findings{}
	}
	s.size = usualSize(s.rows)
	for _, n := range s.rows[:min(len(s.rows), 2*mostHead)] {
		n.asName, n.asAddress = r.words.name(n.clean()), r.words.address(n.clean())
	}
	s.assign()
	s.head = s.headRows()
	s.small = s.smallType()
	f := Findings{Date: s.dates(dates), Total: s.totals()}
	f.Supplier, f.Address = s.seller()
	return f
}

// usualSize is the height of the middle word.
func usualSize(rows []*row) float64 {
	sum, n := 0.0, 0
	for _, w := range rows {
		sum += w.size * float64(len(w.words))
		n += len(w.words)
	}
	return sum / float64(max(1, n))
}

// smallType is the usual height of addresses and numbers in the head.
func (s *slip) smallType() float64 {
	var rest []*row
	for _, n := range s.rows[:s.head] {
		if n.is == addressed || n.is == reached || n.is == listed {
			rest = append(rest, n)
		}
	}
	if len(rest) == 0 {
		return s.size
	}
	return usualSize(rest)
}

// mostCandidates is how many candidates a field has at most.
const mostCandidates = 5

// best orders candidates by score, keeps the best of each text, and no more
// than there is room for.
func best(found []Candidate, key func(string) string) []Candidate {
	sortByScore(found)
	var kept []Candidate
	seen := map[string]bool{}
	for _, c := range found {
		if k := key(c.Text); !seen[k] && len(kept) < mostCandidates && c.Score > 0 {
			seen[k] = true
			kept = append(kept, c)
		}
	}
	return kept
}
