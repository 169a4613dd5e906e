package identifier

import "strings"

// Readers of pictures take letters for digits and digits for letters. A
// country's identifiers say which of them stands where, so that one can be
// told from the other, and check digits tell whether it is right.

// ibanLetters is where, behind the check digits, a country's IBANs have
// letters: a letter A, either X; digits follow. Countries that are not named
// have digits only.
var ibanLetters = map[string]string{
	"NL": "AAAA", "GB": "AAAA", "IE": "AAAA", "BG": "AAAA", "GI": "AAAAXXXXXXXXXXXXXXX", "RO": "AAAAXXXXXXXXXXXXXXXX", "LV": "AAAAXXXXXXXXXXXXX",
	"IT": "A9999999999XXXXXXXXXXXX", "SM": "A9999999999XXXXXXXXXXXX", "FR": "9999999999XXXXXXXXXXX99", "MC": "9999999999XXXXXXXXXXX99",
	"CH": "99999XXXXXXXXXXXX", "LI": "99999XXXXXXXXXXXX", "LU": "999XXXXXXXXXXXXX", "MT": "AAAA99999XXXXXXXXXXXXXXXXXX", "CY": "99999999XXXXXXXXXXXXXXXX",
}

// RepairIBAN is the IBAN that a text, in capitals without blanks, was read
// for: the only one that checks when letters and digits are put where the
// country has them. A text that checks is itself.
func RepairIBAN(s string) (string, bool) {
	if ValidIBAN(s) {
		return s, true
	}
	if len(s) < 15 || len(s) > 34 {
		return "", false
	}
	found := ""
	for _, first := range letterFor(s[0]) {
		for _, second := range letterFor(s[1]) {
			country := string([]rune{first, second})
			if IBANLength(country) != len(s) {
				continue
			}
			for _, fixed := range placed(country, s[2:]) {
				if !ValidIBAN(fixed) || fixed == found {
					continue
				}
				if found != "" {
					return "", false
				}
				found = fixed
			}
		}
	}
	return found, found != ""
}

// placed is a country's IBAN with letters and digits in their places. Where
// both may stand, letters are as they are, or none of them is an O or an I, or
// there are none.
func placed(country, rest string) []string {
	shape := "99" + ibanLetters[country]
	shape += strings.Repeat("9", max(0, len(rest)-len(shape)))
	var out []string
	for _, either := range []string{"X", "Y", "9"} {
		if fixed, ok := put(rest, strings.ReplaceAll(shape, "X", either)); ok {
			out = append(out, country+fixed)
		}
	}
	return out
}

// put makes a text fit a shape by exchanging what looks alike: 9 for a digit,
// A for a letter, X for either, Y for either but O and I; anything else stands
// for itself.
func put(s, shape string) (string, bool) {
	if len(s) != len(shape) {
		return "", false
	}
	out := []byte(s)
	for i, c := range out {
		switch shape[i] {
		case '9':
			out[i] = digitFor(c)
			if !digit(out[i]) {
				return "", false
			}
		case 'A':
			letters := letterFor(c)
			if letters == "" {
				return "", false
			}
			out[i] = letters[0]
		case 'X', 'Y':
			if shape[i] == 'Y' && (c == 'O' || c == 'I') {
				out[i] = digitFor(c)
			}
			if !digit(c) && !capital(c) {
				return "", false
			}
		default:
			if out[i] = shape[i]; c != shape[i] && digitFor(c) != digitFor(shape[i]) {
				return "", false
			}
		}
	}
	return string(out), true
}

// digitFor is the digit that a character may have been read for, itself where
// there is none.
func digitFor(c byte) byte {
	if i := strings.IndexByte("OQDILJTSBZGA", c); i >= 0 {
		return "000111158264"[i]
	}
	return c
}

// letterFor is the capitals that a character may have been read for, the
// likeliest first, "" where there is none.
func letterFor(c byte) string {
	switch {
	case capital(c):
		return string(c) + lookalike[c]
	case digit(c):
		return lookalike[c]
	}
	return ""
}

var lookalike = map[byte]string{
	'0': "OD", '1': "ILT", '2': "Z", '4': "A", '5': "S", '6': "G", '8': "B",
	'J': "I", 'I': "LT", 'L': "I", 'T': "I", 'O': "D", 'D': "O", 'F': "E", 'C': "G", 'G': "C", 'H': "N", 'M': "N", 'V': "Y", 'P': "F", 'B': "D",
}

// mostRepaired is how many characters of a VAT number may have been misread.
const mostRepaired = 3

// RepairVAT is the VAT number with a country's prefix that a text, in
// capitals without blanks, was read for: the only one of the shape that the
// country has. A text of that shape is itself.
func RepairVAT(s string) (string, bool) {
	if VATCountry(s) != "" {
		return s, true
	}
	if len(s) < 4 {
		return "", false
	}
	found := ""
	for _, first := range letterFor(s[0]) {
		for _, second := range letterFor(s[1]) {
			country := string([]rune{first, second})
			for _, shape := range vatShapes[country] {
				fixed, ok := put(s[2:], shape)
				if !ok || len(shape) < 8 || differing(s, country+fixed) > mostRepaired {
					continue
				}
				if found != "" && found != country+fixed {
					return "", false
				}
				found = country + fixed
			}
		}
	}
	return found, found != ""
}

func differing(a, b string) int {
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
