package payment

import "github.com/docextract/docextract/internal/engine/identifier"

// validCreditorReference checks a reference of ISO 11649: RF, two check digits
// and up to 21 letters and digits, whose remainder by 97 is 1.
func validCreditorReference(s string) bool {
	if len(s) < 5 || len(s) > 25 || s[:2] != "RF" {
		return false
	}
	return identifier.Mod97(s[4:]+s[:4]) == 1
}

// validQRReference checks the 27 digits of a QR reference, the last of which
// makes them right by the recursive modulo 10.
func validQRReference(s string) bool {
	const table = "0946827135"
	if len(s) != 27 || !onlyDigits(s) {
		return false
	}
	carry := 0
	for _, c := range []byte(s[:26]) {
		carry = int(table[(carry+int(c-'0'))%10] - '0')
	}
	return (10-carry)%10 == int(s[26]-'0')
}

func onlyDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
