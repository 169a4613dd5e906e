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
		if i > 0 {
			words[i-1], words[i] = mendForm(words[i-1], words[i])
		}
	}
	return strings.Join(words, " ")
}

// mendForm puts the form of Malaysian companies right, with a letter of each
// half misread at most.
func mendForm(a, b string) (first, second string) {
	bare, tail := strings.TrimRight(a, "."), strings.TrimRight(b, ".,")
	off, offTail := distance(fold(bare), "sdn", 2), distance(fold(tail), "bhd", 2)
	if off > 1 || offTail > 1 || off+offTail == 0 || len(bare) != 3 || len(tail) != 3 {
		return a, b
	}
	if strings.ToUpper(bare) != bare {
		return "Sdn" + a[len(bare):], "Bhd" + b[len(tail):]
	}
	return "SDN" + a[len(bare):], "BHD" + b[len(tail):]
}

var (
	wordWithZero = regexp.MustCompile(`^\PL*\pL+0+\pL*\PL*$|^\PL*0\pL{2,}\PL*$`)
	numberWithO  = regexp.MustCompile(`^\d{2,}[Oo]+\d*[.,]?$`)
	// wordWithDigit has one digit between letters.
	wordWithDigit  = regexp.MustCompile(`^\PL*\pL{2,}[158]\pL{2,}\PL*$`)
	wordWithStroke = regexp.MustCompile(`^\pL{2,}[!|]\pL*$`)
)

func mendWord(w string) string {
	w = strings.ReplaceAll(w, "¥", "Y")
	switch {
	case numberWithO.MatchString(w):
		return strings.NewReplacer("O", "0", "o", "0").Replace(w)
	case wordWithZero.MatchString(w) && countDigits(w) == strings.Count(w, "0") && countLetters(w) >= 2:
		return strings.ReplaceAll(w, "0", "O")
	case wordWithDigit.MatchString(w) && countDigits(w) == 1 && countLetters(w) >= 4:
		return lettersIn(w)
	case wordWithStroke.MatchString(w):
		return strings.NewReplacer("!", "I", "|", "I").Replace(w)
	}
	return w
}

// lettersIn puts letters for digits, in the case of the word.
func lettersIn(w string) string {
	if strings.ToUpper(w) == w {
		return strings.NewReplacer("1", "I", "5", "S", "8", "B").Replace(w)
	}
	return strings.NewReplacer("1", "l", "5", "s", "8", "B").Replace(w)
}
