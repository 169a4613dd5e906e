package misread

import "strings"

// What a letter read for another counts, and how much a word of some length
// may have wrong.
const (
	alikeInPoorPrint = 1
	anyOther         = 2
	missingLetter    = 2
)

// poorPrint are pairs of letters that are read for one another where strokes
// are missing or run together.
const poorPrint = " cg ce co cq do dq dg oq ef fp ft fr pr hn hm mn mw km kx br bd bs uv vy it lt ij nu nr rt lf hb gq gy ry sg ar "

// Printed is the only word of the vocabulary that a word of a name in poor
// print may be, itself where it is known. It takes less for misread than Find:
// names have words of all kinds, and many differ from a known one by a letter.
// In a word with fewer letters than given only such may be wrong as look alike
// in any print.
func (w *Words) Printed(text string, letters int) (string, bool) {
	switch {
	case w.known[text]:
		return text, true
	case len(text) < shortest || len(text) > longest || !lettered(text):
		return "", false
	}
	if same := w.alike[skeleton(text)]; len(same) > 0 {
		return same[0], len(same) == 1
	}
	if len(text) < letters {
		return "", false
	}
	least, found, alone := tolerated(len(text))+1, "", false
	for n := max(oneError-1, len(text)-1); n <= len(text)+1; n++ {
		for _, word := range w.sized[n] {
			switch cost := damage(text, word); {
			case cost < least:
				least, found, alone = cost, word, true
			case cost == least:
				alone = false
			}
		}
	}
	return found, found != "" && alone
}

// tolerated is how much of a word of so many letters may be wrong.
func tolerated(letters int) int {
	switch {
	case letters < oneError-1:
		return 0
	case letters < oneError+2:
		return alikeInPoorPrint
	case letters < twoErrors:
		return anyOther
	}
	return anyOther + alikeInPoorPrint
}

// damage is how much of a word must be wrong to be read as a text. A letter
// may be missing or too many within, not at an end: there it makes other words,
// as another vowel does.
func damage(text, word string) int {
	switch {
	case len(text) > len(word):
		return extra(text, word)
	case len(text) < len(word):
		return extra(word, text)
	}
	cost := 0
	for i := range len(text) {
		a, b := text[i], word[i]
		switch {
		case a == b || skeleton(text[i:i+1]) == skeleton(word[i:i+1]):
		case taken(a, b) || taken(b, a) || strings.IndexByte(signs, a) >= 0:
			cost += alikeInPoorPrint
		case vowel(a) && vowel(b):
			return longest
		default:
			cost += anyOther
		}
	}
	return cost
}

// extra is what one more letter in the longer of two words counts: little where
// it is a stroke.
func extra(long, short string) int {
	at := 0
	for at < len(short) && long[at] == short[at] {
		at++
	}
	switch {
	case at == len(short) || at == 0 || long[at+1:] != short[at:]:
		return longest
	case strings.IndexByte(strokes, long[at]) >= 0:
		return alikeInPoorPrint
	}
	return missingLetter
}

// strokes are letters and signs that a speck may be read for, or that may be
// lost beside another letter.
const strokes = "iltj1!|.:;"

// signs are no letters and stand for one that was not recognised.
const signs = "!|.:;*\"'"

// taken reports whether a letter is read for another in poor print.
func taken(a, b byte) bool { return strings.Contains(poorPrint, string([]byte{' ', a, b, ' '})) }

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
