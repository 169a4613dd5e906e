package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// writer makes the texts of lines.
type writer struct{ lexicons map[string]*lexicon }

const longestLine = 44 // characters

// signs are those that stand in any language, with what stands around them.
func (w writer) signs(r *rand.Rand, l *lexicon) string {
	d, word := digits(r, 1+r.IntN(3)), l.word(r, true)
	return one(r, []string{
		"§ " + d, d + " °C", d + " m²", d + " m³", d + " µm", "«" + word + "»", d + "½", "n° " + d, "· " + word,
		"© 20" + digits(r, 2), word + "®", "±" + d, "• " + word, d + "×" + d, d + " × " + amount(r), "§" + d, d + "°", "€/h", "€ " + d,
	})
}

// line is the text of a line and its language.
func (w writer) line(r *rand.Rand) (text, language string) {
	language = one(r, languages)
	l := w.lexicons[language]
	accented := r.IntN(100) < 55
	switch p := r.IntN(100); {
	case p < 28:
		text = w.prose(r, l, accented)
	case p < 36:
		text = cased(r, l.word(r, accented)) + " " + one(r, companies[language])
		if r.IntN(3) == 0 {
			text = syllables(r) + " " + text
		}
	case p < 44:
		text = w.address(r, l, accented)
	case p < 57:
		text = money(r)
	case p < 70:
		text = w.labelled(r, language)
	case p < 77:
		text = date(r, language)
	case p < 88:
		text = w.code(r, l)
	case p < 94:
		text = l.swapped(r)
	case p < 98:
		text = w.signs(r, l)
		if r.IntN(2) == 0 {
			text += " " + w.signs(r, l)
		}
	default:
		text = marks(r)
	}
	if r.IntN(100) < 6 {
		text = strings.NewReplacer("'", "’", `"`, one(r, []string{"“", "”", "„"}), "-", one(r, []string{"–", "—"})).Replace(text)
	}
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return strings.TrimSpace(string(runes[:min(len(runes), longestLine)])), language
}

func (w writer) prose(r *rand.Rand, l *lexicon, accented bool) string {
	var words []string
	for range one(r, []int{1, 1, 2, 2, 3, 4}) {
		word := l.word(r, accented)
		if r.IntN(2) == 0 {
			word = cased(r, word)
		}
		words = append(words, word)
	}
	text := strings.Join(words, " ")
	if r.IntN(4) == 0 {
		text = upper(text)
	}
	return text + one(r, []string{"", "", "", "", ".", ",", ":", "!", " -", ";", "?"})
}

func (w writer) labelled(r *rand.Rand, language string) string {
	text := one(r, labels[language])
	if r.IntN(4) == 0 {
		text = upper(text)
	}
	text += one(r, []string{"", ":", " :", ""})
	switch r.IntN(4) {
	case 0:
	case 1:
		text += " " + date(r, language)
	default:
		text += " " + money(r)
	}
	return text
}

func (w writer) address(r *rand.Rand, l *lexicon, accented bool) string {
	word, n := cased(r, l.word(r, accented)), 1+r.IntN(250)
	return one(r, []string{
		fmt.Sprintf("%sstraße %d", word, n), fmt.Sprintf("%s str. %d", word, n), fmt.Sprintf("%splatz %d", word, n),
		fmt.Sprintf("%d, rue %s", n, word), fmt.Sprintf("Via %s, %d", word, n), fmt.Sprintf("%s ulica %d", word, n),
		fmt.Sprintf("C/ %s, %d", word, n), fmt.Sprintf("%d %s ROAD", n, upper(word)), fmt.Sprintf("NO. %d, JALAN %s %d,", n, upper(word), 1+n%9),
		digits(r, 4+r.IntN(2)) + " " + word, one(r, []string{"D-", "SI-", "F-", "A-"}) + digits(r, 5) + " " + word,
		digits(r, 4) + " " + capitals(r, 2) + " " + word, digits(r, 5) + " " + upper(word) + ", " + upper(syllables(r)),
		fmt.Sprintf("LOT %d-%d, TAMAN %s,", n, n%7, upper(syllables(r))),
	})
}

// cased is a word in one of the ways in which words are written.
func cased(r *rand.Rand, word string) string {
	switch p := r.IntN(100); {
	case p < 33:
		return upper(word)
	case p < 66:
		runes := []rune(word)
		return string(append([]rune{unicode.ToUpper(runes[0])}, runes[1:]...))
	}
	return word
}

// upper is in capitals; a text with ß stays as it is, for there is no class
// for its capital.
func upper(s string) string {
	if strings.ContainsRune(s, 'ß') || strings.ContainsRune(s, 'ÿ') {
		return s
	}
	return strings.ToUpper(s)
}

// syllables is an invented name.
func syllables(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(one(r, []string{"b", "br", "ch", "d", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w", "y", "z"}))
		b.WriteString(one(r, []string{"a", "e", "i", "o", "u", "ai", "ee", "an", "en", "in", "on", "ar", "er", "ah", "ng"}))
	}
	name := []rune(b.String())
	name[0] = unicode.ToUpper(name[0])
	return string(name)
}

// plain writes typographic signs as those that have a class.
func plain(s string) string {
	return strings.NewReplacer(
		"’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "–", "-", "—", "-", "−", "-", "\u00a0", " ", "\u202f", " ", "…", "...",
	).Replace(s)
}
