package engine

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/pdf"
)

const (
	// mostlyPicture is the share of a page from which on its images are what it
	// shows.
	mostlyPicture = 0.6
	// A page with fewer words, or with words in fewer of twenty strips across
	// it, has a stamp, a head or a foot over its picture, and no text of its own.
	fewWords  = 30
	fewStrips = 5
	strips    = 20
	// unmappedShare is the share of characters without a meaning from which on a
	// text layer is of no use, and poorShare that from which on it is not where
	// it has no word of business, or was recognised.
	unmappedShare = 0.3
	poorShare     = 0.05
	// byOthers is the confidence of words that somebody else recognised.
	byOthers = 0.85
)

// distrust finds the pages whose text layer is not what a reader sees, to be
// read as pictures. Of the text that others recognised, what is good is kept,
// with the confidence of recognised words.
func distrust(doc *pdf.Document) []int {
	var pictures []int
	known := locale.Known()
	for i := range doc.Pages {
		page, layer := &doc.Pages[i], doc.Layers[i]
		if len(page.Words) == 0 {
			continue
		}
		s := survey(page.Words, known)
		picture := layer.Picture > mostlyPicture
		unmapped := float64(layer.Unmapped) / float64(max(layer.Chars, 1))
		switch {
		case unmapped > unmappedShare, unmapped > poorShare && s.known == 0, s.garbled():
			page.Words = nil
			pictures = append(pictures, i)
		case picture && (len(page.Words) < fewWords || inStrips(*page) < fewStrips):
			pictures = append(pictures, i)
		case picture && layer.Hidden && (unmapped > poorShare || !s.sensible()):
			pictures = append(pictures, i)
		case picture && layer.Hidden:
			for k := range page.Words {
				page.Words[k].Confidence = byOthers
			}
		}
	}
	return pictures
}

// inStrips is in how many of the strips across the page there are words.
func inStrips(page document.Page) int {
	var has [strips]bool
	for _, w := range page.Words {
		if i := int(w.Box.CenterY() / page.Height * strips); i >= 0 && i < strips {
			has[i] = true
		}
	}
	n := 0
	for _, yes := range has {
		if yes {
			n++
		}
	}
	return n
}

// wordSurvey is what a page's words look like.
type wordSurvey struct {
	words      int // of four letters or more
	known      int // that every business letter has
	strange    int // that nobody can say
	figures    int // words with digits
	repeated   int // how often the commonest letter or digit stands on the page
	characters int // letters and digits
}

func survey(words []document.Word, known func(string) bool) wordSurvey {
	var s wordSurvey
	counts := map[rune]int{}
	for _, w := range words {
		text := strings.ToLower(strings.Trim(w.Text, ".,:;()[]/-–*"))
		if len(text) >= 3 && known(text) { // shorter ones come up by chance
			s.known++
		}
		letters := 0
		for _, r := range text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				s.characters++
				counts[r]++
				s.repeated = max(s.repeated, counts[r])
			}
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if strings.ContainsFunc(text, unicode.IsDigit) {
			s.figures++
		}
		if letters >= 4 {
			s.words++
			if strange(text) {
				s.strange++
			}
		}
	}
	return s
}

// garbled reports whether the characters are not those that are shown: fonts
// may lie about them, so that one stands for all, or each for another. Text
// that is in no language of ours has vowels, too.
func (s wordSurvey) garbled() bool {
	const enough = 40
	if s.characters >= enough && 10*s.repeated > 6*s.characters {
		return true
	}
	return s.known == 0 && s.words >= 8 && 2*s.strange > s.words
}

// sensible reports whether recognised text is worth keeping.
func (s wordSurvey) sensible() bool {
	return s.known >= 5 && s.figures >= 3 && 5*s.strange < s.words
}

// strange reports whether a word in Latin letters cannot be said: it has no
// vowel, or signs and digits amid its letters.
func strange(word string) bool {
	const vowels = "aeiouyàáâäãåèéêëìíîïòóôöõøùúûüœæý"
	vowel, latin := false, false
	inside := 0
	runes := []rune(word)
	for i, r := range runes {
		latin = latin || unicode.Is(unicode.Latin, r)
		vowel = vowel || strings.ContainsRune(vowels, r)
		if !unicode.IsLetter(r) && i > 0 && i < len(runes)-1 && !strings.ContainsRune("-'’./&@:_", r) {
			inside++
		}
	}
	return latin && !vowel || inside > 1 && 3*inside > len(runes)
}
