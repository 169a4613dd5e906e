package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

// Truth is what one document holds. Only what it names is scored.
type Truth struct {
	// Group is what documents of one look have in common: a producer, a
	// layout, a shop. Where it is "", Producer of the file's name counts.
	Group string `json:"group"`
	// Language is a code such as "de", "" where it is not told.
	Language string `json:"lang"`
	// Fields holds nil for a field that is not on the document: right is to
	// give nothing.
	Fields Cells `json:"fields"`
	// LineItems and VATRates are nil where they are not to be scored, and
	// empty where the document has none.
	LineItems []Cells `json:"line_items"`
	VATRates  []Cells `json:"vat_rates"`
}

// Cells are values by name, nil for what is not on the document.
type Cells map[string]*string

// UnmarshalJSON takes strings, numbers and null.
func (c *Cells) UnmarshalJSON(data []byte) error {
	var raw map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&raw); err != nil {
		return err
	}
	cells := make(Cells, len(raw))
	for name, v := range raw {
		switch v := v.(type) {
		case nil:
			cells[name] = nil
		case string:
			cells[name] = &v
		case json.Number:
			text := v.String()
			cells[name] = &text
		default:
			return fmt.Errorf("%s is neither text nor a number nor null", name)
		}
	}
	*c = cells
	return nil
}

// ParseTruth reads the answers of a folder: a JSON object with a Truth for
// each document, by the name of its file.
func ParseTruth(data []byte) (map[string]Truth, error) {
	var truth map[string]Truth
	if err := json.Unmarshal(data, &truth); err != nil {
		return nil, err
	}
	return truth, nil
}

// Producer is the group of a file whose truth names none: its name up to the
// last "--", or else "-".
func Producer(file string) string {
	stem := file
	if ext := path.Ext(file); len(ext) < len(file) {
		stem = strings.TrimSuffix(file, ext)
	}
	cut := strings.LastIndex(stem, "--")
	if cut < 0 {
		cut = strings.LastIndex(stem, "-")
	}
	if cut < 0 {
		return stem
	}
	return stem[:cut]
}
