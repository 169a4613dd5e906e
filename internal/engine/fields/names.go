package fields

import (
	"strings"
	"unicode"
)

// legalForms are the endings of companies' names, folded.
const legalForms wordSet = ` gmbh ag kg ohg og gbr ug se kgaa eg ev mbh ltd limited plc llp llc inc corp corporation co lp pllc pc pte pty
 sarl sas sasu eurl sa snc sci scop sca selarl sl slu slp sau scoop cb srl srls spa sapa sas snc ss sc scarl
 bv nv vof cv bvba cvba sprl srl asbl vzw doo dd dno zoo sp espresso kd lda ltda unipessoal eireli og keg gesmbh gmbhco partg partgmbb stiftung cic dac uc teoranta lllp gesbr ab as aps oy oyj kft sro zrt `

// dottedForms are legal forms whose letters are printed apart.
var dottedForms = []string{
	"s.l.", "s.a.", "s.r.l.", "s.p.a.", "s.n.c.", "s.a.s.", "s.r.l.s.", "s.l.u.", "s.l.l.", "s.a.u.", "s.a.l.", "s.l.n.e.", "s.c.a.", "s.c.p.", "s.s.", "b.v.", "n.v.", "v.o.f.", "d.o.o.", "d.d.", "d.n.o.",
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
	return nameLike(t) && !streetLine(t)
}

// streetName reports whether a text can be a name although it holds a street:
// "Owners of 14 Elm Street".
func streetName(text string) bool {
	t := strings.TrimSpace(text)
	return nameLike(t) && streetLine(t) && startsLetterUpper(t) && len(strings.Fields(t)) >= 4
}

func nameLike(t string) bool {
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
	if first, _, _ := strings.Cut(strings.ToLower(t), " "); addressing.has(first) || strings.Contains(t, ": ") || isCode(t) {
		return false
	}
	if !upper || letters < 3 || digits > 4 || digits*2 > letters || len(strings.Fields(t)) > 9 {
		return false
	}
	if _, currency := currencyOf(t); currency {
		return false
	}
	return !postalLine(t) && !isCountry(t)
}

// addressing are words with which a text turns to its reader or thanks them,
// or that stand before the person behind a company.
const addressing wordSet = "thank thanks danke vielen merci gracias grazie bedankt hvala your ihr ihre votre uw vaš vaša tuo tua vostra inh. inh inhaber inhaberin prop. proprietor gérant gérante titolare titular"

// isCode reports whether a text is one word of capitals and digits.
func isCode(t string) bool { return !strings.Contains(t, " ") && hasDigit(t) && isUpper(t) }

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
