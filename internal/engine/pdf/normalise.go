package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// narrowBlank is kept within a number, where it groups digits: "1 234,50" set
// with it stays one word. Everywhere else it is a blank.
const narrowBlank = '\u202f'

// normalise turns a character of the text layer into what stands for it in a
// word: " " for every kind of blank, "" for what is invisible, the letters of a
// ligature, and the hyphen for its look-alikes.
func normalise(r, before, after rune) string {
	switch {
	case r > ' ' && r < 0x7f:
		return string(r)
	case r == 0:
		return ""
	case r == narrowBlank || r == '\u2009':
		if digit(before) && digit(after) {
			return string(narrowBlank)
		}
		return " "
	case r == '\u0002' || r == '\u00ad' || r == '\u2010' || r == '\u2011' || r == '\u2212':
		return "-" // U+0002 is PDFium's sign for a hyphen at the end of a line
	case unicode.IsSpace(r):
		return " "
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == utf8.RuneError, r == 0xfffe, r == 0xffff:
		return ""
	case r >= 0xfb00 && r <= 0xfb06:
		return strings.ReplaceAll(norm.NFKC.String(string(r)), "ſt", "st")
	}
	return string(r)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }
