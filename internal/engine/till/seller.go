package till

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
)

// What speaks for and against a row's being the seller's name.
const (
	firstName     = 0.75
	laterName     = 0.1 // off for each name before it
	withForm      = 0.5
	withTrade     = 0.2
	registerBelow = 0.3 // the next row is a number of the register, or its own end is
	addressBelow  = 0.15
	letterSize    = 0.12
	printedAgain  = 0.15
	inBrackets    = 0.6
	lowerCase     = 0.35
	unsettled     = 0.3 // it ends in a comma
	tooShort      = 0.3
	wholeWrap     = 0.25 // two rows of the same large type
	isAddress     = 0.7
	isGreeting    = 0.8
)

// largeType is by how much names are larger than addresses.
const largeType = 1.15

// head is a name with the rows it is printed on.
type head struct {
	name  string
	from  int // rows
	to    int
	box   document.Box
	score float64
}

// seller finds who sold, and where.
func (s *slip) seller() (names, addresses []Candidate) {
	heads := s.heads()
	for _, h := range heads {
		names = append(names, Candidate{Text: h.name, Score: h.score, Page: s.page.Index, Box: h.box})
		if text, box := s.address(h); text != "" {
			addresses = append(addresses, Candidate{Text: text, Score: h.score, Page: s.page.Index, Box: box})
		}
	}
	return best(names, plain), best(addresses, plain)
}

// heads are the rows of the head that can be names, also two joined.
func (s *slip) heads() []head {
	var found []head
	before := 0
	for i, n := range s.rows[:s.head] {
		r := n.is
		if r != named && r != greeted && r != addressed || len(n.name()) < 3 {
			continue
		}
		h := head{name: n.name(), from: i, to: i + 1, box: n.box, score: s.nameScore(i, before)}
		if r == addressed {
			h.score -= isAddress
		}
		if r == greeted {
			h.score -= isGreeting
		}
		found = append(found, h)
		found = append(found, s.wrapped(i, h)...)
		if r == named {
			before++
		}
	}
	return found
}

// nameScore weighs the row as a name that has others before it.
func (s *slip) nameScore(i, before int) float64 {
	n := s.rows[i]
	score := firstName - laterName*float64(before)
	switch {
	case n.legal():
		score += withForm
	case n.senses[trade]:
		score += withTrade
	}
	if aside.MatchString(n.text) || i+1 < len(s.rows) && s.rows[i+1].is == listed {
		score += registerBelow
	}
	if i+1 < len(s.rows) && s.rows[i+1].is == addressed {
		score += addressBelow
	}
	if n.size > largeType*s.small {
		score += letterSize
	}
	if s.again(i) {
		score += printedAgain
	}
	if strings.HasPrefix(strings.TrimSpace(n.text), "(") {
		score -= inBrackets
	}
	if n.shout() < 0.08 {
		score -= lowerCase
	}
	if strings.HasSuffix(n.text, ",") {
		score -= unsettled
	}
	if countLetters(n.text) < 4 {
		score -= tooShort
	}
	return score
}

// again reports whether the row's text stands further below, as in a thanks
// for shopping there.
func (s *slip) again(i int) bool {
	key := plain(s.rows[i].name())
	if len(key) < 6 {
		return false
	}
	for _, n := range s.rows[min(len(s.rows), i+3):] {
		if strings.Contains(plain(n.text), key) {
			return true
		}
	}
	return false
}

// wrapped are the name joined with the row below, and with the next one.
func (s *slip) wrapped(i int, h head) []head {
	var found []head
	for h.to < s.head && h.to < i+mostWrapped {
		w, ok := s.join(h)
		if !ok {
			break
		}
		found = append(found, w)
		h = w
	}
	return found
}

// mostWrapped is over how many rows a name goes.
const mostWrapped = 3

// join adds the next row to a name. It is likely the rest where it is the form
// of the company alone or ends in it, where the name cannot end, and where both
// are in the same large type.
func (s *slip) join(h head) (head, bool) {
	n, next := s.rows[h.to-1], s.rows[h.to]
	near := next.box.Y0-n.box.Y1 < 1.2*n.size
	alike := n.size < 1.25*next.size && next.size < 1.25*n.size
	if n.legal() && !next.onlyForm() || next.is != named || strings.HasPrefix(strings.TrimSpace(next.text), "(") || len(h.name)+len(next.name()) > 80 || !near || !alike ||
		beginsLower(next.line) && !dangling.MatchString(n.text) {
		return head{}, false
	}
	w := head{name: h.name + " " + next.name(), from: h.from, to: h.to + 1, box: h.box.Union(next.box), score: h.score}
	switch large := min(n.size, next.size) > largeType*s.small; {
	case next.onlyForm():
		w.score += withForm + 0.1
	case dangling.MatchString(n.text):
		w.score += withForm
	case next.legal() && len(next.tokens) <= 3:
		w.score += withForm - 0.1
	case large:
		w.score += wholeWrap
	default:
		w.score -= wholeWrap
	}
	if h.to+1 < len(s.rows) && s.rows[h.to+1].is == listed {
		w.score += registerBelow
	}
	return w, true
}

// beginsLower reports whether a line begins in a small letter, as slogans do.
func beginsLower(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(r)
}

// dangling is the end of a line that goes on.
var dangling = regexp.MustCompile(`(?i)(?:&|-|\+|\b(?:and|of|the|for|und|et|y|e|en|in|de|du|des|del|di|da|van|za))$`)

// address is the rows below a name that are its address: from the first that
// is one, or from the first that is nothing else, to the telephone or the end
// of the head. Some print it above the name.
func (s *slip) address(h head) (string, document.Box) {
	from, to := s.addressRows(h.to)
	if from == to && h.from > 0 {
		from, to = s.addressAbove(h.from)
	}
	var parts []string
	var box document.Box
	for _, n := range s.rows[from:to] {
		if n.is == noise {
			continue
		}
		parts = append(parts, strings.Trim(n.asAddress, " ,"))
		box = box.Union(n.box)
	}
	return strings.Join(parts, ", "), box
}

// emptyLine is the gap between two rows, in sizes, that sets them apart.
const emptyLine = 1.5

func (s *slip) addressRows(at int) (from, to int) {
	begun := -1
	for i := at; i < s.head; i++ {
		n := s.rows[i]
		if begun >= 0 && begun < i && n.box.Y0-s.rows[i-1].box.Y1 > emptyLine*n.size && s.placedBelow(begun, i) {
			return begun, i
		}
		switch n.is {
		case addressed:
			if begun < 0 || s.rows[begun].is != addressed && !strings.HasSuffix(s.rows[begun].text, ",") {
				begun = i
			}
		case named:
			if begun < 0 && !strings.HasPrefix(strings.TrimSpace(n.text), "(") {
				begun = i
			}
		case noise:
		default:
			if begun >= 0 && (s.rows[begun].is == addressed || !s.placedBelow(i, s.head)) {
				return begun, i
			}
			begun = -1
		}
	}
	if begun < 0 {
		return at, at
	}
	return begun, s.head
}

func (s *slip) addressAbove(at int) (from, to int) {
	to = at
	for to > 0 && s.rows[to-1].is != addressed && at-to < 3 {
		to--
	}
	from = to
	for from > 0 && s.rows[from-1].is == addressed {
		from--
	}
	return from, to
}

// plain is a text's letters and digits, folded.
func plain(text string) string {
	var b strings.Builder
	for _, t := range tokens(text) {
		b.WriteString(t.text)
	}
	return b.String()
}
