package locale

import (
	"strings"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
)

// Reader finds numbers and dates in words by a document's conventions. It is
// made once a document and safe for use by several goroutines.
type Reader struct{ Conventions }

// NewReader is a Reader with the conventions given.
func NewReader(c Conventions) *Reader {
	return &Reader{c}
}

// DateSpan is a date found in words: those from From to before To.
type DateSpan struct {
	From, To int
	Date     Date
}

// AmountSpan is a number found in words: those from From to before To.
type AmountSpan struct {
	From, To int
	Amount
}

// Date reads text that is one date and nothing else but a weekday in front or
// a time behind.
func (r *Reader) Date(text string) (Date, bool) {
	s := plain(strings.TrimSpace(text))
	for _, m := range r.findDates(s) {
		before, after := strings.TrimSpace(s[:m.from]), strings.TrimSpace(s[m.to:])
		if len(strings.Fields(before)) <= 1 && !hasDigit(before) && (after == "" || after[0] == ',' || strings.Contains(after, ":")) {
			return m.date, true
		}
	}
	return Date{}, false
}

// Dates finds the dates in the words of a line, from left to right.
func (r *Reader) Dates(line []document.Word) []DateSpan {
	text, starts := join(line)
	var spans []DateSpan
	for _, m := range r.findDates(text) {
		spans = append(spans, DateSpan{From: wordAt(starts, m.from), To: wordAt(starts, m.to-1) + 1, Date: m.date})
	}
	return spans
}

// join is the line's text with single blanks, and where each word begins.
func join(line []document.Word) (text string, starts []int) {
	var b strings.Builder
	for i, w := range line {
		if i > 0 {
			b.WriteByte(' ')
		}
		starts = append(starts, b.Len())
		b.WriteString(plain(w.Text))
	}
	return b.String(), starts
}

// wordAt is the word that the byte of the joined text is in.
func wordAt(starts []int, at int) int {
	i := 0
	for i+1 < len(starts) && starts[i+1] <= at {
		i++
	}
	return i
}

// Amounts finds the numbers in the words of a line, from left to right, with
// the sign, the currency or the percent sign that stands beside them. Groups
// of three digits are joined where no more than a blank is between them.
func (r *Reader) Amounts(line []document.Word) []AmountSpan {
	var spans []AmountSpan
	for i := 0; i < len(line); i++ {
		if !hasDigit(line[i].Text) {
			continue
		}
		to := groupEnd(line, i)
		a, ok := r.Amount(joined(line[i:to]))
		if !ok && to > i+1 {
			to = i + 1
			a, ok = r.Amount(joined(line[i:to]))
		}
		if !ok {
			continue
		}
		s := AmountSpan{From: i, To: to, Amount: a}
		s.takeBefore(line)
		s.takeBehind(line)
		spans = append(spans, s)
		i = s.To - 1
	}
	return spans
}

// joined is the words of a number, without a bracket whose other half stands
// in another word: "(33.52 net)".
func joined(ws []document.Word) string {
	text, _ := join(ws)
	inner := strings.Trim(text, "()")
	if len(text)-len(inner) == 1 && strings.ContainsAny(inner, ".,") {
		return inner
	}
	return text
}

// groupEnd is where a number grouped by blanks that begins at word i ends.
func groupEnd(line []document.Word, i int) int {
	first := strings.TrimLeft(plain(line[i].Text), "-+(€$£")
	if len(first) == 0 || len(first) > 3 || !isDigits(first) || first[0] == '0' {
		return i + 1
	}
	end := i + 1
	for end < len(line) && adjacent(line[end-1], line[end]) {
		t := line[end].Text
		if len(t) < 3 || !isDigits(t[:3]) || len(t) > 3 && isDigit(t[3]) {
			break
		}
		end++
		if len(t) > 3 {
			break // it holds the decimals
		}
	}
	return end
}

// adjacent reports whether no more than a blank is between two words. The
// blank of a typewriter is as wide as a digit and what digits leave free of
// their own width; "065,00" is no number of its own, so more may be before it.
func adjacent(a, b document.Word) bool {
	height := max(a.Box.Height(), b.Box.Height(), a.Size)
	blank := 0.95 * height
	if digit := b.Box.Width() / float64(utf8.RuneCountInString(b.Text)); digit > 0.72*height {
		blank = max(blank, 1.9*digit)
	}
	if len(b.Text) > 1 && b.Text[0] == '0' && isDigit(b.Text[1]) {
		blank = max(blank, 2.5*height)
	}
	return b.Box.X0-a.Box.X1 <= blank
}

// takeBefore widens the span by a minus and a currency in front of it.
func (s *AmountSpan) takeBefore(line []document.Word) {
	for s.From > 0 {
		t := plain(line[s.From-1].Text)
		sign, minus := strings.CutPrefix(t, "-")
		switch code, ok := Currency(sign); {
		case t == "-":
			if s.Value.Sign() < 0 || s.From > 1 && !s.ownMinus(line) {
				return
			}
			s.Value = s.Value.Neg()
		case ok && !s.Money && minus && s.Value.Sign() > 0: // "-€ 5.00"
			s.Value, s.Money, s.Currency = s.Value.Neg(), true, code
		case ok && !minus && !s.Money:
			s.Money, s.Currency = true, code
		default:
			return
		}
		s.From--
	}
}

// ownMinus tells a minus from the dash of a range: what is before it is no
// number, or further away than what is behind it.
func (s *AmountSpan) ownMinus(line []document.Word) bool {
	if !hasDigit(line[s.From-2].Text) {
		return true
	}
	dash, before := line[s.From-1].Box, line[s.From-2].Box
	return line[s.From].Box.X0-dash.X1 < dash.X0-before.X1
}

// takeBehind widens the span by a currency, a percent sign or a credit mark
// behind it.
func (s *AmountSpan) takeBehind(line []document.Word) {
	for s.To < len(line) && line[s.To].Box.X0-line[s.To-1].Box.X1 <= 1.5*line[s.To].Box.Height() {
		t := plain(line[s.To].Text)
		switch code, ok := Currency(t); {
		case t == "%" && !s.Percent:
			s.Percent = true
		case t == "-" && s.Value.Sign() > 0 && s.To == len(line)-1, t == "CR" && s.Value.Sign() > 0:
			s.Value = s.Value.Neg()
		case ok && !s.Money:
			s.Money, s.Currency = true, code
		default:
			return
		}
		s.To++
	}
}
