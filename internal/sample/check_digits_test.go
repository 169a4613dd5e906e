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

// The ids are public examples of the countries' tax authorities' algorithms.
func TestCheckDigitsOfVATIDs(t *testing.T) {
	if got := mod1110("13669597"); got != "136695976" {
		t.Errorf("MOD 11,10 gives %s", got)
	}
	d := newDice(5, 0)
	for country := range places() {
		if country == "US" {
			continue
		}
		for range 20 {
			if s := vatID(d, country); len(s) < 9 || len(s) > 15 {
				t.Errorf("%s: %q", country, s)
			}
		}
	}
}
