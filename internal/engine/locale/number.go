package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spaces and signs that printers use for a blank, a minus and an apostrophe.
var plainSigns = strings.NewReplacer(
	"\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "\t", " ",
	"\u2212", "-", "\u2013", "-", "\u2014", "-", "\u2011", "-",
	"\u2019", "'", "\u00b4", "'", "`", "'",
)

// plain writes text with plain signs. Most of it has no other: to see that is
// quicker than to replace nothing.
func plain(text string) string {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || c == '\t' || c == '`' {
			return plainSigns.Replace(text)
		}
	}
	return text
}

// Amount is a number with what stands around it.
type Amount struct {
	Value Decimal
	// Currency is the code printed with the number, "" for none or for a
	// sign that several currencies share.
	Currency string
	Percent  bool
	// Money reports that a currency, also an ambiguous one, is printed with
	// the number.
	Money bool
}

// Number reads text that is one number, perhaps with a sign, a currency or a
// percent sign: "1.234,56 €", "CHF 1'234.50", "(10.00)", "5,00-", "10.-".
func (c Conventions) Number(text string) (Decimal, bool) {
	a, ok := c.Amount(text)
	return a.Value, ok
}

// Amount reads text as Number does and says what stood around the number.
func (c Conventions) Amount(text string) (Amount, bool) {
	s := strings.TrimSpace(plain(text))
	var a Amount
	negative := false
	if inner, ok := strings.CutPrefix(s, "("); ok {
		if inner, ok = strings.CutSuffix(inner, ")"); !ok {
			return Amount{}, false
		}
		s, negative = strings.TrimSpace(inner), true
	}
	s, before := a.stripFront(s)
	s, behind := a.stripBack(s)
	if before && behind {
		return Amount{}, false
	}
	v, ok := c.digits(s)
	if !ok {
		return Amount{}, false
	}
	if negative != (before || behind) {
		v = v.Neg()
	}
	a.Value = v
	return a, true
}

// stripFront takes signs and a currency off the front.
func (a *Amount) stripFront(s string) (rest string, negative bool) {
	for s != "" && !isDigit(s[0]) {
		switch {
		case s[0] == '-' && !negative:
			negative = true
			s = s[1:]
		case s[0] == '+' || s[0] == ' ':
			s = s[1:]
		case s[0] == '.' || s[0] == ',' || s[0] == '\'':
			return s, negative // ".50"
		default:
			n := strings.IndexFunc(s, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' || r == '-' })
			if n <= 0 || !a.currency(s[:n]) {
				return "", negative
			}
			s = s[n:]
		}
	}
	return s, negative
}

// stripBack takes signs, a currency, a percent sign and a credit mark off the
// end. "10.-" is a round amount, not a negative one.
func (a *Amount) stripBack(s string) (rest string, negative bool) {
	for s != "" && !isDigit(s[len(s)-1]) {
		last := s[len(s)-1]
		switch {
		case last == ' ' || last == '*':
			s = s[:len(s)-1]
		case last == '%' && !a.Percent:
			a.Percent = true
			s = s[:len(s)-1]
		case strings.HasSuffix(s, ".-") || strings.HasSuffix(s, ",-") || strings.HasSuffix(s, ".--") || strings.HasSuffix(s, ",--"):
			s = strings.TrimRight(s, ".,-")
		case last == '-' && !negative:
			negative = true
			s = s[:len(s)-1]
		default:
			n := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' || r == '-' })
			if n < 0 || n == len(s)-1 {
				return "", negative
			}
			tail := s[n+1:]
			if strings.EqualFold(tail, "CR") && !negative {
				negative = true
			} else if !a.currency(tail) {
				return "", negative
			}
			s = s[:n+1]
		}
	}
	return s, negative
}

// currency takes text for the amount's currency, if it has none yet.
func (a *Amount) currency(text string) bool {
	code, ok := Currency(text)
	if !ok || a.Money && a.Currency != code && a.Currency != "" && code != "" {
		return false
	}
	if code != "" {
		a.Currency = code
	}
	a.Money = true
	return true
}

// digits reads digits with grouping and decimal marks, without any sign.
func (c Conventions) digits(s string) (Decimal, bool) {
	if s == "" || !isDigit(s[len(s)-1]) {
		return Decimal{}, false
	}
	whole, fraction := s, ""
	if i := c.decimalMark(s); i >= 0 {
		whole, fraction = s[:i], s[i+1:]
	}
	whole, ok := ungroup(whole)
	if !ok {
		return Decimal{}, false
	}
	return fromDigits(whole, fraction)
}

// decimalMark is the place of the decimal mark in s, -1 for none.
func (c Conventions) decimalMark(s string) int {
	point, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	last := max(point, comma)
	if last < 0 {
		return -1
	}
	if strings.Count(s, s[last:last+1]) > 1 {
		if _, ok := ungroup(s[:last]); ok && len(s)-last-1 == 2 {
			return last // "1.234.56", where print or eyes were poor
		}
		return -1 // a mark that groups
	}
	grouped := strings.ContainsAny(s[:last], " '") || point >= 0 && comma >= 0
	if grouped || len(s)-last-1 != 3 || last == 0 || last > 3 || s[0] == '0' {
		return last
	}
	if s[last] == ',' && c.Decimal == Comma || s[last] == '.' && c.Decimal == Point {
		return last
	}
	return -1
}

// ungroup takes the grouping marks out of a whole number, one kind only, with
// groups of three (or of two, as in India, before the last).
func ungroup(s string) (string, bool) {
	if isDigits(s) {
		return s, true
	}
	i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if i <= 0 || i > 3 || !strings.ContainsRune(" '.,", rune(s[i])) {
		return "", false
	}
	groups := strings.Split(s, s[i:i+1])
	indian := s[i] == ',' && len(groups) > 2
	for k, g := range groups[1:] {
		if !isDigits(g) || len(g) != 3 && (!indian || len(g) != 2 || k == len(groups)-2) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// hasDigit reports whether s has an ASCII digit.
func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789")
}
