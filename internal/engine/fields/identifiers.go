package fields

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// ident is an IBAN or a VAT identification number in the words from to before
// to of a cell.
type ident struct {
	cell     *cell
	from, to int
	text     string // capitals and digits alone
	iban     bool
	country  string // of a VAT number with a prefix
	labelled []attachment
	box      document.Box
}

func (id ident) candidate(score float64, h hints) candidate {
	return candidate{text: id.text, score: score, page: id.cell.page.index, box: id.box, cell: id.cell, from: id.from, to: id.to, hints: h}
}

// identifiers finds all IBANs and VAT numbers, with a prefix or a label.
func (s *sheet) identifiers() []ident {
	var found []ident
	for _, c := range s.cells {
		for i := 0; i < len(c.words); i++ {
			if !hasDigit(c.words[i].Text) && !isCapitals(c.words[i].Text) {
				continue
			}
			id, ok := s.ibanAt(c, i)
			if !ok {
				id, ok = s.vatAt(c, i)
			}
			if ok {
				found = append(found, id)
				i = max(i, id.to-1)
			}
		}
	}
	return found
}

// compact is a text's letters and digits, or "" if it has others than the
// signs that group identifiers.
func compact(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsDigit(r) || unicode.IsLetter(r):
			b.WriteRune(r)
		case !strings.ContainsRune(" .-/,;:()|", r):
			return ""
		}
	}
	return b.String()
}

func joinTexts(words []document.Word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
	}
	return strings.Join(texts, " ")
}

func boxOf(words []document.Word) document.Box {
	var box document.Box
	for _, w := range words {
		box = box.Union(w.Box)
	}
	return box
}

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// isUpper reports whether s has no lower-case letter.
func isUpper(s string) bool { return strings.IndexFunc(s, unicode.IsLower) < 0 }

// isCapitals reports whether s, signs aside, is capitals and digits.
func isCapitals(s string) bool {
	t := compact(s)
	return t != "" && isUpper(t)
}
