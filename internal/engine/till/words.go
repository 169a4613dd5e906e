package till

import (
	_ "embed"
	"strings"

	"github.com/docextract/docextract/internal/engine/misread"
)

//go:embed words.txt
var wordsFile string

// sense is what a word says on a slip, named as in words.txt.
type sense string

const (
	total        sense = "total"
	amount       sense = "amount" // a sum of some kind
	pay          sense = "pay"    // what is to be paid
	final        sense = "final"  // which of the totals
	sub          sense = "sub"
	incl         sense = "incl"
	excl         sense = "excl"
	tax          sense = "tax"
	cash         sense = "cash"
	card         sense = "card"
	change       sense = "change"
	rounding     sense = "round"
	discount     sense = "discount"
	count        sense = "count"
	service      sense = "service"
	points       sense = "points"
	summary      sense = "summary" // of taxes
	dateLabel    sense = "date"
	otherDate    sense = "otherdate"
	title        sense = "title"
	tillWord     sense = "till"
	contact      sense = "contact"
	registration sense = "registration"
	place        sense = "place" // within an address
	form         sense = "form"  // of a company
	trade        sense = "trade"
	greeting     sense = "greeting"
	owner        sense = "owner"
	column       sense = "column" // of items
	town         sense = "town"   // of towns, states and what they lie at
	business     sense = "business"
)

// senses is what a word or a row of words can say.
type senses map[sense]bool

func (s senses) any(wanted ...sense) bool {
	for _, w := range wanted {
		if s[w] {
			return true
		}
	}
	return false
}

// vocabulary knows words also where a letter was misread.
type vocabulary struct {
	senses map[string]senses
	// byLength are the words of that many letters, for the search of one that
	// was misread.
	byLength map[int][]string
	// names and places are the words of companies' names and of addresses.
	names, places *misread.Words
}

func newVocabulary() *vocabulary {
	v := &vocabulary{senses: map[string]senses{}, byLength: map[int][]string{}}
	var at sense
	var names, places []string
	for line := range strings.Lines(wordsFile) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "//"):
		case strings.HasPrefix(line, "["):
			at = sense(strings.Trim(line, "[]"))
		default:
			for w := range strings.FieldsSeq(line) {
				v.add(w, at)
				switch at {
				case place, town:
					places = append(places, w)
				case form, trade, business:
					names = append(names, w)
				default:
				}
			}
		}
	}
	v.names, v.places = misread.New(names), misread.New(places)
	return v
}

func (v *vocabulary) add(word string, s sense) {
	if v.senses[word] == nil {
		v.senses[word] = senses{}
		v.byLength[len(word)] = append(v.byLength[len(word)], word)
	}
	v.senses[word][s] = true
}

// Words shorter than these are never taken for a misread one: one letter off,
// two letters off.
const (
	oneOff = 5
	twoOff = 9
)

// of is what a folded word says, nil for nothing known. A word that is no
// known one may be one with a letter misread.
func (v *vocabulary) of(word string) senses {
	if s, ok := v.senses[word]; ok {
		return s
	}
	for _, r := range []*strings.Replacer{lettersFor, strokesFor} {
		if s, ok := v.senses[r.Replace(word)]; ok && len(word) >= 3 {
			return s
		}
	}
	if len(word) < oneOff-1 {
		return nil
	}
	for _, n := range []int{len(word), len(word) + 1, len(word) - 1} {
		if n < oneOff {
			continue
		}
		for _, known := range v.byLength[n] {
			if !v.senses[known].any(labels()...) {
				continue // names and streets have words of all kinds
			}
			if d := distance(word, known, 2); d <= 1 || d == 2 && min(n, len(word)) >= twoOff {
				return v.senses[known]
			}
		}
	}
	return nil
}

// lettersFor turns digits into the letters that they are read for.
var lettersFor = strings.NewReplacer("0", "o", "1", "l", "5", "s", "8", "b", "6", "g")

// strokesFor turns an i into the l that it is read for.
var strokesFor = strings.NewReplacer("i", "l")

// labels are the senses that a misread word may have.
func labels() []sense {
	return []sense{total, amount, pay, sub, incl, excl, cash, change, rounding, discount, count, service, summary, dateLabel, title, tillWord}
}

// distance is how many letters differ between two words of ASCII, at most
// most + 1.
func distance(a, b string, most int) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
	}
	return row[len(b)]
}
