package till

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// token is a folded piece of a word.
type token struct {
	text string
	from int // where it begins in the row's text, in bytes
	to   int
}

// tokens splits a row's text into runs of letters and digits, folded, and
// percent signs.
func tokens(text string) []token {
	var found []token
	from := -1
	flush := func(to int) {
		if from >= 0 {
			found = append(found, token{text: fold(text[from:to]), from: from, to: to})
		}
		from = -1
	}
	for i, r := range text {
		switch {
		case r == '%':
			flush(i)
			found = append(found, token{text: "%", from: i, to: i + 1})
		case letterOrDigit(r) || from >= 0 && strokes(r) && i > 0:
			if from < 0 {
				from = i
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return found
}

func letterOrDigit(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// strokes reports whether a sign within a word is what an l or i is read for.
func strokes(r rune) bool { return r == '!' || r == '|' }

// fold is lower case without accents, strokes read as l.
func fold(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(word)) {
		switch {
		case unicode.IsMark(r):
		case r == 'ß':
			b.WriteString("ss")
		case strokes(r):
			b.WriteByte('l')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func countLetters(s string) int { return countRunes(s, unicode.IsLetter) }
func countDigits(s string) int  { return countRunes(s, unicode.IsDigit) }

func countRunes(s string, is func(rune) bool) int {
	n := 0
	for _, r := range s {
		if is(r) {
			n++
		}
	}
	return n
}
