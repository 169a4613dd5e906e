package engine

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// What the agreement of two readers on digits is worth, and what a reading is
// worth at most where they differ. Of amounts that both read the same 229 of
// 230 were right; of those that they read differently the line reader had 57
// of 60, most of the others on poor print.
const (
	agreedConfidence   = 0.995
	differedConfidence = 0.85
)

// Confidences above which a reader's characters count against the other's.
const (
	sureDigits  = 0.8 // of the line reader, for digits and for words of its own
	sureLetters = 0.6 // of the page reader, for letters that the other is unsure of
)

// fuse puts two readings of a page together. Where words stand and where they
// end is the page reader's to say; the digits are the line reader's, which
// hardly ever misreads one; letters are the surer reader's, with the accents
// that the page reader hears, and its currency signs. Words that one of them
// has not seen are added.
func fuse(words, lines []document.Word) []document.Word {
	var fused []document.Word
	words = slices.DeleteFunc(slices.Clone(words), func(w document.Word) bool {
		return slices.ContainsFunc(lines, func(l document.Word) bool { return l.Confidence >= sureDigits && towers(w.Box, l.Box) })
	})
	for _, g := range meetings(words, lines) {
		switch {
		case len(g.lines) == 0:
			fused = append(fused, g.words...)
		case len(g.words) == 0:
			for _, w := range g.lines {
				if w.Confidence >= sureDigits {
					fused = append(fused, w)
				}
			}
		default:
			fused = append(fused, g.fuse()...)
		}
	}
	return fused
}

// meeting is words of two readings that are on the same ink.
type meeting struct{ words, lines []document.Word }

// fuse gives each of the page reader's words the characters that both readings
// together have for it.
func (g meeting) fuse() []document.Word {
	g.lines = undoubled(g.lines)
	first, second := spelled(g.words), spelled(g.lines)
	pairs := align(first, second)
	if likeness(pairs) < leastLikeness {
		return g.unlike()
	}
	var fused []document.Word
	for _, p := range g.parts(pairs) {
		if p.text.Len() > 0 {
			fused = append(fused, p.word())
		}
	}
	return fused
}

// parts shares the pairs out to the page reader's words. Words of the line
// reader that stand apart are not one word, whatever the other says: rulings
// and dots between columns look like signs to it.
func (g meeting) parts(pairs []pair) []*part {
	var parts []*part
	var before *spelling // the line reader's character before
	owner := -1
	for _, p := range pairs {
		apart := before != nil && p.second != nil && g.apart(before.word, p.second.word)
		if first := p.first; first != nil && first.word != owner || len(parts) == 0 {
			owner = max(owner, 0)
			if first != nil {
				owner = first.word
			}
			parts = append(parts, &part{Word: g.words[owner]})
		} else if apart {
			parts[len(parts)-1].Box.X1 = g.lines[before.word].Box.X1
			next := &part{Word: g.words[owner]}
			next.Box.X0 = g.lines[p.second.word].Box.X0
			parts = append(parts, next)
		}
		parts[len(parts)-1].add(p, g)
		if p.second != nil {
			before = p.second
		}
	}
	return parts
}

// apart reports whether there is a gap before a word of the line reader that is
// wider than a blank.
func (g meeting) apart(before, word int) bool {
	return word == before+1 && g.lines[word].Box.X0-g.lines[before].Box.X1 > g.lines[word].Box.Height()
}

// leastLikeness is the share of characters that two readings of the same ink
// have in common at least.
const leastLikeness = 0.4

// unlike chooses between readings that have nothing in common.
func (g meeting) unlike() []document.Word {
	chosen := g.words
	if sure := meanConfidence(g.lines); sure >= sureDigits && (sure > meanConfidence(g.words) || slices.ContainsFunc(g.lines, func(w document.Word) bool { return hasDigit(w.Text) })) {
		chosen = g.lines
	}
	chosen = slices.Clone(chosen)
	for i := range chosen {
		chosen[i].Agreement = document.Differed
		chosen[i].Confidence = min(chosen[i].Confidence, differedConfidence)
	}
	return chosen
}

// part is a word of the page reader as it is put together.
type part struct {
	document.Word

	text      strings.Builder
	digits    bool // there are any
	unlike    bool // the readers differ in a digit, or in what parts digits
	letters   int
	misspelt  int // letters in which they differ, accents and case aside
	sum, seen float64
}

func (p *part) add(a pair, g meeting) {
	c, ok := a.choose(g)
	if c, isDigit := a.digit(); isDigit || p.digits && c == '.' || p.digits && c == ',' {
		p.digits = true
		p.unlike = p.unlike || a.first == nil || a.second == nil || a.first.char != a.second.char
	}
	if !ok {
		return
	}
	p.text.WriteRune(c)
	if unicode.IsLetter(c) {
		p.letters++
		if !a.alike() {
			p.misspelt++
		}
	}
	sure := 0.
	if a.first != nil {
		sure = g.words[a.first.word].Confidence
	}
	if a.second != nil {
		sure = max(sure, g.lines[a.second.word].Confidence)
	}
	p.sum, p.seen = p.sum+sure, p.seen+1
}

// word is the page reader's word with the part's text, and with what the
// readers' agreement makes of its confidence.
func (p *part) word() document.Word {
	w := p.Word
	w.Text, w.Confidence = p.text.String(), p.sum/p.seen
	switch {
	case p.digits && p.unlike, p.misspelt > 0:
		w.Agreement, w.Confidence = document.Differed, min(w.Confidence, differedConfidence)
	case p.digits:
		w.Agreement, w.Confidence = document.Agreed, max(w.Confidence, agreedConfidence)
	case p.letters > 0:
		w.Agreement = document.Agreed
	}
	return w
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
