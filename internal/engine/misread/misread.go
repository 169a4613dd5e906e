// Package misread finds the word of a vocabulary that a reader of pictures
// took for another: "1nvoice", "Rechnuns". It knows which letters look alike
// and how many errors a word of some length may have. It knows no language,
// and chooses nothing that could as well be another word of the vocabulary.
package misread

import (
	"slices"
	"strings"
	"unicode"
)

// Words is a vocabulary in small letters without accents. It never changes.
type Words struct {
	known map[string]bool
	// alike are the words by what is left of them when letters that look
	// alike are one.
	alike map[string][]string
	// sized are the words by their length.
	sized map[int][]string
}

// Lengths of words, in letters.
const (
	shortest  = 4  // a shorter one could be anything
	oneError  = 6  // from here on a letter may be wrong
	twoErrors = 10 // from here on two may
	longest   = 24
)

// New is the vocabulary of the words given.
func New(words []string) *Words {
	w := &Words{known: map[string]bool{}, alike: map[string][]string{}, sized: map[int][]string{}}
	for _, word := range words {
		if w.known[word] {
			continue
		}
		w.known[word] = true
		if len(word) < shortest || len(word) > longest || strings.IndexFunc(word, unicode.IsDigit) >= 0 {
			continue
		}
		key := skeleton(word)
		w.alike[key] = append(w.alike[key], word)
		w.sized[len(word)] = append(w.sized[len(word)], word)
	}
	return w
}

// Find is the only word of the vocabulary that a text may have been, itself
// where it is known; false where there is none or more than one.
func (w *Words) Find(text string) (string, bool) {
	switch {
	case w.known[text]:
		return text, true
	case len(text) < shortest || len(text) > longest || !lettered(text):
		return "", false
	}
	if same := w.alike[skeleton(text)]; len(same) > 0 {
		return same[0], len(same) == 1
	}
	errors := 0
	switch {
	case len(text) >= twoErrors:
		errors = 2
	case len(text) >= oneError:
		errors = 1
	}
	return w.nearest(text, errors)
}

// nearest is the only word with the fewest errors, none above the number
// given. A word that begins otherwise has no more than one.
func (w *Words) nearest(text string, errors int) (string, bool) {
	best, found, alone := errors+1, "", false
	for n := len(text) - errors; n <= len(text)+errors; n++ {
		for _, word := range w.sized[n] {
			if n < oneError {
				continue
			}
			switch d := distance(text, word, errors); {
			case d > errors || d > 1 && text[0] != word[0]:
			case d < best:
				best, found, alone = d, word, true
			case d == best:
				alone = false
			}
		}
	}
	return found, alone
}

// lettered reports whether most of a text is letters.
func lettered(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return 5*letters >= 3*len(text)
}

// lookalikes makes one of the letters, digits and signs that look alike.
var lookalikes = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d", "0", "o", "1", "i", "l", "i", "|", "i", "!", "i", "5", "s", "8", "b", "6", "g", "9", "g", "q", "g", "2", "z")

func skeleton(word string) string { return lookalikes.Replace(word) }

// distance counts the letters that are wrong, missing or too many; it stops
// counting above the limit.
func distance(a, b string, limit int) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
		if slices.Min(row) > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}
