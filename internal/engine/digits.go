package engine

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// sureDigits is the confidence above which the line reader's digits count.
const sureDigits = 0.8

// withDigits takes the first reader's words and the second one's digits: the
// second hardly ever misreads an amount, and the first knows letters better.
// Words with digits that the first has not seen at all are added.
func withDigits(words, digits []document.Word) []document.Word {
	merged := append([]document.Word(nil), words...)
	for _, d := range digits {
		if !hasDigit(d.Text) || d.Confidence < sureDigits {
			continue
		}
		same, covered := -1, false
		for i, w := range words {
			switch {
			case matches(w.Box, d.Box):
				same = i
			case d.Box.OverlapX(w.Box) > 0 && touches(w.Box, d.Box):
				covered = true
			}
		}
		switch {
		case same < 0 && !covered:
			merged = append(merged, d)
		case same >= 0 && !covered && merged[same].Text == d.Text:
			merged[same].Confidence = max(merged[same].Confidence, d.Confidence)
		case same >= 0 && !covered && (hasDigit(words[same].Text) || words[same].Confidence < degraded):
			merged[same].Text, merged[same].Confidence = keepSigns(words[same].Text, d.Text), d.Confidence
		}
	}
	return merged
}

// matches reports whether two boxes are of the same word: each lies mostly
// under the other along the line.
func matches(a, b document.Box) bool {
	overlap := a.OverlapX(b)
	return touches(a, b) && overlap > 0.7*a.Width() && overlap > 0.7*b.Width()
}

// touches reports whether two boxes are on the same line.
func touches(a, b document.Box) bool {
	return a.OverlapY(b) > 0.5*min(a.Height(), b.Height())
}

// keepSigns is the second reading with the currency sign that only the first
// has.
func keepSigns(first, second string) string {
	for _, sign := range []string{"€", "£", "$"} {
		if strings.Contains(second, sign) {
			return second
		}
	}
	for _, sign := range []string{"€", "£", "$"} {
		switch {
		case strings.HasSuffix(first, sign):
			return strings.TrimRight(second, "CEe") + sign
		case strings.HasPrefix(first, sign):
			return sign + strings.TrimLeft(second, "CEe")
		}
	}
	return second
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
