package score

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/api"
)

// Options are choices of how strictly to compare.
type Options struct {
	// LooseNames lets one supplier name contain the other: receipts print
	// shop and company.
	LooseNames bool
}

// same reports whether the value given for the field is the one wanted:
// numbers to the cent, dates to the day, other text after dropping case,
// accents, spaces and punctuation. Nothing is right where nothing is wanted.
func (o Options) same(name string, got, want *string) bool {
	if got == nil || want == nil {
		return got == nil && want == nil
	}
	switch {
	case isNumber(name):
		g, ok := number(got)
		w, wanted := number(want)
		return ok && wanted && math.Abs(g-w) < 0.006 // both are rounded to cents
	case name == api.IssueDate || name == api.PayDueDate:
		return *got == *want
	}
	g, w := plain(*got), plain(*want)
	if o.LooseNames && name == api.SupplierName && min(len(g), len(w)) > 2 {
		return strings.Contains(w, g) || strings.Contains(g, w)
	}
	return g == w
}

func isNumber(name string) bool {
	switch name {
	case api.TotalAmount, api.NetAmount, api.VATAmount, api.Quantity, api.Price, api.NetPrice,
		api.VATRate, api.VATRatePercentage, api.VATRateNet:
		return true
	}
	return false
}

// number is the text as a number rounded to cents.
func number(text *string) (float64, bool) {
	if text == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(*text), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, false
	}
	f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'f', 2, 64), 64)
	return f, err == nil
}

// plain keeps the Latin letters and digits, in lower case and without
// accents.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case 'A' <= r && r <= 'Z':
			b.WriteRune(r - 'A' + 'a')
		case r == 'ß':
			b.WriteString("ss")
		}
	}
	return b.String()
}

// plainOf is plain of a text that may be missing.
func plainOf(s *string) string {
	if s == nil {
		return ""
	}
	return plain(*s)
}
