package payment

import (
	"strings"
	"time"
)

// Bill is what Swico's syntax S1 says of the invoice: the parts that are
// fields of an invoice.
type Bill struct {
	Number string
	Issued string // YYYY-MM-DD
	VATID  string // CHE and nine digits
}

// The tags of S1 that are read.
const (
	billNumber = "10"
	billIssued = "11"
	billVATID  = "30"
)

// parseBill reads "//S1/10/…/11/…": tags and values by turns, with \/ and \\
// for the signs themselves.
func parseBill(s string) (b Bill) {
	body, ok := strings.CutPrefix(s, "//S1/")
	if !ok {
		return b
	}
	parts := unescaped(body)
	for i := 0; i+1 < len(parts); i += 2 {
		value := strings.TrimSpace(parts[i+1])
		switch parts[i] {
		case billNumber:
			b.Number = value
		case billIssued:
			if day, err := time.Parse("060102", value); err == nil {
				b.Issued = day.Format(time.DateOnly)
			}
		case billVATID:
			if len(value) == 9 && onlyDigits(value) {
				b.VATID = "CHE" + value
			}
		}
	}
	return b
}

// unescaped cuts at the slashes that no backslash stands before.
func unescaped(s string) []string {
	var parts []string
	var part strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			part.WriteByte(s[i])
		case s[i] == '/':
			parts = append(parts, part.String())
			part.Reset()
		default:
			part.WriteByte(s[i])
		}
	}
	return append(parts, part.String())
}
