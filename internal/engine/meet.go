package engine

import (
	"cmp"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
)

// meetings sorts the words of two readings into sets that share their ink, in
// the order of the first reading's words, and of the second's where there are
// none. Words within a set are sorted from left to right.
func meetings(words, lines []document.Word) []meeting {
	sets := newSets(len(words) + len(lines))
	for i, w := range words {
		for j, l := range lines {
			if meets(w.Box, l.Box) {
				sets.join(i, len(words)+j)
			}
		}
	}
	var all []meeting
	index := map[int]int{}
	of := func(i int) *meeting {
		root := sets.root(i)
		if _, known := index[root]; !known {
			index[root] = len(all)
			all = append(all, meeting{})
		}
		return &all[index[root]]
	}
	for i, w := range words {
		m := of(i)
		m.words = append(m.words, w)
	}
	for j, l := range lines {
		m := of(len(words) + j)
		m.lines = append(m.lines, l)
	}
	leftToRight := func(a, b document.Word) int { return cmp.Compare(a.Box.CenterX(), b.Box.CenterX()) }
	for _, m := range all {
		slices.SortStableFunc(m.words, leftToRight)
		slices.SortStableFunc(m.lines, leftToRight)
	}
	return all
}

// tallest is how much taller a word of the page reader may be than one of the
// line reader. Taller ones are misreadings of rulings or of several lines. Low
// ones are signs.
const tallest = 1.8

// meets reports whether two boxes are around the same ink, or around a part of
// it. The ends of the line reader's boxes are not exact.
func meets(word, line document.Box) bool {
	return shares(word, line) && touches(word, line) && word.Height() < tallest*line.Height()
}

// towers reports whether a word's box is around another's ink and more above or
// below it.
func towers(word, line document.Box) bool {
	return shares(word, line) && touches(word, line) && word.Height() >= tallest*line.Height()
}

func shares(word, line document.Box) bool {
	return word.OverlapX(line) > 0.4*min(word.Width(), line.Width())
}

// undoubled leaves out words that stand on the end of another: lines that were
// found twice end in each other.
func undoubled(line []document.Word) []document.Word {
	var kept []document.Word
	for _, w := range line {
		if !slices.ContainsFunc(line, func(o document.Word) bool {
			return o.Box.Width() > w.Box.Width() && o.Box.OverlapX(w.Box) > 0.4*w.Box.Width()
		}) {
			kept = append(kept, w)
		}
	}
	return kept
}

// touches reports whether two boxes are on the same line.
func touches(a, b document.Box) bool {
	return a.OverlapY(b) > 0.5*min(a.Height(), b.Height())
}

// sets are disjoint sets of numbers.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int) { s[s.root(i)] = s.root(j) }
