package einvoice

import (
	"strings"
	"time"
)

// decimal gives an XML decimal as the API wants numbers: at least four
// decimals, more only where the document has them. It is exact: no float ever
// holds it. What is no decimal gives "".
func decimal(s string) string {
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = "-", s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if whole == "" && fraction == "" || !digits(whole) || !digits(fraction) || len(s) > 40 {
		return ""
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	const decimals = 4
	fraction = strings.TrimRight(fraction, "0")
	if n := decimals - len(fraction); n > 0 {
		fraction += strings.Repeat("0", n)
	}
	if strings.Trim(whole+fraction, "0") == "" {
		sign = "" // there is no −0
	}
	return sign + whole + "." + fraction
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// date gives the element's date as YYYY-MM-DD, "" where it is none. CII dates
// say their format (UN/EDIFACT 2379: 102 is YYYYMMDD, 203 and 204 go on with the
// time of day), UBL dates are ISO 8601, with or without a zone.
func date(n *node) string {
	s := n.text
	layout := time.DateOnly
	switch {
	case n.attrs[attrFormat] == "101" && len(s) == 6:
		layout = "060102"
	case len(s) >= 8 && digits(s[:8]):
		s, layout = s[:8], "20060102"
	case len(s) >= len(time.DateOnly):
		s = s[:len(time.DateOnly)]
	}
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() < 1 {
		return ""
	}
	return t.Format(time.DateOnly)
}

// iban takes the blanks out of an account number.
func iban(s string) string { return strings.ToUpper(strings.ReplaceAll(s, " ", "")) }
