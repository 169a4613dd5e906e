package locale

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// Detect decides a document's conventions from all its words.
func Detect(pages []document.Page) Conventions {
	var e evidence
	e.languages = map[string]int{}
	vocabulary := vocabularies()
	for _, p := range pages {
		for _, w := range p.Words {
			e.word(w.Text, vocabulary)
		}
	}
	c := Conventions{}
	c.Language, c.Confidence.Language = e.language()
	c.Decimal, c.Confidence.Decimal = e.decimal(c.Language)
	c.MonthFirst, c.Confidence.Order = e.order(c.Language)
	return c
}

// evidence counts what speaks for a convention.
type evidence struct {
	languages      map[string]int
	comma, point   int
	dayFirst       int
	monthFirst     int
	dollar, metric int // signs of the United States, and of elsewhere
}

// word takes one word into account.
func (e *evidence) word(text string, vocabulary map[string][]string) {
	t := strings.TrimFunc(plain(text), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) })
	if t == "" {
		return
	}
	if isDigit(t[0]) {
		e.decimals(t)
		e.dates(t)
	} else {
		for _, l := range vocabulary[strings.ToLower(t)] {
			e.languages[l]++
		}
	}
	e.region(text, t)
}

// decimals votes for a mark where a number leaves no doubt.
func (e *evidence) decimals(t string) {
	t = strings.TrimRightFunc(t, func(r rune) bool { return !unicode.IsDigit(r) })
	last := strings.LastIndexAny(t, ".,")
	if last < 1 || strings.Count(t, t[last:last+1]) > 1 {
		return
	}
	votes, behind := 1, len(t)-last-1
	if strings.ContainsAny(t[:last], ".,'") {
		votes = 3
	} else if behind != 2 {
		return // 1.234 may be either, 1.5 may be a version
	}
	if _, ok := (Conventions{}).digits(t); !ok {
		return
	}
	if t[last] == ',' {
		e.comma += votes
	} else {
		e.point += votes
	}
}

// dates votes for an order where a date leaves no doubt.
func (e *evidence) dates(t string) {
	parts := strings.FieldsFunc(t, func(r rune) bool { return r == '/' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 && len(parts[2]) != 2 || !isDigits(strings.Join(parts, "")) || len(parts[0]) > 2 || len(parts[1]) > 2 {
		return
	}
	switch a, b := number(parts[0]), number(parts[1]); {
	case a > 12 && a <= 31 && b <= 12:
		e.dayFirst++
	case b > 12 && b <= 31 && a <= 12:
		e.monthFirst++
	}
}

// region votes for or against the United States' order.
func (e *evidence) region(text, t string) {
	switch {
	case t == "USD" || t == "ZIP" || t == "EIN" || strings.EqualFold(t, "USA") || strings.HasPrefix(text, "$") || text == "US":
		e.dollar++
	case t == "VAT" || t == "GST" || t == "ABN" || t == "IBAN" || t == "GBP" || t == "EUR" || t == "AUD" || t == "NZD" || t == "INR" || strings.ContainsAny(text, "€£₹"):
		e.metric++
	}
}

// language is the one with the most words, and how far it is ahead.
func (e *evidence) language() (string, float64) {
	best, second := "", 0
	for _, l := range Languages() {
		switch n := e.languages[l]; {
		case n > e.languages[best]:
			second = max(second, e.languages[best])
			best = l
		case n > second:
			second = n
		}
	}
	n := e.languages[best]
	if n == 0 {
		return "", 0
	}
	return best, float64(n-second) / float64(n) * min(1, float64(n)/6)
}

// decimal is the mark most numbers have; without any it is the language's.
func (e *evidence) decimal(language string) (Mark, float64) {
	n := e.comma + e.point
	switch {
	case e.comma > e.point:
		return Comma, float64(e.comma) / float64(n)
	case e.point > e.comma:
		return Point, float64(e.point) / float64(n)
	case language == "":
		return Unknown, 0
	case language == "en":
		return Point, 0.5
	}
	return Comma, 0.5
}

// order is whether the month comes first: as the dates show, else only in
// English documents that look like those of the United States.
func (e *evidence) order(language string) (monthFirst bool, confidence float64) {
	switch {
	case e.dayFirst > e.monthFirst:
		return false, 1
	case e.monthFirst > e.dayFirst:
		return true, 1
	case language == "en" && e.dollar > e.metric:
		return true, 0.7
	case language == "en":
		return false, 0.7
	}
	return false, 0.95
}
