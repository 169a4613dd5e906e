package lineitems

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// split cuts a segment of a head where one name ends and the next begins.
func (e *extractor) split(s *layout.Segment) []column {
	var tokens []string
	var owner []int
	all := e.unglue(s.Words)
	for i, w := range all {
		for _, t := range e.plain(w.Text) {
			tokens, owner = append(tokens, t), append(owner, i)
		}
	}
	start := 0
	var out []column
	names := e.words.find(tokens)
	for k := 1; k < len(names); k++ {
		at := owner[names[k].from]
		before := owner[names[k-1].to-1]
		if at <= before || at <= start {
			continue
		}
		gap := all[at].Box.X0 - all[at-1].Box.X1
		if gap < e.headGap()*s.Size && modifies(names[k-1].kind, names[k].kind, linked(all[at-1].Text, all[at].Text)) {
			continue
		}
		out = append(out, e.headColumn(all[start:at]))
		start = at
	}
	return append(out, e.headColumn(all[start:]))
}

// headGap is how far apart, in font sizes, the names of one head may stand: on
// pages read from pictures no further than words do, for their sizes are
// estimates.
func (e *extractor) headGap() float64 {
	if e.scanned {
		return 0.36
	}
	return 0.5
}

// linked reports whether two names are joined by a word or sign such as "per"
// or "(".
func linked(before, name string) bool {
	return len(plainWords(before)) == 0 || strings.HasSuffix(before, "/") || strings.ContainsAny(name[:1], "(/[")
}

// unglue parts words that are two names without a blank between: the second
// begins with a capital letter.
func (e *extractor) unglue(words []document.Word) []document.Word {
	var out []document.Word
	for _, w := range words {
		at := e.seam(w.Text)
		if at <= 0 {
			out = append(out, w)
			continue
		}
		x := w.Box.X0 + w.Box.Width()*float64(at)/float64(len(w.Text))
		a, b := w, w
		a.Text, b.Text = w.Text[:at], w.Text[at:]
		a.Box.X1, b.Box.X0 = x, x
		out = append(out, a, b)
	}
	return out
}

// seam is where a second name begins within a word, 0 if none does.
func (e *extractor) seam(text string) int {
	if _, ok := e.words.columns[strings.Join(plainWords(text), " ")]; ok {
		return 0
	}
	for i, r := range text {
		if i < 2 || !unicode.IsUpper(r) {
			continue
		}
		_, first := e.words.columns[strings.Join(plainWords(text[:i]), " ")]
		_, second := e.words.columns[strings.Join(plainWords(text[i:]), " ")]
		if first && second {
			return i
		}
	}
	return 0
}

func (e *extractor) headColumn(words []document.Word) column {
	return column{head: layout.Bounds(words), words: e.plain(layout.Text(words))}
}

// modifies reports whether a name of the second kind right behind one of the
// first only tells more of it: "Price (excl. VAT)", "Preis pro Einheit".
func modifies(first, second kind, linked bool) bool {
	switch first {
	case price, amount, net, gross, grossPrice:
		return second == net || second == gross || second == tax || second == taxRate || (second == unit || second == units) && linked ||
			second == taxAmount || second == quantity && first == price && linked
	case tax, discount, taxRate, taxAmount:
		return second == amount || second == taxRate || second == net || second == tax
	case quantity:
		return second == unit || second == units
	case item, description:
		return second == item || second == description
	case unit, units:
		return second == price || second == amount
	case number:
		return second == number || second == other
	default:
		return false
	}
}
