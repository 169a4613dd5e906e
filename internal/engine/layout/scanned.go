package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
)

// Words that were read from a picture have boxes around their ink and no font
// size, and among them are what specks of dirt and lines were taken for.

// Parts of the font's size that letters take up.
const (
	smallLetters = 0.53 // a, c, e
	tallLetters  = 0.72 // capitals, digits, b, d
	commaDescent = 0.13 // a comma's tail below the baseline
)

// legible cleans the words of a page that was read from a picture: specks are
// left out, upright lines read as signs become rulings, and font sizes are
// told from the letters. Words of a text layer stay as they are.
func legible(words []document.Word) ([]document.Word, []document.Box) {
	if !read(words) {
		return words, nil
	}
	var bars []document.Box
	clean := make([]document.Word, 0, len(words))
	for _, w := range words {
		parts, found := unbar(w)
		clean, bars = append(clean, parts...), append(bars, found...)
	}
	partSigns(clean)
	for i := range clean {
		clean[i].Text = figured(clean[i].Text)
	}
	if snug(clean) {
		usual := sizes(clean)
		clean = slices.DeleteFunc(clean, func(w document.Word) bool { return speck(w, usual) })
	}
	return clean, bars
}

// readBlank is widestBlank for a page read from a picture: there the usual gap
// between words tells, since sizes are estimates and tables are tight.
func readBlank(lines []*Line) float64 {
	const enough, times = 10, 2.15
	var gaps []float64
	for _, l := range lines {
		for i := 1; i < len(l.Words); i++ {
			if gap := (l.Words[i].Box.X0 - l.Words[i-1].Box.X1) / max(1, l.Size); gap > 0.1 && gap < 1 {
				gaps = append(gaps, gap)
			}
		}
	}
	if len(gaps) < enough {
		return 0.6
	}
	return max(0.6, min(typewriterGap, times*median(gaps)))
}

// read reports whether words come from a reader, which is never quite sure.
func read(words []document.Word) bool {
	return slices.ContainsFunc(words, func(w document.Word) bool { return w.Size == 0 && w.Confidence > 0 && w.Confidence < 1 })
}

// snug reports whether the boxes are as tall as the ink of their words rather
// than as tall as the line: neighbours seldom have the same height then.
func snug(words []document.Word) bool {
	const enough = 5
	pairs, same := 0, 0
	for i := 1; i < len(words); i++ {
		a, b := words[i-1].Box, words[i].Box
		if b.X0 < a.X1 || a.OverlapY(b) < 0.5*min(a.Height(), b.Height()) {
			continue
		}
		pairs++
		if math.Abs(a.Y0-b.Y0) < 0.5 && math.Abs(a.Y1-b.Y1) < 0.5 {
			same++
		}
	}
	return pairs >= enough && 5*same < 3*pairs
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// sizes gives each word the font size that its ink tells, and signs the usual
// one, which is returned.
func sizes(words []document.Word) (usual float64) {
	var all []float64
	for i, w := range words {
		if share, ok := inkShare(w.Text); ok {
			words[i].Size = fontSize(w, share)
			all = append(all, words[i].Size)
		}
	}
	if len(all) == 0 {
		return 0
	}
	usual = median(all)
	for i, w := range words {
		if w.Size == 0 {
			words[i].Size = min(usual, max(w.Box.Height(), w.Box.Width()))
		}
	}
	return usual
}

// fontSize is told by a word's height, or by its width where the box is much
// too tall for that: readers give some words the height of more than a line.
func fontSize(w document.Word, share float64) float64 {
	const perLetter, tooTall = 0.55, 1.35
	size, letters := w.Box.Height()/share, float64(utf8.RuneCountInString(w.Text))
	if byWidth := w.Box.Width() / (perLetter * letters); letters >= 3 && size > tooTall*byWidth {
		return byWidth
	}
	return size
}

// inkShare is how much of the font's size the ink of a text takes up, false
// for signs alone.
func inkShare(text string) (share float64, known bool) {
	for _, r := range text {
		switch {
		case strings.ContainsRune("acemnorsuvwxzgpqy", r):
			share, known = max(share, smallLetters), true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			share, known = max(share, tallLetters), true
		case strings.ContainsRune("()[]{}/%&€$£#@?!", r):
			share = tallLetters
		}
	}
	switch {
	case strings.IndexFunc(commaless.Replace(text), descends) < 0 && strings.ContainsAny(text, ",;"):
		share += commaDescent
	case descending(text):
		share += descent
	}
	return share, known
}

func descending(text string) bool { return strings.IndexFunc(text, descends) >= 0 }

// speck reports whether a word is dirt: a sign of no meaning on its own, or
// one far too small for the page.
func speck(w document.Word, usual float64) bool {
	text := strings.Trim(w.Text, "~_`'\"^*.,:;°|¦‘’“”")
	if text == "" {
		return true
	}
	if strings.Trim(text, "-–—=+") == "" {
		return w.Box.Width() < 0.15*usual || w.Box.Height() > 0.5*usual
	}
	if w.Size < 0.4*usual {
		return w.Confidence < 0.9
	}
	// Of the letters and digits only these are narrow.
	return len(text) == 1 && w.Box.Width() < 0.15*w.Size && !strings.ContainsAny(text, "1Iliïjtf!")
}

// unbar splits a word at dots in the middle and at upright lines that were read
// as signs.
func unbar(w document.Word) (parts []document.Word, bars []document.Box) {
	const uprights, dots = "|¦", "·•"
	if !strings.ContainsAny(w.Text, uprights+dots) {
		return []document.Word{w}, nil
	}
	runes := []rune(w.Text)
	at := func(i int) float64 { return w.Box.X0 + w.Box.Width()*float64(i)/float64(len(runes)) }
	start := 0
	for i := 0; i <= len(runes); i++ {
		if i < len(runes) && !strings.ContainsRune(uprights+dots, runes[i]) {
			continue
		}
		if i > start {
			part := w
			part.Text = string(runes[start:i])
			part.Box.X0, part.Box.X1 = at(start), at(i)
			parts = append(parts, part)
		}
		if i < len(runes) && strings.ContainsRune(uprights, runes[i]) {
			bars = append(bars, document.Box{X0: at(i), X1: at(i + 1), Y0: w.Box.Y0, Y1: w.Box.Y1})
		}
		start = i + 1
	}
	return parts, bars
}

// partSigns ends a word where a sign begins that was read once more as a word
// of its own: "12.50 €" and "€".
func partSigns(words []document.Word) {
	for i := 1; i < len(words); i++ {
		a, b := &words[i-1].Box, words[i].Box
		if utf8.RuneCountInString(words[i].Text) == 1 && a.X0 < b.X0 && b.X0 < a.X1 && a.OverlapX(b) > 0.4*b.Width() && a.OverlapY(b) > 0.5*min(a.Height(), b.Height()) {
			a.X1 = b.X0
		}
	}
}

// figured is an amount with the digits that letters were read for, "1O,5O", and
// without a line beside it that was read as a bracket: only where the rest is
// one.
func figured(text string) string {
	if bare := strings.Trim(text, "[]{}"); bare != text && countDigits(bare) > 1 && strings.Trim(bare, "-0123456789.,") == "" {
		text = bare
	}
	mark := strings.LastIndexAny(text, ".,")
	if mark < 1 || strings.ContainsAny(text[:1], "SB") || len(text)-mark != 3 || countDigits(text) < 2 || !strings.ContainsAny(text, "OQoIlSB") {
		return text
	}
	fixed := lookalikes.Replace(text)
	if strings.Trim(fixed, "0123456789.,") != "" {
		return text
	}
	return fixed
}

var lookalikes = strings.NewReplacer("O", "0", "Q", "0", "o", "0", "I", "1", "l", "1", "S", "5", "B", "8")

func countDigits(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			n++
		}
	}
	return n
}

var commaless = strings.NewReplacer(",", "", ";", "")
