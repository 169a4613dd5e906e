package vatrates

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/engine/layout"
)

// vocabulary knows the words of taxes and their bases.
type vocabulary struct{ taxes, taxStems, bases, discounts, within map[string]bool }

// knownWords is the vocabulary, made on first need: it never changes.
var knownWords = sync.OnceValue(newVocabulary)

func newVocabulary() vocabulary {
	return vocabulary{
		taxes:     set(`vat tax taxes taxable gst hst pst qst mwst ust mws tva taxe taxes t.v.a iva i.v.a imposta imposte aliquota aliquote igic impuesto impuestos btw b.t.w ddv davek davka stopnja moms mva steuer steuersatz steuern taux cuota`),
		taxStems:  set(`umsatzst mehrwertst steuer versicherungst belasting impuest impost davek davka davcn davst aliquot`),
		bases:     set(`net netto nettobetrag nettosumme base basis bemessungsgrundlage taxable imponibile ht excl ex exkl zonder neto osnova warenwert nettowert basisbetrag steuerbasisbetrag steuerbasis grundlage subtotal`),
		within:    set(`incl include includes included including inclusive inkl inklusive enthalten enthalt beinhaltet beinhalten compris comprise comprises incluse inclus incluido incluidos incluida inclusa inclusi inclusief inbegrepen vkljucen vkljuceno vsebuje`),
		discounts: set(`skonto rabatt discount escompte remise sconto korting popust rabat descuento nachlass dto betalingskorting kasseskonto anzahlung verzugszinsen zinsen interest interessi interets rente obresti penalites`),
	}
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}

// describe tells what a line speaks of.
func (v vocabulary) describe(t *taxLine, l *layout.Line) {
	for _, w := range l.Words {
		for part := range strings.FieldsFuncSeq(plain(w.Text), separates) {
			t.tax = t.tax || v.taxes[part] || v.stem(part)
			t.within = t.within || v.within[part]
			t.base = t.base || v.bases[part]
			t.discount = t.discount || v.discounts[part]
		}
	}
}

// stem reports whether a word is a compound that begins with a tax.
func (v vocabulary) stem(word string) bool {
	for s := range v.taxStems {
		if strings.HasPrefix(word, s) {
			return true
		}
	}
	return false
}

func separates(r rune) bool { return !unicode.IsLetter(r) && r != '.' }

// plain folds case and accents, and drops the dot behind a word.
func plain(text string) string {
	s := strings.ToLower(norm.NFKD.String(text))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
	return strings.Trim(s, ".")
}
