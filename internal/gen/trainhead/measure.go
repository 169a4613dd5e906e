package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// share counts how often something is right.
type share struct{ right, of int }

func (s *share) count(right bool) {
	s.of++
	if right {
		s.right++
	}
}

func (s *share) String() string {
	return fmt.Sprintf("%.4f (%d of %d)", float64(s.right)/float64(max(s.of, 1)), s.right, s.of)
}

// onLines measures a layer on made lines, each read in its language: wrong
// characters, lines of which all digits are right, letters beside ASCII.
func (l layer) onLines(w io.Writer, lines []sample) {
	m := &multiplier{kernels: simd.Best()}
	var wrong, all, spaceless, dense int
	var whole, digits, ascii share
	letters := map[rune]*share{}
	for i := range lines {
		s := &lines[i]
		got, _ := l.read(m, s.Features, s.Language)
		wrong += edits([]rune(got), []rune(s.Text))
		all += len([]rune(s.Text))
		a, b := []rune(strings.ReplaceAll(got, " ", "")), []rune(strings.ReplaceAll(s.Text, " ", ""))
		spaceless += edits(a, b)
		dense += len(b)
		whole.count(got == s.Text)
		if strings.ContainsFunc(s.Text, unicode.IsDigit) {
			digits.count(only(got, unicode.IsDigit) == only(s.Text, unicode.IsDigit))
		}
		if !strings.ContainsFunc(s.Text, beyondASCII) {
			ascii.count(!strings.ContainsFunc(got, beyondASCII))
		}
		for _, c := range s.Text {
			if beyondASCII(c) {
				if letters[c] == nil {
					letters[c] = &share{}
				}
				letters[c].count(strings.Count(got, string(c)) >= strings.Count(s.Text, string(c)))
			}
		}
	}
	fmt.Fprintf(w, "wrong characters %.4f, blanks aside %.4f\nlines all right %v\ndigits of a line all right %v\nlines of ASCII read as such %v\n",
		float64(wrong)/float64(all), float64(spaceless)/float64(dense), &whole, &digits, &ascii)
	sum := &share{}
	for _, c := range slices.Sorted(maps.Keys(letters)) {
		sum.right, sum.of = sum.right+letters[c].right, sum.of+letters[c].of
	}
	fmt.Fprintf(w, "letters and signs beyond ASCII %v:", sum)
	for _, c := range slices.Sorted(maps.Keys(letters)) {
		fmt.Fprintf(w, " %c %d/%d", c, letters[c].right, letters[c].of)
	}
	fmt.Fprintln(w)
}

func beyondASCII(c rune) bool { return c > unicode.MaxASCII }

func only(s string, keep func(rune) bool) string {
	return strings.Map(func(c rune) rune {
		if keep(c) {
			return c
		}
		return -1
	}, s)
}

// edits is Levenshtein's distance.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		corner := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := corner
			if x != y {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
