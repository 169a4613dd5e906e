package fields

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/identifier"
)

// On pages that were read from pictures identifiers may have letters for
// digits and digits for letters. What a country's shape and the check digits
// leave only one reading for is taken as that.

const (
	// wordsOfIBAN is how many words an IBAN may be cut into.
	wordsOfIBAN = 10
	// labelledIdent is how surely a label must speak of an identifier that was
	// misread.
	labelledIdent = 0.4
)

// misreadIBAN reads the IBAN that begins at a word, where it checks only when
// some of its characters are exchanged for those they look like.
func (s *sheet) misreadIBAN(c *cell, i int) (ident, bool) {
	if !c.page.read {
		return ident{}, false
	}
	text := ""
	for to := i; to < len(c.words) && to < i+wordsOfIBAN && len(text) < 34; to++ {
		word := strings.ToUpper(compact(c.words[to].Text))
		if word == "" {
			break
		}
		text += word
		if identifier.ValidIBAN(text) {
			return ident{}, false // it needs no help
		}
		fixed, ok := identifier.RepairIBAN(text)
		if !ok {
			continue
		}
		id := ident{cell: c, from: i, to: to + 1, text: fixed, iban: true, box: boxOf(c.words[i : to+1])}
		id.labelled = s.attachments(c, i, id.to)
		return id, true
	}
	return ident{}, false
}

// misreadVAT reads the VAT number with a country's prefix that begins at a
// word, behind a label for one.
func (s *sheet) misreadVAT(c *cell, i int) (ident, bool) {
	if !c.page.read {
		return ident{}, false
	}
	for n := min(4, len(c.words)-i); n > 0; n-- {
		text := strings.ToUpper(compact(joinTexts(c.words[i : i+n])))
		if 2*countDigits(text) < len(text) {
			continue
		}
		fixed, ok := identifier.RepairVAT(text)
		if !ok {
			continue
		}
		id := ident{cell: c, from: i, to: i + n, text: fixed, country: identifier.VATCountry(fixed), box: boxOf(c.words[i : i+n])}
		id.labelled = s.attachments(c, i, i+n)
		q, other := strength(id.labelled, kindVATID, kindReceiverVATID, kindVAT)
		if q >= labelledIdent && q >= other {
			return id, true
		}
	}
	return ident{}, false
}

// misreadNumero is "Nº" with something else read for its small raised letter,
// perhaps at the end of a compound.
var misreadNumero = regexp.MustCompile(`^(.*-)?N[9ePp@%*?]([.:]?)$`)

// numeros are words with "Nº" where that was misread before a number.
func numeros(words []document.Word) []document.Word {
	for i := range words {
		if i+1 < len(words) && hasDigit(words[i+1].Text) && misreadNumero.MatchString(words[i].Text) {
			words = slices.Clone(words)
			words[i].Text = misreadNumero.ReplaceAllString(words[i].Text, "${1}Nº$2")
		}
	}
	return words
}

// misreadNumber is a document's number without what was misread in it: letters
// among the digits behind its prefix, and digits in a prefix that is known.
func misreadNumber(text string) string {
	at := strings.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
	if countDigits(text) < 4 || at < 0 {
		return text
	}
	if prefix := mendPrefix(text); prefix != "" {
		return prefix + mendDigits(text[len(prefix):])
	}
	return text
}

// mendPrefix is the known prefix that a number begins with, longest first, ""
// where there is none.
func mendPrefix(text string) string {
	for n := min(4, len(text)-1); n >= 2; n-- {
		if prefix := prefixLetters.Replace(text[:n]); usualPrefixes.has(prefix) || orderPrefixes.has(prefix) {
			if rest := text[n:]; strings.Trim(rest, "0123456789OoIlQSBZ/-. ") == "" && countDigits(rest) >= 3 {
				return prefix
			}
		}
	}
	return ""
}

var (
	prefixLetters = strings.NewReplacer("0", "O", "1", "I", "8", "B", "5", "S")
	numberDigits  = strings.NewReplacer("O", "0", "o", "0", "Q", "0", "I", "1", "l", "1", "S", "5", "B", "8", "Z", "2")
)

func mendDigits(text string) string { return numberDigits.Replace(text) }

// orderPrefixes are what numbers of orders begin with in the languages.
const orderPrefixes wordSet = " PO BC OC BDC CDE ORD BE BST OA ODA NAR PED "
