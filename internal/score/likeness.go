package score

import "strings"

const (
	// alike is how much of a description must be the same.
	alike = 0.85
	// near is how much makes two rows a pair, though not a right one.
	near = 0.6
)

// likeness is how far two plain texts are the same, from 0 to 1. A
// description may go on after the wanted one: some answers hold the item's
// name only.
func likeness(got, want string) float64 {
	if want == "" || len(want) >= 4 && len(got) <= 250 && strings.HasPrefix(got, want) {
		return 1
	}
	return ratio(got, want)
}

// ratio is that of Python's difflib.SequenceMatcher(None, a, b): twice the
// bytes in matching blocks (Ratcliff and Obershelp's: the longest, then what
// is left and right of it), over the bytes of both.
func ratio(a, b string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	m := matcher{a: a, b: b, at: places(b), before: make([]int, len(b)+1), now: make([]int, len(b)+1)}
	matched := 0
	for todo := []span{{0, len(a), 0, len(b)}}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		i, j, size := m.longest(s)
		if size == 0 {
			continue
		}
		matched += size
		if s.aFrom < i && s.bFrom < j {
			todo = append(todo, span{s.aFrom, i, s.bFrom, j})
		}
		if i+size < s.aTo && j+size < s.bTo {
			todo = append(todo, span{i + size, s.aTo, j + size, s.bTo})
		}
	}
	return 2 * float64(matched) / float64(len(a)+len(b))
}

// span is a part of a and one of b.
type span struct{ aFrom, aTo, bFrom, bTo int }

// matcher finds matching blocks. before and now are room for longest: at j+1
// the length of the match that ends at b[j].
type matcher struct {
	a, b        string
	at          [256][]int
	before, now []int
}

// places lists where each byte stands in b. Of a b with 200 bytes or more,
// those that make up more than a hundredth are left out, as difflib's
// "autojunk" does: a match may grow over them and does not start with them.
func places(b string) (at [256][]int) {
	for j := range len(b) {
		at[b[j]] = append(at[b[j]], j)
	}
	if n := len(b); n >= 200 {
		for c := range at {
			if len(at[c]) > n/100+1 {
				at[c] = nil
			}
		}
	}
	return at
}

// longest finds the longest match within the span, the first in a and then in
// b of several; size is 0 where there is none.
func (m *matcher) longest(s span) (i, j, size int) {
	i, j = s.aFrom, s.bFrom
	clear(m.before)
	for x := s.aFrom; x < s.aTo; x++ {
		clear(m.now)
		for _, y := range m.at[m.a[x]] {
			if y < s.bFrom {
				continue
			}
			if y >= s.bTo {
				break
			}
			k := m.before[y] + 1
			m.now[y+1] = k
			if k > size {
				i, j, size = x-k+1, y-k+1, k
			}
		}
		m.before, m.now = m.now, m.before
	}
	for i > s.aFrom && j > s.bFrom && m.a[i-1] == m.b[j-1] {
		i, j, size = i-1, j-1, size+1
	}
	for i+size < s.aTo && j+size < s.bTo && m.a[i+size] == m.b[j+size] {
		size++
	}
	return i, j, size
}
