package till

import (
	"regexp"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// figure is a sum of money on a row: a number with two decimals, whatever its
// mark is, since a comma and a dot are often read for one another.
type figure struct {
	value    locale.Decimal
	from, to int // in the row's text, in bytes
	box      document.Box
}

var (
	money = regexp.MustCompile(`(?:\d{1,3}(?:[.,']\d{3})+|\d{1,3}(?: \d{3})+|\d{1,7})[.,] ?\d\d`)
	cents = regexp.MustCompile(`(?:^| |RM|[€$£-])[.,]\d\d`)
	// zeros are letters read for a zero before or behind the decimal mark.
	zeros = regexp.MustCompile(`(?:^|RM|\PL)[Oo][.,]\d|\d[.,][Oo]\d|\d[.,]\d[Oo]|\d[.,][Oo][Oo]`)
)

// figures finds the sums in a row's text, from left to right.
func figures(n *row) []figure {
	text := zeros.ReplaceAllStringFunc(n.text, func(s string) string {
		return strings.NewReplacer("O", "0", "o", "0").Replace(s)
	})
	var found []figure
	for _, at := range money.FindAllStringIndex(text, -1) {
		if f, ok := newFigure(text, at[0], at[1]); ok {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		for _, at := range cents.FindAllStringIndex(text, -1) {
			if f, ok := newFigure(text, at[1]-3, at[1]); ok {
				found = append(found, f)
			}
		}
	}
	for i := range found {
		found[i].box = n.boxOf(found[i].from, found[i].to)
	}
	return found
}

// newFigure reads the digits from to before to where they stand alone: no part
// of a date, a time, a telephone number or a percentage.
func newFigure(text string, from, to int) (figure, bool) {
	before, after := text[:from], text[to:]
	if before != "" {
		if last := before[len(before)-1]; isDigit(last) || strings.IndexByte(".,:/", last) >= 0 && len(before) > 1 && isDigit(before[len(before)-2]) {
			return figure{}, false
		}
	}
	if after != "" {
		next := after[0]
		second := byte(0)
		if len(after) > 1 {
			second = after[1]
		}
		if isDigit(next) || next == ':' && isDigit(second) || strings.IndexByte(".,/-", next) >= 0 && isDigit(second) || next == '%' || next == ' ' && second == '%' {
			return figure{}, false
		}
	}
	digits := text[from:to]
	mark := strings.LastIndexAny(digits, ".,")
	if strings.Contains(digits[:mark], " ") && digits[mark] == '.' {
		from += strings.LastIndexByte(digits[:mark], ' ') + 1 // a count and a price
		digits = text[from:to]
		mark = strings.LastIndexAny(digits, ".,")
	}
	whole := strings.NewReplacer(".", "", ",", "", "'", "", " ", "").Replace(digits[:mark])
	value, err := locale.ParseDecimal("0" + whole + "." + strings.TrimSpace(digits[mark+1:]))
	if err != nil {
		return figure{}, false
	}
	if negative(before, after) {
		value = value.Neg()
	}
	return figure{value: value, from: from, to: to}, true
}

// negative reports whether a minus stands before the number, perhaps with a
// currency between, or right behind it.
func negative(before, after string) bool {
	bare := strings.TrimRight(before, " ")
	if i := strings.LastIndexAny(bare, " -"); i >= 0 && bare[i] == '-' && len(bare)-i <= 4 && countDigits(bare[i:]) == 0 {
		return i == 0 || bare[i-1] == ' ' || bare[i-1] == ':'
	}
	return strings.HasPrefix(after, "-") && (len(after) == 1 || after[1] == ' ')
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
