package ocr

import (
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// models639 names the models for a language by its ISO 639-1 code. English
// stands beside each: invoices everywhere have English words in them. It is
// what a page of an unknown language is read with, too.
func models639(language string) string {
	switch language {
	case "de":
		return "deu"
	case "fr":
		return "fra"
	case "es":
		return "spa"
	case "it":
		return "ita"
	case "nl":
		return "nld"
	case "sl":
		return "slv"
	}
	return "eng"
}

// language is what the words are written in, with how sure that is. They may
// have been read with the wrong model: the frequent words of business have few
// accents.
func language(words []word) (code string, sure float64) {
	page := document.Page{Words: placed(words, 1)}
	c := locale.Detect([]document.Page{page})
	return c.Language, c.Confidence.Language
}
