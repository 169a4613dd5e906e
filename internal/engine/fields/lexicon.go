package fields

import (
	"bufio"
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/misread"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// Kind is what a label announces.
type Kind string

// The kinds of labels, named as in the lexicon's files.
const (
	kindTitle         Kind = "title"
	kindInvoiceNumber Kind = "invoice_number"
	kindOrderNumber   Kind = "order_number"
	kindOtherNumber   Kind = "other_number"
	kindReference     Kind = "reference"
	kindIssueDate     Kind = "issue_date"
	kindDueDate       Kind = "due_date"
	kindOtherDate     Kind = "other_date"
	kindNet           Kind = "net"
	kindSubtotal      Kind = "subtotal"
	kindVAT           Kind = "vat"
	kindTotal         Kind = "total"
	kindDueAmount     Kind = "due_amount"
	kindPaid          Kind = "paid"
	kindOtherAmount   Kind = "other_amount"
	kindColumn        Kind = "column"
	kindSupplier      Kind = "supplier"
	kindReceiver      Kind = "receiver"
	kindShipTo        Kind = "ship_to"
	kindSlip          Kind = "slip"
	kindVATID         Kind = "vat_id"
	kindReceiverVATID Kind = "receiver_vat_id"
	kindIBAN          Kind = "iban"
	kindCurrency      Kind = "currency"
	kindName          Kind = "name"
	kindContact       Kind = "contact"
)

// phrase is a label's text in folded tokens.
type phrase struct {
	tokens []string
	kinds  []sense
}

// sense is one of the things a phrase can announce.
type sense struct {
	kind Kind
	weak bool
}

// lexicon finds phrases by their first token, the longest first.
type lexicon struct {
	byFirst map[string][]phrase
	words   *misread.Words // of all phrases
}

// newLexicon reads the phrases of all languages: a document may mix them.
func newLexicon() (*lexicon, error) {
	entries, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	senses := map[string][]sense{}
	for _, e := range entries {
		text, err := lexiconFiles.ReadFile("lexicon/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the lexicon: %w", err)
		}
		if err := parseLexicon(string(text), senses); err != nil {
			return nil, fmt.Errorf("reading the lexicon %s: %w", e.Name(), err)
		}
	}
	l := &lexicon{byFirst: map[string][]phrase{}}
	var words []string
	for key, s := range senses {
		tokens := strings.Fields(key)
		words = append(words, tokens...)
		l.byFirst[tokens[0]] = append(l.byFirst[tokens[0]], phrase{tokens: tokens, kinds: s})
	}
	for _, phrases := range l.byFirst {
		slices.SortFunc(phrases, func(a, b phrase) int { return len(b.tokens) - len(a.tokens) })
	}
	l.words = misread.New(words)
	return l, nil
}

// mend puts the words of labels in the place of what they were read for.
func (l *lexicon) mend(tokens []token) {
	for i := range tokens {
		if word, ok := l.words.Find(tokens[i].text); ok {
			tokens[i].text = word
		}
	}
}

// parseLexicon adds one file's phrases, folded, to senses.
func parseLexicon(text string, senses map[string][]sense) error {
	var kind Kind
	scan := bufio.NewScanner(strings.NewReader(text))
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSpace(scan.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "//"):
			continue
		case line[0] == '[':
			kind = Kind(strings.Trim(line, "[]"))
			continue
		}
		rest, weak := strings.CutPrefix(line, "~")
		key := strings.Join(foldText(rest), " ")
		if kind == "" || key == "" {
			return fmt.Errorf("line %d: %q is no phrase of a kind", n, line)
		}
		addSense(senses, key, sense{kind: kind, weak: weak})
	}
	return scan.Err()
}

func addSense(senses map[string][]sense, key string, s sense) {
	for i, known := range senses[key] {
		if known.kind == s.kind {
			senses[key][i].weak = known.weak && s.weak
			return
		}
	}
	senses[key] = append(senses[key], s)
}

// match is the longest phrase of whole words that begins at a token.
func (l *lexicon) match(tokens []token, at int) (phrase, bool) {
	for _, p := range l.byFirst[tokens[at].text] {
		if at+len(p.tokens) <= len(tokens) && p.begins(tokens[at:]) && wholeWords(tokens, at, at+len(p.tokens)) {
			return p, true
		}
	}
	if t := tokens[at].text; titleEnding(t) && wholeWords(tokens, at, at+1) {
		return phrase{tokens: []string{t}, kinds: []sense{{kind: kindTitle}}}, true
	}
	return phrase{}, false
}

// titleEnding reports whether a word is a compound with "invoice" at its end,
// as German and Dutch make them.
func titleEnding(t string) bool {
	for _, end := range []string{"rechnung", "gutschrift", "faktura", "factuur", "nota"} {
		if len(t) > len(end)+2 && strings.HasSuffix(t, end) {
			return true
		}
	}
	return false
}

func (p phrase) begins(tokens []token) bool {
	for i, t := range p.tokens {
		if tokens[i].text != t {
			return false
		}
	}
	return true
}
