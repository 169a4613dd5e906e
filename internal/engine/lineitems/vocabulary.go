package lineitems

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/engine/misread"
)

// vocabulary knows what columns and lines are called.
type vocabulary struct {
	columns map[string]kind
	longest int // words of the longest name
	stops   *prefixes
	carried *prefixes
	rebates *prefixes
	ends    *prefixes
	// spelling knows the words of all of these.
	spelling *misread.Words
}

// knownWords is the vocabulary, made on first need: it never changes, and
// folding all those names takes longer than reading a table.
var knownWords = sync.OnceValue(newVocabulary)

func newVocabulary() *vocabulary {
	v := &vocabulary{columns: map[string]kind{}}
	for _, naming := range columnNames() {
		for name := range strings.SplitSeq(naming.names, ",") {
			tokens := plainWords(name)
			v.columns[strings.Join(tokens, " ")] = naming.kind
			v.longest = max(v.longest, len(tokens))
		}
	}
	v.stops = newPrefixes(stopPhrases)
	v.stops.weaken(weakStops)
	v.carried = newPrefixes(carriedPhrases)
	v.rebates = newPrefixes(rebatePhrases)
	v.ends = newPrefixes(endPhrases)
	v.spelling = misread.New(v.allWords())
	return v
}

// allWords are the words of all names and phrases.
func (v *vocabulary) allWords() []string {
	var all []string
	for name := range v.columns {
		all = append(all, strings.Fields(name)...)
	}
	for _, p := range []*prefixes{v.stops, v.carried} {
		for phrase := range p.whole {
			all = append(all, strings.Fields(phrase)...)
		}
	}
	return all
}

// plainWords folds case, accents and punctuation: "Art.-Nr." is "art nr",
// "MwSt. %" is "mwst %". Currency words and fillers are left out.
func plainWords(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ReplaceAll(text, "ß", "ss")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '%' || r == '#':
			b.WriteString(" " + string(r) + " ")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	var out []string
	for w := range strings.FieldsSeq(b.String()) {
		if !filler[w] {
			out = append(out, w)
		}
	}
	return out
}

// named is a column's name found in words: those from to before to.
type named struct {
	from, to int
	kind     kind
}

// find is the names in the words, longest first from the left, no overlaps.
func (v *vocabulary) find(words []string) []named {
	var out []named
	for i := 0; i < len(words); {
		n := v.longestAt(words[i:])
		if n == 0 {
			i++
			continue
		}
		out = append(out, named{from: i, to: i + n, kind: v.columns[strings.Join(words[i:i+n], " ")]})
		i += n
	}
	return out
}

func (v *vocabulary) longestAt(words []string) int {
	for n := min(v.longest, len(words)); n > 0; n-- {
		if _, ok := v.columns[strings.Join(words[:n], " ")]; ok {
			return n
		}
	}
	return 0
}

// prefixes is phrases that lines begin with; one ending in * also matches
// within a word.
type prefixes struct {
	whole  map[string]bool
	starts []string
	most   int
	weak   map[string]bool // single words that need company
	words  map[string]bool // all words of all phrases: that company
}

// weaken makes single words match only among words of other phrases.
func (p *prefixes) weaken(list string) {
	p.weak, p.words = map[string]bool{}, map[string]bool{}
	for word := range strings.SplitSeq(list, ",") {
		p.weak[strings.TrimSpace(word)] = true
	}
	for phrase := range p.whole {
		for w := range strings.FieldsSeq(phrase) {
			p.words[w] = true
		}
	}
}

// alone reports whether nothing but words of the phrases and figures follows.
func (p *prefixes) alone(words []string) bool {
	for _, w := range words {
		if !p.words[w] && len(w) > 2 && strings.Trim(w, "0123456789%") != "" {
			return false
		}
	}
	return true
}

// exact reports whether the words are one of the phrases.
func (p *prefixes) exact(words []string) bool { return p.whole[strings.Join(words, " ")] }

func newPrefixes(list string) *prefixes {
	p := &prefixes{whole: map[string]bool{}}
	for phrase := range strings.SplitSeq(list, ",") {
		phrase = strings.TrimSpace(phrase)
		open := strings.HasSuffix(phrase, "*")
		words := plainWords(phrase)
		p.most = max(p.most, len(words))
		if open {
			p.starts = append(p.starts, strings.Join(words, " "))
		} else {
			p.whole[strings.Join(words, " ")] = true
		}
	}
	return p
}

// match reports whether the words begin with one of the phrases.
func (p *prefixes) match(words []string) bool {
	for n := min(p.most, len(words)); n > 0; n-- {
		if first := strings.Join(words[:n], " "); p.whole[first] && (!p.weak[first] || p.alone(words[n:])) {
			return true
		}
	}
	text := strings.Join(words[:min(p.most, len(words))], " ")
	for _, s := range p.starts {
		if strings.HasPrefix(text, s) {
			return true
		}
	}
	return false
}
