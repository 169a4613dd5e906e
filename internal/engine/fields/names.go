package fields

import (
	"strings"
	"unicode"
)

// legalForms are the endings of companies' names, folded.
const legalForms wordSet = ` gmbh ag kg ohg og gbr ug se kgaa eg ev mbh ltd limited plc llp llc inc corp corporation co lp pllc pc pte pty
 sarl sas sasu eurl sa snc sci scop sca selarl sl slu slp sau scoop cb srl srls spa sapa sas snc ss sc scarl
 bv nv vof cv bvba cvba sprl srl asbl vzw doo dd dno zoo sp espresso kd lda ltda unipessoal eireli og keg gesmbh gmbhco partg partgmbb stiftung cic ab as aps oy oyj kft sro zrt `

// dottedForms are legal forms whose letters are printed apart.
var dottedForms = []string{
	"s.l.", "s.a.", "s.r.l.", "s.p.a.", "s.n.c.", "s.a.s.", "s.r.l.s.", "s.l.u.", "s.l.l.", "b.v.", "n.v.", "v.o.f.", "d.o.o.", "d.d.", "d.n.o.",
	"z.o.o.", "s.p.", "e.k.", "e.v.", "e.u.", "e.g.", "k.d.", "s.c.", "a.g.", "s.à r.l.", "s.coop.", "c.b.", "a.s.", "s.r.o.", "sp. z o.o.", "p.l.c.", "l.l.c.", "s. p.", "d. o. o.", "d. d.",
	"gmbh & co. kg", "gmbh & co.kg", "gmbh & co kg", "soc. coop.", "società cooperativa", "e. k.", "s.l.p.", "s.a.r.l.", "e.i.", "z.o.p.",
}

// legalForm reports whether a name ends in a company's legal form.
func legalForm(name string) bool {
	lower := strings.ToLower(strings.TrimRight(name, " ,"))
	for _, f := range dottedForms {
		if strings.HasSuffix(lower, " "+f) || strings.HasSuffix(lower, ", "+f) {
			return true
		}
	}
	tokens := foldText(name)
	if len(tokens) < 2 {
		return false
	}
	last := tokens[len(tokens)-1]
	if last == "kg" || last == "co" || last == "eg" || last == "se" || last == "as" || last == "sa" || last == "ag" {
		words := strings.Fields(name)
		return isUpper(words[len(words)-1][:1]) || last == "eg"
	}
	return legalForms.has(last)
}

// onlyLegalForm reports whether a text is nothing but a legal form.
func onlyLegalForm(text string) bool {
	if !legalForm("x " + text) {
		return false
	}
	for _, t := range foldText(text) {
		if len(t) > 1 && t != "co" && !legalForms.has(t) {
			return false
		}
	}
	return true
}

// isName reports whether a text can be the name of a company or a person.
func isName(text string) bool {
	t := strings.TrimSpace(text)
	if len(t) < 3 || len(t) > 90 || strings.ContainsAny(t, "@%€£$=") || strings.Contains(t, "www.") || strings.Contains(t, "://") || strings.HasSuffix(t, ":") {
		return false
	}
	letters, digits, upper := 0, 0, false
	for _, r := range t {
		switch {
		case unicode.IsLetter(r):
			letters++
			upper = upper || unicode.IsUpper(r)
		case unicode.IsDigit(r):
			digits++
		}
	}
	if !upper || letters < 3 || digits > 4 || digits*2 > letters || len(strings.Fields(t)) > 9 {
		return false
	}
	if _, currency := currencyOf(t); currency {
		return false
	}
	return !postalLine(t) && !streetLine(t) && !isCountry(t)
}

// isBank reports whether a name is a bank's.
func isBank(name string) bool {
	for _, t := range foldText(name) {
		for _, w := range []string{"bank", "banca", "banco", "banque", "banka", "sparkasse", "caja", "caixa", "cassa", "hranilnica", "credit", "credito", "raiffeisen", "volksbank", "rabobank"} {
			if t == w || len(w) >= 4 && w == "bank" && strings.HasSuffix(t, w) {
				return true
			}
		}
	}
	return false
}

// cleanName drops what is printed beside a name but is not it.
func cleanName(name string) string {
	name = strings.Trim(strings.TrimSpace(name), ",;:|·•*")
	for _, prefix := range []string{"Firma ", "Fa. ", "Spett.le ", "Spett. ", "Company: ", "Name: "} {
		name = strings.TrimPrefix(name, prefix)
	}
	return strings.TrimSpace(name)
}

// streetWords are words, or ends of words, that streets have, folded.
const streetWords wordSet = ` street st road rd avenue ave lane ln drive blvd boulevard way court square suite floor unit place close crescent
 strasse str weg platz allee gasse ring ufer damm rue av bd chemin allee place impasse quai route zi za calle c avda avenida plaza paseo
 carretera poligono via viale corso piazza largo vicolo strada straat laan weg plein kade gracht dreef singel steenweg ulica cesta trg ul
 nabrezje naselje pot rua travessa postfach po box `

// streetLine reports whether a text is a street with a house number.
func streetLine(text string) bool {
	if !hasDigit(text) {
		return false
	}
	tokens := foldText(text)
	for _, t := range tokens {
		if len(t) > 1 && streetWords.has(t) {
			return true
		}
		for _, end := range []string{"strasse", "str", "straat", "weg", "laan", "gasse", "platz", "plein", "allee", "gracht", "kade", "ring", "damm", "steeg", "dreef", "singel"} {
			if len(t) > len(end)+2 && strings.HasSuffix(t, end) {
				return true
			}
		}
	}
	last := tokens[len(tokens)-1]
	return len(tokens) >= 2 && len(tokens) <= 5 && (isHouseNumber(last) || isHouseNumber(tokens[0]))
}

// isHouseNumber reports whether a token is up to four digits, perhaps with a
// letter.
func isHouseNumber(t string) bool {
	t = strings.TrimRight(t, "abcdef")
	return t != "" && len(t) <= 4 && strings.Trim(t, "0123456789") == ""
}

// postalLine reports whether a text has a postcode beside a town.
func postalLine(text string) bool {
	words := strings.Fields(strings.Trim(text, " ,"))
	for i, w := range words {
		next, before := "", ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if i > 0 {
			before = words[i-1]
		}
		if postcode(w, next, before, i, len(words)) {
			return true
		}
	}
	return false
}

// postcode reports whether a word is a postcode, seen with its neighbours.
func postcode(w, next, before string, i, n int) bool {
	w = strings.Trim(w, ",()")
	bare := w
	if k := strings.IndexByte(w, '-'); k > 0 && k <= 3 && isUpper(w[:k]) && strings.Trim(w[:k], "0123456789") == w[:k] {
		bare = w[k+1:] // D-12345
	}
	digitsOnly := bare != "" && strings.Trim(bare, "0123456789") == ""
	town := next != "" && startsLetterUpper(next) && len(strings.Trim(next, ",.()")) > 1
	switch {
	case digitsOnly && (len(bare) == 5 || len(bare) == 4) && town && i <= 2:
		return len(bare) == 5 || len(next) > 2 || n > 2
	case len(bare) == 8 && bare[4] == '-' && countDigits(bare) == 7 && town: // Portugal
		return true
	case digitsOnly && len(bare) == 5 && i > 0 && i >= n-2 && isState(before): // United States
		return true
	case len(w) == 10 && w[5] == '-' && countDigits(w) == 9 && i > 0: // ZIP+4
		return true
	case digitsOnly && len(bare) == 4 && i > 0 && i >= n-2 && isState(before): // Australia
		return true
	}
	if len(w) == 3 && len(strings.Trim(next, ",.")) == 4 && i > 0 && isUpper(w+next) && w[0] >= 'A' && countDigits(w[1:]) == 2 && hasDigit(next) {
		return true // Ireland
	}
	return outward(w) && inward(next) && i > 0 || outward(w) && inward(next) && n == 2
}

// isState reports whether a word is a state's abbreviation.
func isState(w string) bool {
	w = strings.Trim(w, ",.")
	return len(w) >= 2 && len(w) <= 3 && isUpper(w) && !hasDigit(w)
}

// outward and inward are the halves of a British postcode.
func outward(w string) bool {
	if len(w) < 2 || len(w) > 4 || !isUpper(w) || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	return hasDigit(w[1:]) && countDigits(w) <= 2
}

func inward(w string) bool {
	w = strings.Trim(w, ",.")
	return len(w) == 3 && isUpper(w) && w[0] >= '0' && w[0] <= '9' && !hasDigit(w[1:])
}

func startsLetterUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

const countries wordSet = ` germany deutschland austria osterreich switzerland schweiz suisse svizzera france frankreich spain espana italy italia
 netherlands nederland the_netherlands belgium belgie belgique slovenia slovenija portugal united_kingdom uk great_britain england ireland usa
 united_states united_states_of_america luxembourg luxemburg poland polska `

func isCountry(text string) bool {
	return countries.has(strings.Join(foldText(text), "_"))
}
