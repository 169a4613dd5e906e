package identifier

import "strings"

// Check is what a check digit says.
type Check int

// What a check digit can say.
const (
	Unchecked Check = iota // the country's rule is not known here
	Right
	Wrong
)

// vatShapes are the shapes of VAT identification numbers behind the country's
// prefix, as the European Union publishes them, with those of neighbours:
// 9 a digit, A a letter, X either.
var vatShapes = map[string][]string{
	"AT":  {"U99999999"},
	"BE":  {"9999999999", "999999999"},
	"BG":  {"999999999", "9999999999"},
	"CY":  {"99999999A"},
	"CZ":  {"99999999", "999999999", "9999999999"},
	"DE":  {"999999999"},
	"DK":  {"99999999"},
	"EE":  {"999999999"},
	"EL":  {"999999999"},
	"ES":  {"X9999999X"},
	"FI":  {"99999999"},
	"FR":  {"XX999999999"},
	"GB":  {"999999999", "999999999999", "AA999"},
	"HR":  {"99999999999"},
	"HU":  {"99999999"},
	"IE":  {"9X99999A", "9999999AA"},
	"IT":  {"99999999999"},
	"LT":  {"999999999", "999999999999"},
	"LU":  {"99999999"},
	"LV":  {"99999999999"},
	"MT":  {"99999999"},
	"NL":  {"999999999B99"},
	"PL":  {"9999999999"},
	"PT":  {"999999999"},
	"RO":  {"99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"},
	"SE":  {"999999999999"},
	"SI":  {"99999999"},
	"SK":  {"9999999999"},
	"XI":  {"999999999", "999999999999", "AA999"},
	"CHE": {"999999999", "999999999MWST", "999999999TVA", "999999999IVA"},
	"NO":  {"999999999", "999999999MVA"},
}

// VATCountry is the country prefix of a VAT identification number with one:
// text in capitals without blanks and signs. It is "" for all else.
func VATCountry(s string) string {
	for _, n := range []int{3, 2} {
		if len(s) <= n {
			continue
		}
		for _, shape := range vatShapes[s[:n]] {
			if fits(s[n:], shape) {
				return s[:n]
			}
		}
	}
	return ""
}

// VATLength is the greatest number of characters of a country's VAT
// identification numbers with the prefix, 0 for a country without.
func VATLength(country string) int {
	longest := 0
	for _, shape := range vatShapes[country] {
		longest = max(longest, len(country)+len(shape))
	}
	return longest
}

func fits(s, shape string) bool {
	if len(s) != len(shape) {
		return false
	}
	for i := range len(s) {
		switch shape[i] {
		case '9':
			if !digit(s[i]) {
				return false
			}
		case 'A':
			if !capital(s[i]) {
				return false
			}
		case 'X':
			if !digit(s[i]) && !capital(s[i]) {
				return false
			}
		default:
			if s[i] != shape[i] {
				return false
			}
		}
	}
	return true
}

// CheckVAT checks the check digits of a number with its country prefix.
func CheckVAT(s string) Check {
	rules := map[string]func(string) bool{
		"AT": checkAT, "BE": checkBE, "DE": mod1110, "HR": mod1110, "FR": checkFR, "IT": checkIT,
		"LU": checkLU, "NL": checkNL, "PL": checkPL, "PT": checkPT, "SI": checkSI,
	}
	country := VATCountry(s)
	rule := rules[country]
	if rule == nil {
		return Unchecked
	}
	if rule(s[len(country):]) {
		return Right
	}
	return Wrong
}

// weighted is the sum of the digits times the weights.
func weighted(s string, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return sum
}

// luhn is the sum of the digits with every second one, beginning with the
// second, doubled and its digits added.
func luhn(s string) int {
	sum := 0
	for i := range len(s) {
		d := int(s[i] - '0')
		if i%2 == 1 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return sum
}

// value is the number that digits make.
func value(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func checkAT(s string) bool { return (10-(luhn(s[1:8])+4)%10)%10 == int(s[8]-'0') }

func checkBE(s string) bool {
	if len(s) == 9 {
		s = "0" + s
	}
	return 97-value(s[:8])%97 == value(s[8:])
}

// mod1110 is ISO 7064, mod 11, 10.
func mod1110(s string) bool {
	p := 10
	for i := range len(s) - 1 {
		sum := (int(s[i]-'0') + p) % 10
		if sum == 0 {
			sum = 10
		}
		p = 2 * sum % 11
	}
	return (11-p)%10 == int(s[len(s)-1]-'0')
}

func checkFR(s string) bool {
	if !digit(s[0]) || !digit(s[1]) {
		return true // the newer keys with letters
	}
	return (12+3*(value(s[2:])%97))%97 == value(s[:2])
}

func checkIT(s string) bool { return luhn(s)%10 == 0 }

func checkLU(s string) bool { return value(s[:6])%89 == value(s[6:]) }

func checkNL(s string) bool {
	if weighted(s, 9, 8, 7, 6, 5, 4, 3, 2)%11 == int(s[8]-'0') {
		return true
	}
	remainder := 0 // numbers since 2020 are checked by 97, letters as A = 10
	for _, c := range []byte("NL" + s) {
		if digit(c) {
			remainder = (remainder*10 + int(c-'0')) % 97
		} else {
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		}
	}
	return remainder == 1
}

func checkPL(s string) bool { return weighted(s, 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == int(s[9]-'0') }

func checkPT(s string) bool {
	c := 11 - weighted(s, 9, 8, 7, 6, 5, 4, 3, 2)%11
	if c > 9 {
		c = 0
	}
	return c == int(s[8]-'0')
}

func checkSI(s string) bool {
	c := 11 - weighted(s, 8, 7, 6, 5, 4, 3, 2)%11
	if c == 10 {
		c = 0
	}
	return c == int(s[7]-'0')
}

// SpanishTaxID reports whether s has the shape of a Spanish NIF or CIF, which
// is printed without a prefix: a letter in front or behind, eight more
// characters.
func SpanishTaxID(s string) bool {
	if len(s) != 9 {
		return false
	}
	inner := s[1:8]
	if strings.Trim(inner, "0123456789") != "" {
		return false
	}
	return capital(s[0]) && (digit(s[8]) || capital(s[8])) || digit(s[0]) && capital(s[8])
}
