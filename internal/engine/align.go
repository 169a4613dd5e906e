package engine

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/engine/document"
)

// spelling is one character of a reading.
type spelling struct {
	char rune
	bare rune // in small, without its accent
	word int  // which of the reading's words it is in
}

func spelled(words []document.Word) []spelling {
	var all []spelling
	for i, w := range words {
		for _, c := range norm.NFC.String(w.Text) {
			if !unicode.IsSpace(c) {
				all = append(all, spelling{c, bare(c), i})
			}
		}
	}
	return all
}

// bare is a character in small and without its accent.
func bare(c rune) rune {
	for _, d := range norm.NFD.String(string(unicode.ToLower(c))) {
		return d
	}
	return c
}

// pair is a place in two readings of the same ink; nil where one of them has
// nothing.
type pair struct{ first, second *spelling }

// alike reports whether both read the same, accents and case aside.
func (p pair) alike() bool {
	return p.first != nil && p.second != nil && p.first.bare == p.second.bare
}

// digit is the digit, point or comma at the place, the second reading's where
// it has one.
func (p pair) digit() (c rune, isDigit bool) {
	for _, s := range []*spelling{p.second, p.first} {
		if s != nil && unicode.IsDigit(s.char) {
			return s.char, true
		}
	}
	for _, s := range []*spelling{p.second, p.first} {
		if s != nil {
			return s.char, false
		}
	}
	return 0, false
}

const currencySigns = "€£$"

// choose is the character at a place; ok is false where there is none.
func (p pair) choose(g meeting) (c rune, ok bool) {
	switch {
	case p.second == nil:
		return p.first.char, p.onlyFirst(g.words[p.first.word].Confidence, meanConfidence(g.lines))
	case p.first == nil:
		return p.second.char, g.lines[p.second.word].Confidence >= sureDigits
	}
	first, second := p.first.char, p.second.char
	page, line := g.words[p.first.word].Confidence, g.lines[p.second.word].Confidence
	switch {
	case first == second:
		return first, true
	case unicode.IsDigit(first) || unicode.IsDigit(second):
		return p.either(line < sureDigits && page > line || page >= sureLetters && !hasDigit(g.words[p.first.word].Text))
	case p.alike():
		return p.either(page >= sureDigits || page >= sureLetters && first > unicode.MaxASCII)
	case strings.ContainsRune(currencySigns, first):
		return first, true
	case line < degraded && page > sureLetters:
		return first, true
	}
	return second, true
}

// either is the first reading's character or the second's.
func (p pair) either(first bool) (c rune, ok bool) {
	if first {
		return p.first.char, true
	}
	return p.second.char, true
}

// onlyFirst reports whether a character counts that only the page reader has,
// by both readers' confidences: specks look like dots and quotes to it.
func (p pair) onlyFirst(page, line float64) bool {
	c := p.first.char
	return strings.ContainsRune(currencySigns, c) || page >= sureDigits && (page > line || c == '%') || page >= sureNumber && !unicode.IsLetter(c)
}

// likeness is the share of places where both readings are alike.
func likeness(pairs []pair) float64 {
	n := 0.
	for _, p := range pairs {
		if p.alike() {
			n++
		}
	}
	return n / float64(max(len(pairs), 1))
}

// align pairs the characters of two readings with the fewest differences.
func align(first, second []spelling) []pair {
	width := len(second) + 1
	cost := make([]int, (len(first)+1)*width)
	for i := range len(first) + 1 {
		for j := range width {
			switch {
			case i == 0:
				cost[j] = 2 * j
			case j == 0:
				cost[i*width] = 2 * i
			default:
				cost[i*width+j] = min(
					cost[(i-1)*width+j-1]+difference(first[i-1], second[j-1]),
					cost[(i-1)*width+j]+2, cost[i*width+j-1]+2,
				)
			}
		}
	}
	var pairs []pair
	for i, j := len(first), len(second); i > 0 || j > 0; {
		at := cost[i*width+j]
		switch {
		case i > 0 && j > 0 && at == cost[(i-1)*width+j-1]+difference(first[i-1], second[j-1]):
			i, j = i-1, j-1
			pairs = append(pairs, pair{&first[i], &second[j]})
		case i > 0 && at == cost[(i-1)*width+j]+2:
			i--
			pairs = append(pairs, pair{first: &first[i]})
		default:
			j--
			pairs = append(pairs, pair{second: &second[j]})
		}
	}
	slices.Reverse(pairs)
	return pairs
}

// difference is 0 for the same character, 1 for one that differs in its accent
// or case, 3 for another: a little less than leaving both out.
func difference(a, b spelling) int {
	switch {
	case a.char == b.char:
		return 0
	case a.bare == b.bare:
		return 1
	}
	return 3
}
