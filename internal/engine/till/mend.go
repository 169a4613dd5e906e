package till

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/misread"
)

// A word of a name may have a letter in poor print from nameLetters on, one of
// an address from placeLetters on: names are of more kinds.
const nameLetters, placeLetters = 7, 5

// spelling knows words and the shortest that may be misread in poor print.
type spelling struct {
	words   *misread.Words
	letters int
	mend    func(string) string // what a word of figures and letters was
}

// name and address are a text of a slip's head as one of the two, with single
// blanks and with what is plainly misread put right: digits in words, letters in
// numbers, the form of a company, and words of trades or places in poor print.
func (v *vocabulary) name(text string) string {
	return mended(text, spelling{v.names, nameLetters, mendNameWord})
}

func (v *vocabulary) address(text string) string {
	return mended(text, spelling{v.places, placeLetters, mendNumber})
}

func mended(text string, known spelling) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = known.of(mendParts(w, func(part string) string { return known.mend(mendWord(part)) }))
		if i > 0 {
			words[i-1], words[i] = mendForm(words[i-1], words[i])
		}
	}
	if len(words) > 1 {
		words[0] = mendLot(words[0], words[1])
	}
	return mendShortForm(mendPostcode(strings.Join(words, " ")))
}

// mendParts mends what stands between the signs that part words without a
// blank.
func mendParts(w string, mend func(string) string) string {
	var b strings.Builder
	for {
		at := strings.IndexAny(w, ",-/&()")
		if at < 0 {
			b.WriteString(mend(w))
			return b.String()
		}
		b.WriteString(mend(w[:at]))
		b.WriteByte(w[at])
		w = w[at+1:]
	}
}

// mendForm puts the form of Malaysian companies right, with a letter of each
// half misread at most.
func mendForm(a, b string) (first, second string) {
	bare, tail := strings.TrimRight(a, "."), strings.TrimRight(b, ".,")
	off, offTail := distance(fold(bare), "sdn", 2), distance(fold(tail), "bhd", 2)
	if off > 1 || offTail > 1 || off+offTail == 0 || len(bare) != 3 || len(tail) != 3 {
		return a, b
	}
	if strings.ToUpper(bare) != bare {
		return "Sdn" + a[len(bare):], "Bhd" + b[len(tail):]
	}
	return "SDN" + a[len(bare):], "BHD" + b[len(tail):]
}

var (
	wordWithZero  = regexp.MustCompile(`^\PL*\pL+0+\pL*\PL*$|^\PL*0\pL{2,}\PL*$`)
	numberWithO   = regexp.MustCompile(`^#?\d{2,}[Oo]+\d*[.,]?$`)
	shortWithZero = regexp.MustCompile(`^([CNcn])0([.,:]*)$`)
	// wordWithDigit has one digit between letters.
	wordWithDigit  = regexp.MustCompile(`^\PL*\pL{2,}[158]\pL{2,}\PL*$`)
	wordWithStroke = regexp.MustCompile(`^\pL{2,}[!|]\pL+$`)
	// smallInCapitals is a word in capitals with one that looks like its small
	// letter.
	smallInCapitals = regexp.MustCompile(`^\P{Ll}*\p{Lu}{2,}[ciklopstuvwxz]\p{Lu}+\P{Ll}*$`)
	// capitalWithin is a word in small letters with a stroke in it that was
	// taken for a capital.
	capitalWithin = regexp.MustCompile(`(\pL)I(\p{Ll})`)
	gaelic        = regexp.MustCompile(`^(?:Mc|Mac|O'|Fitz|De|La|Le)I`)
)

func mendWord(w string) string {
	w = strings.ReplaceAll(w, "¥", "Y")
	switch {
	case numberWithO.MatchString(w):
		return strings.NewReplacer("O", "0", "o", "0").Replace(w)
	case shortWithZero.MatchString(w): // "Co.", "No."
		return shortWithZero.ReplaceAllString(w, "${1}O$2")
	case wordWithZero.MatchString(w) && countDigits(w) == strings.Count(w, "0") && countLetters(w) >= 2:
		return strings.ReplaceAll(w, "0", "O")
	case wordWithDigit.MatchString(w) && countDigits(w) == 1 && countLetters(w) >= 4:
		return lettersIn(w)
	case wordWithStroke.MatchString(w):
		return strings.NewReplacer("!", "I", "|", "I").Replace(w)
	case smallInCapitals.MatchString(w):
		return strings.ToUpper(strings.ReplaceAll(w, "l", "I"))
	case !gaelic.MatchString(w):
		return capitalWithin.ReplaceAllString(w, "${1}l$2")
	}
	return w
}

var (
	// figuresWithin has figures between letters, figureInFront one that no word
	// begins with, figureBehind one that no word ends in.
	figuresWithin = regexp.MustCompile(`^\PL*\pL+[0124568]+\pL+\PL*$`)
	figureInFront = regexp.MustCompile(`^[058]\pL{3,}\PL*$`)
	figureBehind  = regexp.MustCompile(`^\pL{4,}5\PL*$`)
	// letterWithin has letters between figures, or one in front or behind.
	letterWithin = regexp.MustCompile(`^\d+[OoSIlB]+\d+[.,]?$|^[Il]\d+[.,]?$|^\d[Oo]+[.,]?$`)
)

// mendNameWord puts letters for the figures in a word of a name.
func mendNameWord(w string) string {
	if countLetters(w) >= 3 && 2*countDigits(w) <= countLetters(w) && (figuresWithin.MatchString(w) || figureInFront.MatchString(w) || figureBehind.MatchString(w)) {
		return lettersIn(w)
	}
	return w
}

// mendNumber puts figures for the letters in a number of an address.
func mendNumber(w string) string {
	if letterWithin.MatchString(w) {
		return figuresFor.Replace(w)
	}
	return w
}

var figuresFor = strings.NewReplacer("O", "0", "o", "0", "S", "5", "I", "1", "l", "1", "B", "8", "Z", "2")

// lettersIn puts letters for digits, in the case of the word.
func lettersIn(w string) string {
	if strings.ToUpper(w) == w {
		return strings.NewReplacer("0", "O", "1", "I", "2", "Z", "4", "A", "5", "S", "6", "G", "8", "B").Replace(w)
	}
	return strings.NewReplacer("0", "o", "1", "l", "2", "z", "4", "a", "5", "s", "6", "g", "8", "B").Replace(w)
}

// signWithin is a word with a sign for one of its letters.
var signWithin = regexp.MustCompile(`\pL+[:;*"|]\pL+`)

// of is a text with the words that its runs of letters and digits were misread
// for.
func (s spelling) of(text string) string {
	text = signWithin.ReplaceAllStringFunc(text, s.word)
	var b strings.Builder
	for text != "" {
		at := strings.IndexFunc(text, func(r rune) bool { return !letterOrDigit(r) })
		switch {
		case at < 0:
			at = len(text)
		case at == 0:
			at = strings.IndexFunc(text, letterOrDigit)
			if at < 0 {
				at = len(text)
			}
		}
		b.WriteString(s.word(text[:at]))
		text = text[at:]
	}
	return b.String()
}

// word is the word that one was misread for, in its case. One with accents is
// none that is known.
func (s spelling) word(word string) string {
	known, ok := s.words.Printed(strings.ToLower(word), s.letters)
	switch {
	case !ok || strings.EqualFold(known, word):
		return word
	case countRunes(word, unicode.IsUpper) > countRunes(word, unicode.IsLower):
		return strings.ToUpper(known)
	case beginsLower(word):
		return known
	}
	return strings.ToUpper(known[:1]) + known[1:]
}

// misreadLot is the word "lot" with digits for letters.
var misreadLot = regexp.MustCompile(`^[1IiLl|!][0OoQ][T7t]$`)

// mendLot is the first word of a row before another, "lot" where it is
// followed by a number.
func mendLot(word, next string) string {
	if misreadLot.MatchString(word) && hasDigit(next) && strings.ToUpper(word) == word {
		return "LOT"
	}
	return word
}

// misreadPostcode is one of five digits before a town, two of them at most
// read as letters.
var misreadPostcode = regexp.MustCompile(`(?:^|[ ,])[\dOoSIlBZ]{5},? +\pL{3,}`)

func mendPostcode(text string) string {
	at := misreadPostcode.FindStringIndex(text)
	if at == nil {
		return text
	}
	from := at[0] + strings.IndexFunc(text[at[0]:], letterOrDigit)
	code := text[from : from+5]
	if countDigits(code) < 3 || countDigits(code) == 5 {
		return text
	}
	return text[:from] + figuresFor.Replace(code) + text[from+5:]
}

func mendShortForm(text string) string {
	return shortForm.ReplaceAllString(text, " S/B$1")
}
