package locale

// Mark is a decimal mark.
type Mark byte

// The decimal marks. Unknown lets a number speak for itself.
const (
	Unknown Mark = 0
	Comma   Mark = ','
	Point   Mark = '.'
)

// Conventions are how a document writes numbers and dates.
type Conventions struct {
	// Language is the ISO 639-1 code of the document's main language, "" if
	// it is none of those known.
	Language string
	// Decimal is the mark before the decimals.
	Decimal Mark
	// MonthFirst says that 03/04/2025 is the fourth of March.
	MonthFirst bool
	// Confidence is how well the choice is supported, 0 to 1: Language by
	// words, Decimal by printed numbers, Order by printed dates.
	Confidence Confidence
}

// Confidence says how sure each of the conventions is, 0 to 1.
type Confidence struct{ Language, Decimal, Order float64 }

// Languages are the languages known, as ISO 639-1 codes.
func Languages() []string { return []string{"en", "de", "fr", "es", "it", "nl", "sl"} }
