package identifier

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
