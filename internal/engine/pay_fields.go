package engine

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/locale"
)

// payTotal weighs the amount of a code against the total that was read. They
// are the same but for what was paid before, and for reductions.
func (r *reading) payTotal(f *finder, p paid) {
	amount, total := *p.Amount, r.best(api.TotalAmount)
	text := amount.String()
	switch {
	case total == nil || total.Equal(amount):
		r.certify(f, api.TotalAmount, api.TypeNumber, text, codeAgrees, p.box)
	case r.addsUp(*total) && !r.addsUp(amount):
		// The sums of the page speak for its total: a part is paid already.
	case total.Cmp(amount) > 0 && f.find(total.Sub(amount).String(), api.TypeNumber) != nil:
		// So does a printed difference.
	case r.addsUp(amount), f.find(text, api.TypeNumber) != nil:
		r.certify(f, api.TotalAmount, api.TypeNumber, text, codePrinted, p.box)
	case r.fields[api.TotalAmount].Values[0].Confidence < codeAlone:
		r.certify(f, api.TotalAmount, api.TypeNumber, text, codeAlone, p.box)
	default:
		values := r.fields[api.TotalAmount].Values
		values[0].Confidence *= codeAgainst
		r.insert(api.TotalAmount, 1, api.Value{Text: &text, Confidence: 1 - codeAlone, Box: p.box})
	}
}

// addsUp reports whether an amount is the net amount and the VAT together.
func (r *reading) addsUp(amount locale.Decimal) bool {
	net, vat := r.best(api.NetAmount), r.best(api.VATAmount)
	return net != nil && vat != nil && net.Add(*vat).Equal(amount)
}

// payNumber looks for the invoice's number in what the code says to people.
func (r *reading) payNumber(f *finder, p paid) {
	if p.Bill.Number != "" {
		r.certify(f, api.InvoiceNumber, api.TypeString, p.Bill.Number, codeSays, p.box)
		return
	}
	const shortest = 4
	message := letters(p.Message + " " + p.Reference)
	i := r.candidate(api.InvoiceNumber, func(v string) bool {
		n := letters(v)
		return len(n) >= shortest && strings.ContainsFunc(n, unicode.IsDigit) && strings.Contains(message, n)
	})
	switch {
	case i == 0:
		r.promote(api.InvoiceNumber, i, codeAgrees)
	case i > 0:
		r.promote(api.InvoiceNumber, i, codeAlone)
	}
}

// payParty prefers the name that the code has, as it is written on the page.
func (r *reading) payParty(f *finder, field, name string, code *api.Box) {
	if name == "" {
		return
	}
	if i := r.candidate(field, func(v string) bool { return sameName(v, name) }); i >= 0 {
		r.promote(field, i, codeAgrees)
		return
	}
	values := r.fields[field].Values
	open := len(values) == 0 || !values[0].Found() || values[0].Confidence < codeAlone
	switch box := f.find(name, api.TypeString); {
	case box != nil && open:
		r.insert(field, 0, api.Value{Text: &name, Confidence: codePrinted, Box: box})
	case open && box == nil:
		r.insert(field, 0, api.Value{Text: &name, Confidence: codeAlone, Box: code})
	}
}

// payVATID trusts a VAT id that the code has, too.
func (r *reading) payVATID(p paid) {
	if p.Bill.VATID == "" {
		return
	}
	want := letters(p.Bill.VATID)
	if i := r.candidate(api.SupplierVATID, func(v string) bool { return strings.HasPrefix(letters(v), want) }); i >= 0 {
		r.promote(api.SupplierVATID, i, codeSays)
	}
}

// sameName reports whether two names are one, however it is spelled: with
// umlauts or without, and whole or cut off.
func sameName(a, b string) bool {
	const shortest = 6
	for _, spell := range []func(string) string{plainLetters, spelledOut} {
		x, y := spell(a), spell(b)
		if x == y && x != "" {
			return true
		}
		if min(len(x), len(y)) >= shortest && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)) {
			return true
		}
	}
	return false
}

// plainLetters is a text without accents, case, blanks and signs.
func plainLetters(s string) string {
	return letters(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ReplaceAll(s, "ß", "ss"))))
}

// spelledOut is the same with umlauts as two letters, as banks write them.
func spelledOut(s string) string {
	return plainLetters(strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue").Replace(s))
}
