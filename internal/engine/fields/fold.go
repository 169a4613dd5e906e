package fields

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/engine/document"
)

// token is a folded piece of a word: lower case, without accents.
type token struct {
	text  string
	word  int  // the word it is from
	slash bool // it begins a part of its word behind a slash
}

// numberWords are the ways of writing "number", all folded to "#".
const numberWords wordSet = " # no nr n num nro nbr numero numer number nummer numéro número núm nº št številka stevilka "

// foldWords splits words into tokens.
func foldWords(words []document.Word) []token {
	tokens := make([]token, 0, len(words)+4)
	for i, w := range words {
		for k, part := range strings.Split(w.Text, "/") {
			for n, t := range foldText(part) {
				tokens = append(tokens, token{text: t, word: i, slash: k > 0 && n == 0 && !hasDigit(w.Text)})
			}
		}
	}
	return tokens
}

// foldText splits a text into its folded letters-and-digits runs; "#" and "%"
// are tokens of their own.
func foldText(text string) []string {
	var tokens []string
	for _, run := range strings.FieldsFunc(spaceSigns.Replace(text), isSeparator) {
		tokens = append(tokens, foldRun(run))
	}
	return tokens
}

var spaceSigns = strings.NewReplacer("#", " # ", "№", " # ", "%", " % ", "º", " ", "°", " ", "’", " ", "'", " ")

func isSeparator(r rune) bool {
	return r != '#' && r != '%' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

func foldRun(run string) string {
	run = strings.ToLower(run)
	if numberWords.has(run) {
		return "#"
	}
	if isASCII(run) {
		return run
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(run) {
		switch {
		case unicode.IsMark(r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	folded := b.String()
	if numberWords.has(folded) {
		return "#"
	}
	return folded
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// plain is the text's letters and digits alone, folded: what two spellings of
// one name share.
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case r == 'ß':
			b.WriteString("ss")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
