package till

import (
	"regexp"
	"strings"
)

// mended is a row's text with single blanks, and with what is plainly misread
// put right: a zero in a word, an O in a number, a yen in a name, the form of a
// company.
func mended(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = mendWord(w)
	}
	return privateLimited.ReplaceAllString(strings.Join(words, " "), "${1}D${2}")
}

// privateLimited is the form of Malaysian companies, with its D misread.
var privateLimited = regexp.MustCompile(`(?i)\b(S)[O0B](N\.? BHD)\b`)

var (
	wordWithZero   = regexp.MustCompile(`^\PL*\pL+0\pL*\PL*$|^\PL*0\pL{2,}\PL*$`)
	numberWithO    = regexp.MustCompile(`^\d{2,}[Oo]+\d*[.,]?$`)
	wordWithStroke = regexp.MustCompile(`^\pL{2,}[!|]\pL*$`)
)

func mendWord(w string) string {
	w = strings.ReplaceAll(w, "¥", "Y")
	switch {
	case numberWithO.MatchString(w):
		return strings.NewReplacer("O", "0", "o", "0").Replace(w)
	case wordWithZero.MatchString(w) && strings.Trim(w, "0123456789") != "" && countDigits(w) == 1 && countLetters(w) >= 2:
		return strings.ReplaceAll(w, "0", "O")
	case wordWithStroke.MatchString(w):
		return strings.NewReplacer("!", "I", "|", "I").Replace(w)
	}
	return w
}
