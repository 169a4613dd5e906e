package ppocr

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// A space is read where its score is above spaceScore; above closeSpaceScore
// at places where print has a gap but text has none, as in "12. 50".
const (
	spaceScore      = 0.3
	closeSpaceScore = 0.5
)

// scaleOf turns steps along a line into the picture's pixels.
type scaleOf struct{ left, step float64 }

func (s scaleOf) at(step float64) float64 { return s.left + s.step*step }

// makeWords parts characters into words with boxes.
func makeWords(read []character, c crop, s scaleOf) []document.Word {
	var words []document.Word
	for start := 0; start < len(read); {
		end := start + 1
		for end < len(read) && !spaceBefore(read, end) {
			end++
		}
		words = append(words, makeWord(read[start:end], c, s))
		start = end
	}
	return words
}

func makeWord(read []character, c crop, s scaleOf) document.Word {
	var text strings.Builder
	sum := 0.0
	for _, r := range read {
		text.WriteRune(r.text)
		sum += float64(r.score)
	}
	left, right := float64(c.box.Min.X), float64(c.box.Max.X)
	box := document.Box{
		X0: min(right, max(left, s.at(float64(read[0].first)-0.5))),
		X1: min(right, max(left, s.at(float64(read[len(read)-1].last)+1.5))),
	}
	shift := c.slope * (box.CenterX() - c.pivot)
	box.Y0, box.Y1 = c.top+shift, c.bottom+shift
	return document.Word{Text: text.String(), Box: box, Confidence: sum / float64(len(read))}
}

// spaceBefore reports whether a word ends before character i.
func spaceBefore(read []character, i int) bool {
	before, after := read[i-1].text, read[i].text
	limit := float32(spaceScore)
	if closeTogether(before, after) {
		limit = closeSpaceScore
	}
	return read[i].space > limit && !decimalPoint(read, i)
}

// closeTogether reports whether print may have a gap here that is no space.
func closeTogether(before, after rune) bool {
	const marks = ".,:/-"
	return unicode.IsDigit(before) && strings.ContainsRune(marks, after) ||
		strings.ContainsRune(marks, before) && unicode.IsDigit(after) ||
		strings.ContainsRune("([", before) || strings.ContainsRune(")],.:;", after)
}

// decimalPoint reports whether a gap before character i is one within an
// amount: a digit and a point before it, two digits and no third after it.
func decimalPoint(read []character, i int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(read) && unicode.IsDigit(read[at].text) }
	point := read[i-1].text == '.' || read[i-1].text == ','
	return point && digit(i-2) && digit(i) && digit(i+1) && !digit(i+2)
}
