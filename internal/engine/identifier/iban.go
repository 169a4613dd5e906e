package identifier

import "strings"

// ibanLengths are the lengths per country, from the IBAN registry.
const ibanLengths = `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29
ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24
SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`

// IBANLength is the number of characters of a country's IBANs, 0 for a
// country without.
func IBANLength(country string) int {
	i := strings.Index(ibanLengths, country)
	if len(country) != 2 || i < 0 || country[0] < 'A' || country[0] > 'Z' {
		return 0
	}
	return int(ibanLengths[i+2]-'0')*10 + int(ibanLengths[i+3]-'0')
}

// IBANShape reports whether s, without blanks, begins as an IBAN does: a
// country that has them, two digits, then capitals and digits only.
func IBANShape(s string) bool {
	if len(s) < 4 || IBANLength(s[:2]) == 0 || !digit(s[2]) || !digit(s[3]) {
		return false
	}
	for i := 4; i < len(s); i++ {
		if !digit(s[i]) && !capital(s[i]) {
			return false
		}
	}
	return true
}

// ValidIBAN reports whether s, without blanks, has its country's length and a
// right check number (ISO 13616: the remainder by 97 is 1).
func ValidIBAN(s string) bool {
	if !IBANShape(s) || len(s) != IBANLength(s[:2]) {
		return false
	}
	return Mod97(s[4:]+s[:4]) == 1
}

// Mod97 is the remainder by 97 of ISO 7064 for digits and capitals, where A
// counts as 10 and Z as 35; -1 for a text with any other character.
func Mod97(s string) int {
	remainder := 0
	for _, c := range []byte(s) {
		switch {
		case digit(c):
			remainder = (remainder*10 + int(c-'0')) % 97
		case capital(c):
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		default:
			return -1
		}
	}
	return remainder
}

func digit(c byte) bool   { return c >= '0' && c <= '9' }
func capital(c byte) bool { return c >= 'A' && c <= 'Z' }
