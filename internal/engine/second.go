package engine

import "github.com/docextract/docextract/internal/engine/document"

const (
	// sureWord is the page reader's confidence in a word without digits above
	// which no second reading is worth its time.
	sureWord = 0.9
	// covered is the share of a line's width that the page reader's words on it
	// take at least when it has seen all of the line.
	covered = 0.6
)

// doubts are the lines that are worth reading again of a page that the page
// reader read as words: those with digits or with words that it is unsure of,
// and those that it has not seen. It is nil, which is all lines, where it
// hardly read anything, or where the language is still to be found in them.
func doubts(words []document.Word, language string) func(line document.Box) bool {
	if language == "" || meanConfidence(words) < degraded {
		return nil
	}
	return func(line document.Box) bool { return doubtful(line, words) }
}

// doubtful reports whether a line is worth a second reading after the words
// that the page reader has for it.
func doubtful(line document.Box, words []document.Word) bool {
	seen := 0.0
	for _, w := range words {
		if !meets(w.Box, line) {
			continue
		}
		if w.Confidence < sureWord || hasDigit(w.Text) {
			return true
		}
		seen += w.Box.OverlapX(line)
	}
	return seen < covered*line.Width()
}
