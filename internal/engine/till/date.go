package till

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// What speaks for and against a date's being the day of the sale.
const (
	plainDate     = 0.5
	besideTime    = 0.3
	besideLabel   = 0.35
	dateAgain     = 0.15 // it is printed elsewhere, too
	inNumber      = 0.45 // a number begins with its digits
	ofOther       = 0.6  // it is called another date
	otherReading  = 0.4  // another order of day, month and year
	belowAll      = 0.05
	besideReceipt = 0.1
	unusual       = 0.2 // off for one of eight digits
)

var (
	clock = regexp.MustCompile(`\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b|\b\d{1,2} ?[AaPp]\.?[Mm]\b`)
	// numeric is a date in figures, its parts perhaps torn apart.
	numeric = regexp.MustCompile(`(\d{4}|\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?([-/. ]) ?(\d{4}|\d{2})`)
	// solid is one without signs between.
	solid = regexp.MustCompile(`\b(?:(\d{2})(\d{2})(20\d{2})|(20\d{2})(\d{2})(\d{2}))\b`)
	// worded is one with the month's name, glued to what stands around.
	worded = regexp.MustCompile(`(\d{1,2})[ ./-]{0,2}(\pL{3,9})[ .,/'-]{0,2}(\d{4}|\d{2})`)
)

// found is a date on a row, of one of its readings.
type found struct {
	day   locale.Date
	row   int
	box   document.Box
	score float64
}

// dates finds the day of the sale.
func (s *slip) dates(conv *locale.Reader) []Candidate {
	var all []found
	for i, n := range s.rows {
		all = append(all, s.datesOn(i, n, conv)...)
	}
	numbers := s.numbers()
	candidates := make([]Candidate, 0, len(all))
	for i, d := range all {
		for k, o := range all {
			if o.day == d.day && o.row != d.row && k != i {
				d.score += dateAgain
				break
			}
		}
		if beginsNumber(d.day, numbers) {
			d.score += inNumber
		}
		candidates = append(candidates, Candidate{Text: d.day.String(), Score: d.score, Page: s.page.Index, Box: d.box})
	}
	return best(candidates, func(text string) string { return text })
}

// datesOn are the readings of all dates on a row.
func (s *slip) datesOn(i int, n *row, conv *locale.Reader) []found {
	score := plainDate
	if clock.MatchString(numeric.ReplaceAllString(n.text, " ")) {
		score += besideTime
	} else if i+1 < len(s.rows) && clock.MatchString(s.rows[i+1].text) && len(s.rows[i+1].figures) == 0 {
		score += besideTime / 2
	}
	if n.senses[dateLabel] || i > 0 && s.rows[i-1].senses[dateLabel] && len(numeric.FindString(s.rows[i-1].text)) == 0 {
		score += besideLabel
	}
	if n.senses.any(title, tillWord) {
		score += besideReceipt
	}
	if n.senses[otherDate] && !n.senses[dateLabel] {
		score -= ofOther
	}
	score -= belowAll * float64(i) / float64(len(s.rows))
	var all []found
	add := func(d locale.Date, from, to int, less float64) {
		all = append(all, found{day: d, row: i, box: n.boxOf(from, to), score: score - less})
	}
	for at := 0; ; {
		m := numeric.FindStringSubmatchIndex(n.text[at:])
		if m == nil {
			break
		}
		for i := range m {
			m[i] += at
		}
		days := s.readings(n.text, m, conv)
		for k, d := range days {
			add(d, m[0], m[1], otherReading*float64(min(k, 1))+torn(n.text[m[0]:m[1]]))
		}
		at = m[3] // the figures behind the first may begin a date
		if len(days) > 0 {
			at = m[1]
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, sp := range conv.Dates(n.words) {
		if d := sp.Date; d.Year >= earliest && d.Year <= latest {
			from := n.starts[sp.From]
			add(d, from, n.starts[sp.To-1]+1, 0)
		}
	}
	for _, d := range solidDates(n, conv) {
		add(d, 0, len(n.text), unusual)
	}
	for _, m := range worded.FindAllStringSubmatchIndex(n.text, -1) {
		if d, ok := conv.Date(fmt.Sprintf("%s %s %s", n.text[m[2]:m[3]], n.text[m[4]:m[5]], n.text[m[6]:m[7]])); ok && d.Year >= earliest && d.Year <= latest {
			add(d, m[0], m[1], 0)
		}
	}
	return all
}

// Years outside are no years of a slip that is still of use.
const earliest, latest = 1990, 2079

// torn is taken off for blanks within a date: they may stand between two
// numbers.
func torn(text string) float64 {
	if strings.Contains(text, " ") {
		return 0.1
	}
	return 0
}

// solidDates are the days written as eight digits beside a time.
func solidDates(n *row, conv *locale.Reader) []locale.Date {
	if !clock.MatchString(n.text) {
		return nil
	}
	var days []locale.Date
	for _, g := range solid.FindAllStringSubmatch(n.text, -1) {
		if d, ok := newDate(conv, g[3]+g[4], g[2]+g[5], g[1]+g[6]); ok {
			days = append(days, d)
		}
	}
	return days
}

// readings are the days that figures can mean, the most usual first.
func (s *slip) readings(text string, m []int, conv *locale.Reader) []locale.Date {
	if m[0] > 0 && glued(text[m[0]-1]) || m[1] < len(text) && isDigit(text[m[1]]) || !sameSigns(text[m[4]:m[5]], text[m[8]:m[9]]) {
		return nil
	}
	if m[1]+1 < len(text) && strings.IndexByte("-/.", text[m[1]]) >= 0 && isDigit(text[m[1]+1]) {
		return nil
	}
	a, b, c := text[m[2]:m[3]], text[m[6]:m[7]], text[m[10]:m[11]]
	var tries [][3]string // year, month, day
	switch {
	case len(a) == 4:
		tries = [][3]string{{a, b, c}}
	case conv.MonthFirst || s.american():
		tries = [][3]string{{c, a, b}, {c, b, a}}
	default:
		tries = [][3]string{{c, b, a}, {c, a, b}}
	}
	if len(a) == 2 && len(c) == 2 {
		tries = append(tries, [3]string{a, b, c})
	}
	var days []locale.Date
	for _, t := range tries {
		if d, ok := newDate(conv, t[0], t[1], t[2]); ok {
			days = append(days, d)
		}
	}
	return days
}

// american reports whether the head has a ZIP code behind a state: the month
// comes first.
func (s *slip) american() bool {
	for _, n := range s.rows[:s.head] {
		if stateAndZIP.MatchString(n.line) {
			return true
		}
	}
	return false
}

var stateAndZIP = regexp.MustCompile(`,? [A-Z]{2},? \d{5}(?:-\d{4})?$`)

// sameSigns reports whether the signs between the parts are the same, or one was
// not read.
func sameSigns(a, b string) bool {
	return a == b && a != " " || (a == " ") != (b == " ") && a+b != " ." && a+b != ". "
}

// glued reports whether a sign before figures makes them part of a number.
func glued(b byte) bool { return isDigit(b) || strings.IndexByte("./-,", b) >= 0 }

// newDate completes a year of two digits and checks the calendar.
func newDate(conv *locale.Reader, year, month, day string) (locale.Date, bool) {
	if len(year) == 2 {
		year = "20" + year
	}
	d, ok := conv.Date(year + "-" + month + "-" + day)
	return d, ok && d.Year >= earliest && d.Year <= latest
}

// numbers are the long numbers of the slip: those of receipts often begin with
// the day.
func (s *slip) numbers() []string {
	var found []string
	for _, n := range s.rows {
		for _, t := range n.tokens {
			if digits := strings.TrimLeft(t.text, "abcdefghijklmnopqrstuvwxyz"); len(digits) >= 8 && countDigits(digits) == len(digits) {
				found = append(found, digits)
			}
		}
	}
	return found
}

// beginsNumber reports whether a number begins or ends with the day's digits.
func beginsNumber(d locale.Date, numbers []string) bool {
	y, m, day := fmt.Sprintf("%04d", d.Year), fmt.Sprintf("%02d", d.Month), fmt.Sprintf("%02d", d.Day)
	for _, n := range numbers {
		for _, form := range []string{y + m + day, day + m + y, y[2:] + m + day, day + m + y[2:]} {
			if strings.HasPrefix(n, form) || strings.HasSuffix(n, form) && len(form) == 8 {
				return true
			}
		}
	}
	return false
}
