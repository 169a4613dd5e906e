package main

import (
	"hash/fnv"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/docextract/docextract/internal/engine/ppocr"
)

// languages are those of the engine. The ones with many letters beside ASCII
// are drawn more often.
var languages = []string{"de", "de", "fr", "fr", "fr", "es", "it", "nl", "en", "en", "sl", "sl"} //nolint:gochecknoglobals // a constant list

// lexicon is the words of one language.
type lexicon struct {
	words    []string
	accented [][]string // words by letter beside ASCII, small, in the order of ppocr.Letters
	letters  []rune     // those letters, of both cases
}

// readLexicons reads the word lists. One word in five is kept aside: it is in
// the lexicons for measuring and in no other.
func readLexicons(share string, kept bool) (map[string]*lexicon, error) {
	files, err := readManifest(share, wordLists)
	if err != nil {
		return nil, err
	}
	byFile := map[string]string{
		"american-english": "en", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it", "dutch": "nl", "sl_SI.dic": "sl",
	}
	all := map[string]*lexicon{}
	for _, f := range files {
		data := f.data
		if path.Ext(f.path) == ".dic" { // Hunspell's: a count, then word/flags in Latin 2
			if data, err = charmap.ISO8859_2.NewDecoder().Bytes(data); err != nil {
				return nil, err
			}
		}
		all[byFile[path.Base(f.path)]] = newLexicon(string(data), ppocr.Letters(byFile[path.Base(f.path)]), kept)
	}
	return all, nil
}

func newLexicon(list, letters string, kept bool) *lexicon {
	l := &lexicon{letters: []rune(letters)}
	var small []rune
	for _, c := range letters {
		if unicode.IsLower(c) {
			small = append(small, c)
		}
	}
	l.accented = make([][]string, len(small))
	fits := spellable()
	for word := range strings.Lines(list) {
		word, _, _ = strings.Cut(strings.TrimSpace(word), "/")
		if n := utf8.RuneCountInString(word); n < 2 || n > 16 || !fits(word) || keptAside(word) != kept {
			continue
		}
		l.words = append(l.words, word)
		for i, c := range small {
			if strings.ContainsRune(strings.ToLower(word), c) {
				l.accented[i] = append(l.accented[i], word)
			}
		}
	}
	l.accented = slices.DeleteFunc(l.accented, func(words []string) bool { return len(words) == 0 })
	return l
}

// word picks any word, or one with a letter beside ASCII, each letter as often
// as the others.
func (l *lexicon) word(r *rand.Rand, accented bool) string {
	if accented && len(l.accented) > 0 && r.IntN(100) < 75 {
		return one(r, one(r, l.accented))
	}
	return one(r, l.words)
}

// swapped is a word with a letter replaced by one beside ASCII, so that no
// letter hangs on the words that it stands in.
func (l *lexicon) swapped(r *rand.Rand) string {
	word := []rune(cased(r, l.word(r, true)))
	if len(l.letters) == 0 {
		return string(word)
	}
	for range 1 + r.IntN(2) {
		word[r.IntN(len(word))] = one(r, l.letters)
	}
	return string(word)
}

// keptAside is the same for all writings of a word.
func keptAside(word string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.ToLower(word))) // never fails
	return h.Sum32()%5 == 0
}

// spellable is a test of whether each character of a text has a class.
func spellable() func(text string) bool {
	classes := string(ppocr.Classes()[1:])
	return func(text string) bool {
		return !strings.ContainsFunc(text, func(c rune) bool { return c > unicode.MaxASCII && !strings.ContainsRune(classes, c) })
	}
}

func one[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }
