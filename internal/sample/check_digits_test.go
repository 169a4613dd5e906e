package sample

import "testing"

func TestIBANsHaveValidCheckDigits(t *testing.T) {
	d := newDice(5, 0)
	for country := range places() {
		for range 20 {
			s := iban(d, country)
			if country == "US" {
				continue
			}
			if mod97(s[4:]+s[:4]) != 1 {
				t.Errorf("%s is no IBAN", s)
			}
		}
	}
}

// The numbers are examples that the countries or their registers publish.
func TestCheckDigitsOfVATIDs(t *testing.T) {
	luhn := func(n string, first int) int { return (10 - doubled(n, first)%10) % 10 }
	tests := map[string]struct{ got, want int }{
		"AT U13585627":    {(96 - doubled("1358562", 1)) % 10, 7},
		"BE 0428759497":   {97 - number("04287594")%97, 97},
		"CH 100.155.212":  {(11 - sum("10015521", []int{5, 4, 3, 2, 7, 6, 5, 4})%11) % 11, 2},
		"DE 136695976":    {number(mod1110("13669597")), 136695976},
		"ES J99216582":    {luhn("9921658", 0), 2},
		"FR 552008443":    {luhn("55200844", 1), 3},
		"FR 40 303265045": {(12 + 3*(number("303265045")%97)) % 97, 40},
		"GB 980780684":    {97 - sum("9807806", []int{8, 7, 6, 5, 4, 3, 2})%97, 84},
		"IT 00743110157":  {luhn("0074311015", 1), 7},
		"NL 004495445":    {sum("00449544", []int{9, 8, 7, 6, 5, 4, 3, 2}) % 11, 5},
		"SI 50223054":     {sloveneCheck(sum("5022305", []int{8, 7, 6, 5, 4, 3, 2})), 4},
	}
	for name, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: check digit %d, want %d", name, tt.got, tt.want)
		}
	}
}

func TestEveryCountryHasVATIDs(t *testing.T) {
	d := newDice(5, 0)
	for country := range places() {
		if s := vatID(d, country); country != "US" && (len(s) < 9 || len(s) > 15) {
			t.Errorf("%s: %q", country, s)
		}
	}
}
