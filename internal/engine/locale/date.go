package locale

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Years outside are no dates of a business document.
const minYear, maxYear = 1970, 2100

// Date is a day of the calendar.
type Date struct{ Year, Month, Day int }

// String is the wire's form, YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Days is the number of days from o to d, negative where d is earlier.
func (d Date) Days(o Date) int { return int(d.utc().Sub(o.utc()).Hours() / 24) }

func (d Date) utc() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// valid reports whether the calendar has the day.
func (d Date) valid() bool {
	if d.Year < minYear || d.Year > maxYear || d.Month < 1 || d.Month > 12 || d.Day < 1 {
		return false
	}
	return d.utc().Day() == d.Day
}

// dateForm is one way of writing a date: a pattern over lower-case text and
// what reads its groups.
type dateForm struct {
	pattern *regexp.Regexp
	read    func(c Conventions, g []string) (Date, bool)
}

// dateForms are tried in this order; an earlier one wins where two overlap.
// They are made on first need, once: they never change, and take as long as
// reading a page.
var dateForms = sync.OnceValue(newDateForms)

func newDateForms() []dateForm {
	return []dateForm{
		{regexp.MustCompile(`(\d{4})([-/.]) ?(\d{1,2})([-/.]) ?(\d{1,2})(?:t\d\d:\S*)?`), readYearFirst},
		{regexp.MustCompile(`(\d{1,2})(\. ?|/|-| / )(\d{1,2})(\. ?|/|-| / )(\d{4}|'?\d{2})`), readYearLast},
		{regexp.MustCompile(`(\d{1,2})(?:st|nd|rd|th|er|e|º|°|\.)?[ ./-]{0,2}(?:de |of |d')?(\p{L}{3,10})\.?,?[ ./-]{0,2}(?:de |del )?('?\d{2}(?:\d{2})?)`), readDayMonthName},
		{regexp.MustCompile(`(\p{L}{3,10})\.?[ -]{0,2}(\d{1,2})(?:st|nd|rd|th)?(?:, ?| |-)'?(\d{4})`), readMonthNameDay},
		{regexp.MustCompile(`(\d{4})[ -](\p{L}{3,10})[ -](\d{1,2})`), readYearMonthName},
	}
}

func readYearFirst(_ Conventions, g []string) (Date, bool) {
	if g[2] != g[4] {
		return Date{}, false
	}
	return newDate(g[1], number(g[3]), g[5])
}

func readYearLast(c Conventions, g []string) (Date, bool) {
	sep := strings.TrimSpace(g[2])
	if sep != strings.TrimSpace(g[4]) {
		return Date{}, false
	}
	first, second := number(g[1]), number(g[3])
	monthFirst := c.MonthFirst && sep != "."
	if first > 12 || second > 12 {
		monthFirst = second > 12
	}
	if monthFirst {
		return newDate(g[5], first, g[3])
	}
	return newDate(g[5], second, g[1])
}

func readDayMonthName(_ Conventions, g []string) (Date, bool) {
	return newDate(g[3], monthOf(g[2]), g[1])
}

func readMonthNameDay(_ Conventions, g []string) (Date, bool) {
	return newDate(g[3], monthOf(g[1]), g[2])
}

func readYearMonthName(_ Conventions, g []string) (Date, bool) {
	return newDate(g[1], monthOf(g[2]), g[3])
}

// newDate completes a two-digit year and checks the calendar.
func newDate(year string, month int, day string) (Date, bool) {
	y := number(strings.TrimPrefix(year, "'"))
	if y < 100 {
		y += 2000
	}
	d := Date{Year: y, Month: month, Day: number(day)}
	return d, d.valid()
}

// number reads digits; what is none is -1 and makes no valid date.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// dateMatch is a date with its place in a text, in bytes.
type dateMatch struct {
	from, to int
	date     Date
}

// findDates finds the dates of a text in reading order.
func (r *Reader) findDates(text string) []dateMatch {
	if !hasDigit(text) {
		return nil
	}
	s := lower(text)
	var found []dateMatch
	for _, form := range dateForms() {
		for at := 0; at < len(s); {
			loc := form.pattern.FindStringSubmatchIndex(s[at:])
			if loc == nil {
				break
			}
			from, to := at+loc[0], at+loc[1]
			at = from + 1
			for at < len(s) && (isDigit(s[at-1]) && isDigit(s[at]) || !utf8.RuneStart(s[at])) {
				at++ // never begin inside a number
			}
			if !bounded(s, from, to) || overlaps(found, from, to) {
				continue
			}
			g := groups(s, loc, from-loc[0])
			d, ok := form.read(r.Conventions, g)
			if !ok {
				continue
			}
			at = to
			found = append(found, dateMatch{from: from, to: to, date: d})
		}
	}
	return found
}

func groups(s string, loc []int, base int) []string {
	g := make([]string, len(loc)/2)
	for i := range g {
		if loc[2*i] >= 0 {
			g[i] = s[base+loc[2*i] : base+loc[2*i+1]]
		}
	}
	return g
}

// bounded reports whether a match stands alone: not inside a longer number or
// word, nor behind the dash of an identifier.
func bounded(s string, from, to int) bool {
	before, n := utf8.DecodeLastRuneInString(s[:from])
	if isAlphanumeric(before) {
		return false
	}
	if strings.ContainsRune("./-", before) {
		if b, _ := utf8.DecodeLastRuneInString(s[:from-n]); isAlphanumeric(b) {
			return false
		}
	}
	after, n := utf8.DecodeRuneInString(s[to:])
	if isAlphanumeric(after) {
		return false
	}
	return !strings.ContainsRune("./-", after) || to+n >= len(s) || !isDigit(s[to+n])
}

func isAlphanumeric(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) }

func overlaps(found []dateMatch, from, to int) bool {
	for _, f := range found {
		if from < f.to && f.from < to {
			return true
		}
	}
	return false
}

// lower folds case without changing a text's length in bytes, and replaces
// the blanks of one byte by themselves only.
func lower(s string) string {
	l := strings.Map(func(r rune) rune {
		if k := unicode.ToLower(r); utf8.RuneLen(k) == utf8.RuneLen(r) {
			return k
		}
		return r
	}, s)
	if len(l) != len(s) {
		return s // invalid bytes were replaced
	}
	return l
}
