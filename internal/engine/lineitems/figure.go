package lineitems

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// figure reads the figure of a cell: the last one that is a percentage, or
// the last one that is none. Words beside it are allowed, but not more of
// them than a unit or a currency needs.
func (e *extractor) figure(words []document.Word, percent bool) (Figure, bool) {
	spans := e.reader.Amounts(words)
	if len(spans) > 1 && !percent {
		// groups of digits may stand further apart than words do
		if v, ok := e.reader.Number(layout.Text(words)); ok {
			return Figure{Value: v, Found: true, Place: Place{Box: layout.Bounds(words)}}, true
		}
	}
	for _, s := range slices.Backward(spans) {
		if s.Percent != percent {
			continue
		}
		if len(words)-(s.To-s.From) > 3 {
			return Figure{}, false
		}
		return Figure{Value: s.Value, Found: true, Place: Place{Box: layout.Bounds(words[s.From:s.To])}}, true
	}
	return Figure{}, false
}

// countAndUnit reads a quantity with the unit that may stand beside it or be
// joined to it: "4 h", "2 x", "10Stk".
func (e *extractor) countAndUnit(words []document.Word) (count Figure, unit Text, ok bool) {
	for i, w := range words {
		f, rest, found := e.leadingNumber(words[i:])
		if !found {
			continue
		}
		f.Place.Box = w.Box
		var tail []document.Word
		tail = append(tail, words[:i]...)
		tail = append(tail, words[i+rest.used:]...)
		text := strings.TrimSpace(rest.glued + " " + layout.Text(tail))
		text = strings.Trim(text, " x×X*./")
		if text == "" || len([]rune(text)) > 20 || strings.ContainsAny(text, "0123456789") && len(text) > 3 {
			return f, Text{}, true
		}
		box := w.Box
		if len(tail) > 0 {
			box = layout.Bounds(tail)
		}
		return f, Text{Text: text, Place: Place{Box: box}}, true
	}
	return Figure{}, Text{}, false
}

// remainder is what a leading number leaves of its words.
type remainder struct {
	used  int    // words taken
	glued string // letters joined to the number
}

func (e *extractor) leadingNumber(words []document.Word) (Figure, remainder, bool) {
	if spans := e.reader.Amounts(words); len(spans) > 0 && spans[0].From == 0 && !spans[0].Percent {
		return Figure{Value: spans[0].Value, Found: true}, remainder{used: spans[0].To}, true
	}
	text := words[0].Text
	if v, ok := clock(text); ok {
		return Figure{Value: v, Found: true}, remainder{used: 1}, true
	}
	end := strings.IndexFunc(text, unicode.IsLetter)
	if end <= 0 {
		return Figure{}, remainder{}, false
	}
	v, ok := e.reader.Number(text[:end])
	if !ok {
		return Figure{}, remainder{}, false
	}
	return Figure{Value: v, Found: true}, remainder{used: 1, glued: text[end:]}, true
}

// clock reads hours and minutes, such as 1:30, as hours.
func clock(text string) (locale.Decimal, bool) {
	h, m, ok := strings.Cut(text, ":")
	hours, errH := strconv.Atoi(h)
	minutes, errM := strconv.Atoi(m)
	if !ok || errH != nil || errM != nil || len(m) != 2 || len(h) > 3 || hours < 0 || minutes < 0 || minutes > 59 {
		return locale.Decimal{}, false
	}
	return locale.NewDecimal(int64(hours)*10_000+int64(minutes)*10_000/60, 4), true
}

// multiplies reports whether count × price is the total, as far as the
// printed decimals tell: a rounded price may be off by half of its last one.
func multiplies(count, price, total locale.Decimal) bool {
	product := count.Mul(price)
	if count.IsZero() || price.IsZero() {
		return total.IsZero()
	}
	slack := count.Abs().Mul(locale.NewDecimal(5, min(6, price.Scale()+1)))
	cent := locale.NewDecimal(1, 2)
	if price.Scale() <= 2 {
		slack = cent // a price in cents is seldom rounded
	}
	if slack.Cmp(cent) < 0 {
		slack = cent
	}
	if limit := total.Abs().Mul(locale.NewDecimal(2, 3)); slack.Cmp(limit) > 0 && limit.Cmp(cent) > 0 {
		slack = limit
	}
	return product.Near(total, slack) || product.Neg().Near(total, locale.NewDecimal(0, 0)) && total.Sign() != 0
}
