package till

import (
	"regexp"
	"strings"
	"unicode"
)

// role is what a row of a slip's head is.
type role int

const (
	noise     role = iota // too little to be anything
	named                 // it can be a name
	dated                 // a day, a time
	addressed             // a street, a town
	listed                // a number of the tax office or the register
	fact                  // a label with its value
	reached               // telephone, mail, web
	greeted               // a greeting or a slogan
	titled                // what paper it is
	ended                 // no head any more
)

const (
	// A head has at most that many rows.
	mostHead = 16
)

var (
	// number is one of a company's register, perhaps in brackets.
	number = regexp.MustCompile(`^\([A-Z]{0,3} ?\d{5,}[- ]?[A-Z0-9]{0,2}\)?[ ;.]*$|^[A-Z]{0,3} ?\d{5,}-?[A-Z0-9]{0,2}\)?[ ;.]*$`)
	// wholeDate is a date in figures as nothing else looks.
	wholeDate   = regexp.MustCompile(`\b\d{1,2}([-/.])\d{1,2}[-/.](?:20)?\d{2}\b|\b20\d{2}[-/.]\d{2}[-/.]\d{2}\b`)
	phone       = regexp.MustCompile(`^[(+]?\d[\d ()/.+-]{6,}$`)
	codeAndTown = regexp.MustCompile(`\b\d{4,5},? +\pL{2,}|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b`)
	lot         = regexp.MustCompile(`(?i)^(?:no|nr|l[o0]t)\b[ .:]*[\d-]|^\d+[A-Z]?(?:[-/&]\d+)*[A-Z]?, *\pL`)
)

// headRows is how many rows from the top are the head: up to the first that is
// a date or what only the till says, below a name and the address.
func (s *slip) headRows() int {
	names := 0
	for i, n := range s.rows {
		if i >= mostHead {
			return i
		}
		switch n.is {
		case ended, dated:
			if names > 0 && n.leads(owner) {
				return i
			}
			if names > 0 && !s.placedBelow(i, min(len(s.rows), i+4)) {
				return i
			}
		case titled:
			if names > 1 && !s.placedBelow(i, min(len(s.rows), i+3)) {
				return i
			}
		case named, addressed:
			names++
		case noise, listed, fact, reached, greeted:
		}
	}
	return min(len(s.rows), mostHead)
}

// placedBelow reports whether there is an address in the rows.
func (s *slip) placedBelow(from, to int) bool {
	for _, n := range s.rows[from:to] {
		if n.is == addressed {
			return true
		}
	}
	return false
}

// assign tells what the rows are, the topmost that matter.
func (s *slip) assign() {
	for i, n := range s.rows[:min(len(s.rows), 2*mostHead)] {
		n.is = n.role()
		if i > 1 && s.rows[i-1].street() && codeAndTown.MatchString(n.line) {
			s.rows[i-1].is = addressed
		}
	}
}

// street reports whether a row above a town can be a street of no known kind.
func (n *row) street() bool {
	return n.is == named && hasDigit(n.text) && !n.senses[trade] && !n.legal() && !aside.MatchString(n.text)
}

// role tells what a row is by itself.
func (n *row) role() role {
	bare := strings.TrimSpace(strings.Trim(n.line, "*-=_~.,:<># "))
	letters, digits := countLetters(bare), countDigits(bare)
	switch {
	case wholeDate.MatchString(n.line), worded.MatchString(n.line) && clock.MatchString(n.line), n.leads(dateLabel) && digits >= 4:
		return dated
	case len(n.figures) > 0 && !n.senses.any(place, contact) && !lot.MatchString(n.line):
		return ended
	case n.isContact(bare, letters, digits):
		return reached
	case number.MatchString(bare), n.listed():
		return listed
	case letters < 3 && !codeAndTown.MatchString(bare):
		return noise
	case n.leads(owner), n.leads(title) && digits >= 3, n.leads(tillWord), n.columns(), len(n.figures) > 0 && !n.senses[place]:
		return ended
	case n.senses[title] && len(n.tokens) <= 4 && digits == 0 && !n.senses.any(form, trade, place):
		return titled
	case n.leads(greeting):
		return greeted
	case n.placed():
		return addressed
	case facts.MatchString(n.line):
		return fact
	}
	return named
}

// facts is a label with its value.
var facts = regexp.MustCompile(`^[\pL .]{2,24}: *\S`)

// isContact reports whether a row tells how to reach somebody.
func (n *row) isContact(bare string, letters, digits int) bool {
	lower := strings.ToLower(bare)
	return phone.MatchString(bare) && digits >= 8 || n.leads(contact) || n.senses[contact] && digits >= 7 && !n.senses[place] ||
		strings.HasPrefix(lower, "h/p") || digits >= 8 && letters <= 4 && strings.ContainsAny(bare, "-+ ") && !number.MatchString(bare) ||
		strings.Contains(lower, "www.") || strings.Contains(bare, "@") && strings.Contains(bare, ".") && !strings.Contains(bare, " ")
}

// columns reports whether a row heads the table of items.
func (n *row) columns() bool {
	heads := 0
	for _, says := range n.says {
		if says.any(column, count, amount) {
			heads++
		}
	}
	return heads >= 2
}

// leads reports whether the first word of a row says it.
func (n *row) leads(want sense) bool {
	return n.first[want]
}

// listed reports whether a row gives a number of the register or tax office:
// words of those and a long number, or little else.
func (n *row) listed() bool {
	said, longest := 0, 0
	for i, t := range n.tokens {
		if n.says[i].any(registration, tax) {
			said++
		}
		longest = max(longest, countDigits(t.text))
	}
	digits := countDigits(n.line)
	switch {
	case n.first.any(registration, tax) && (digits >= 5 && !n.senses[place] || strings.HasSuffix(n.line, ":")):
		return true
	case digits >= 8 && countLetters(n.line) <= 10 && !strings.Contains(n.line, ",") && !aside.MatchString(n.line):
		return true
	}
	return said > 0 && longest >= 9 || said >= 2 && longest >= 4 && !n.first[trade]
}

// placed reports whether a row is part of an address.
func (n *row) placed() bool {
	if n.legal() {
		return false
	}
	digits := hasDigit(n.text)
	if codeAndTown.MatchString(n.line) || lot.MatchString(n.line) || digits && strings.Contains(n.line, ",") {
		return true
	}
	if n.towns() {
		return true
	}
	places := 0
	for i, t := range n.tokens {
		if n.says[i][place] || digits && endsInStreet(t.text) {
			places++
		}
	}
	return places > 0 && (digits || strings.Contains(n.text, ",") || n.first[place] || places > 1)
}

// towns reports whether a row has nothing but words of places, and two of them
// at least.
func (n *row) towns() bool {
	letters := 0
	for i, t := range n.tokens {
		switch {
		case n.says[i].any(place, town):
			letters++
		case countDigits(t.text) == 0:
			return false
		}
	}
	return letters > 1
}

// endsInStreet reports whether a word is a street's name and kind in one, as
// German and Dutch have it.
func endsInStreet(word string) bool {
	for _, end := range []string{"strasse", "str", "weg", "platz", "gasse", "allee", "ring", "damm", "ufer", "straat", "laan", "plein", "kade", "gracht", "dreef"} {
		if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// name is a row's text as a company's name, without what is printed beside it.
func (n *row) name() string {
	text := n.asName
	if i := aside.FindStringIndex(text); i != nil && i[0] > 3 {
		text = text[:i[0]]
	}
	if fields := strings.Fields(text); len(fields) > 1 && countLetters(fields[0]) == 0 && (fields[0][0] == '#' || countDigits(fields[0]) > 3) {
		text = strings.Join(fields[1:], " ") // the shop's number
	}
	return strings.Trim(text, " ,;:*=-~_<>\"'`|\\")
}

// aside is where behind a name something else begins: a number in brackets, the
// register, a former name.
var aside = regexp.MustCompile(`(?i)\s*\((?:co|company|reg|roc|gst|sst|vat)\b|\s*\([^)]*\d{4,}|\s+[^\s(]*\d{2}[^\s(]*\)|\s+(?:co\.? ?(?:reg|no)|reg\.? ?no|roc)\b|\s+(?:f\.?k\.?a|formerly)\b`)

// legal reports whether a name has the form of a company in it.
func (n *row) legal() bool {
	for i := range n.tokens {
		if i > 0 && n.says[i][form] {
			return true
		}
	}
	return shortForm.MatchString(n.line)
}

// shortForm is "Sdn Bhd" in short, at the end of a name.
var shortForm = regexp.MustCompile(` [Ss5](?:/[Bb8]|[/7][BDR8])(\.?(?: *(?:[({\[]|$)| \S*\d\S*\)))`)

// onlyForm reports whether a row has nothing but the form of a company.
func (n *row) onlyForm() bool {
	forms := 0
	for i, t := range n.tokens {
		switch {
		case n.says[i][form]:
			forms++
		case len(t.text) > 1 && countDigits(t.text) < len(t.text):
			return false
		}
	}
	return forms > 0
}

// shout is the share of capitals among a row's letters.
func (n *row) shout() float64 {
	return float64(countRunes(n.text, unicode.IsUpper)) / float64(max(1, countLetters(n.text)))
}
