package fields

import (
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
)

// sentences takes the company that a line of small print begins with: "Example
// Ltd. Registered in …", "SARL Exemple au capital de …".
func (p *parties) sentences(s *sheet) {
	for _, c := range s.cells {
		if len(c.words) < 5 || c.column || c.Box.Y0 < 0.6*c.page.height || len(c.labels) > 0 && c.labels[0].from == 0 {
			continue
		}
		words := companyAtStart(c.words)
		if words == nil {
			continue
		}
		name := strings.TrimSuffix(joinTexts(words), ",")
		if !dottedEnd(name) {
			name = strings.TrimSuffix(name, ".")
		}
		if !isName(name) {
			continue
		}
		n := party{name: cleanName(name), cells: []*cell{c}, box: boxOf(words), page: c.page.index, supplier: smallPrint}
		p.all = append(p.all, n)
	}
}

// smallPrint is how much the small print speaks for its first name.
const smallPrint = 0.3

// longestName is how many words a company's name has at most.
const longestName = 8

// companyAtStart are the words before and with the legal form that a text
// begins with, or the words before those for its capital where the form is
// the first word; nil where there is none.
func companyAtStart(words []document.Word) []document.Word {
	limit := min(len(words)-1, longestName)
	best := 0
	for n := 2; n <= limit; n++ {
		last := words[n-1].Text
		if legalForm(strings.TrimRight(joinTexts(words[:n]), ".,;")) || dottedEnd(joinTexts(words[:n])) {
			best = n
		}
		if hasDigit(last) || last != "." && strings.HasSuffix(last, ".") && len(last) > 5 || strings.HasSuffix(last, ",") && best > 0 {
			break
		}
	}
	if best > 0 {
		return words[:best]
	}
	if !legalForm("X " + words[0].Text) {
		return nil
	}
	for n := 2; n <= limit; n++ {
		if w := strings.ToLower(words[n].Text); w == "au" || w == "con" || w == "met" {
			return words[:n]
		}
	}
	return nil
}

// dottedEnd reports whether a name ends in a legal form that is printed with
// dots.
func dottedEnd(name string) bool {
	lower := strings.ToLower(strings.TrimRight(name, ","))
	for _, f := range dottedForms {
		if strings.HasSuffix(f, ".") && strings.HasSuffix(lower, " "+f) {
			return true
		}
	}
	return strings.HasSuffix(lower, " inc.") || strings.HasSuffix(lower, " co.") || strings.HasSuffix(lower, " corp.")
}

// fullNames lets a name with its legal form stand for the same name without
// one: a logo is short of what the small print has. What a label calls the
// seller stays.
func (p *parties) fullNames() {
	for i := range p.all {
		short := &p.all[i]
		key := plain(short.name)
		if len(key) < 4 || short.called || hasLegalFormWord(short.name) {
			continue
		}
		for k := range p.all {
			long := &p.all[k]
			if hasLegalFormWord(long.name) && len(long.cells) == 1 && long.receiver < short.supplier && (sameButForm(key, long.name) || (len(short.address) == 0 || short.address[0] == long.name) && beginsWith(long.name, key)) {
				long.supplier = max(long.supplier, short.supplier) + 0.05
				short.supplier -= partOfName
				break
			}
		}
	}
}

// logoLetters is how many letters of a logo are enough to be known within a
// longer name.
const logoLetters = 7

// sameButForm reports whether a name, its legal form left out, has the
// letters of key.
func sameButForm(key, name string) bool {
	full := plain(name)
	rest, ok := strings.CutPrefix(full, key)
	if !ok {
		if rest, ok = strings.CutSuffix(full, key); !ok {
			_, rest, ok = strings.Cut(full, key)
			return ok && len(key) >= logoLetters && onlyLegalForm(rest) // a trade stands before
		}
	}
	return onlyLegalForm(rest) || len(rest) <= 4 || rest == "gmbhcokg"
}

// beginsWith reports whether a name's first words, two or more letters of a
// logo, have the letters of key.
func beginsWith(name, key string) bool {
	rest := key
	for _, t := range foldText(name) {
		var ok bool
		if rest, ok = strings.CutPrefix(rest, t); !ok {
			return false
		}
		if rest == "" {
			return len(key) >= 5
		}
	}
	return false
}

// hasLegalFormWord reports whether a name ends or begins with a legal form.
func hasLegalFormWord(name string) bool {
	first, _, several := strings.Cut(name, " ")
	return legalForm(name) || several && len(first) > 2 && isUpper(first) && legalForm("X "+first)
}
