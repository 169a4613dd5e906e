package sample

import (
	"fmt"
	"strings"
)

// iban makes an account number of the country with valid check digits. An
// empty string for a country without IBANs.
func iban(d dice, country string) string {
	var account string
	switch country {
	case "DE":
		account = d.digits(18)
	case "AT":
		account = d.digits(16)
	case "CH":
		account = d.digits(17)
	case "FR":
		account = d.digits(23)
	case "BE":
		account = belgianAccount(d)
	case "ES":
		account = d.digits(20)
	case "IT":
		account = d.letter() + d.digits(22)
	case "NL", "GB", "IE":
		bank := d.letter() + "X" + d.letter() + "Q"
		account = bank + d.digits(map[string]int{"NL": 10, "GB": 14, "IE": 14}[country])
	case "SI":
		n := d.digits(13)
		account = n + fmt.Sprintf("%02d", 98-mod97(n+"00"))
	default:
		return ""
	}
	return country + fmt.Sprintf("%02d", 98-mod97(account+country+"00")) + account
}

func belgianAccount(d dice) string {
	n := d.digits(10)
	check := mod97(n)
	if check == 0 {
		check = 97
	}
	return n + fmt.Sprintf("%02d", check)
}

// mod97 is the remainder of ISO 7064: letters count as 10 … 35.
func mod97(s string) int {
	m := 0
	for _, c := range s {
		if c >= 'A' {
			m = (m*100 + int(c-'A') + 10) % 97
		} else {
			m = (m*10 + int(c-'0')) % 97
		}
	}
	return m
}

// spaced cuts an IBAN into groups of four, as it is printed.
func spaced(iban string) string {
	var b strings.Builder
	for i, c := range iban {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}
