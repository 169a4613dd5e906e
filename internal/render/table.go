package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
)

// LowConfidence is the confidence below which the table marks a value.
const LowConfidence = 0.6

// Table draws results for people.
type Table struct {
	Width int // columns; 0 for as wide as need be
	Color bool
}

const (
	nothing  = "-" // the document does not give it
	lowWord  = "low"
	lowSign  = "?"
	leastCol = 16 // a description in fewer columns is no pleasure to read
	leastVal = 8
)

// Result draws the fields, the line items and the VAT rates.
func (t Table) Result(w io.Writer, r *api.Result) error {
	if err := t.fields(w, r.Fields); err != nil {
		return err
	}
	if len(r.LineItems) > 0 {
		fmt.Fprintf(w, "\n%s\n", t.heading("Line items"))
		if err := t.rows(w, r.LineItems); err != nil {
			return err
		}
	}
	if len(r.VATRates) > 0 {
		fmt.Fprintf(w, "\n%s\n", t.heading("VAT rates"))
		if err := t.rows(w, r.VATRates); err != nil {
			return err
		}
	}
	if n := countLow(r); n > 0 {
		_, err := fmt.Fprintf(w, "\n%s\n", t.dim(fmt.Sprintf("%s or %s: read with a confidence below %.2f, worth a look", lowWord, lowSign, LowConfidence)))
		return err
	}
	return nil
}

func (t Table) fields(w io.Writer, fields []api.Field) error {
	columns := []Column{{Title: "FIELD"}, {Title: "VALUE"}, {Title: "CONFIDENCE"}}
	var rows [][]string
	for _, f := range fields {
		rows = append(rows, []string{iostreams.Clean(f.Name), fieldText(f), confidence(f.Best())})
	}
	alignRight(fields, rows)
	fit(columns, rows, 1, t.Width, leastVal)
	for i, f := range fields {
		switch {
		case !f.Best().Found():
			rows[i][1] = t.dim(rows[i][1])
		case low(f.Best()):
			rows[i][2] = t.warn(rows[i][2])
		}
	}
	return Grid(w, columns, rows)
}

// alignRight puts the digits of the numbers below each other.
func alignRight(fields []api.Field, rows [][]string) {
	width := 0
	number := func(f api.Field) bool { return f.DataType == api.TypeNumber && f.Best().Found() && !f.MultipleValues }
	for i, f := range fields {
		if number(f) {
			width = max(width, len(rows[i][1]))
		}
	}
	for i, f := range fields {
		if number(f) {
			rows[i][1] = strings.Repeat(" ", width-len(rows[i][1])) + rows[i][1]
		}
	}
}

func fieldText(f api.Field) string {
	if !f.MultipleValues {
		return valueText(f, f.Best())
	}
	var all []string
	for _, v := range f.Values {
		if v.Found() {
			all = append(all, valueText(f, v))
		}
	}
	if all == nil {
		return nothing
	}
	return strings.Join(all, ", ")
}

func valueText(f api.Field, v api.Value) string {
	if !v.Found() {
		return nothing
	}
	if f.DataType == api.TypeNumber {
		return numberText(f.Name, v.String())
	}
	return iostreams.Clean(v.String())
}

// numberText drops zeros that say nothing; amounts of money keep two decimals.
func numberText(name, text string) string {
	n := string(parseNumber(text))
	if n == "" {
		return iostreams.Clean(text)
	}
	if !isMoney(name) {
		return n
	}
	whole, fraction, _ := strings.Cut(n, ".")
	for len(fraction) < 2 {
		fraction += "0"
	}
	return whole + "." + fraction
}

func isMoney(name string) bool {
	return strings.Contains(name, "amount") || strings.Contains(name, "price") || name == api.VATRateNet
}

// confidence is the figure, with a word where it is low.
func confidence(v api.Value) string {
	if !v.Found() {
		return ""
	}
	text := fmt.Sprintf("%.2f", v.Confidence)
	if low(v) {
		text += " " + lowWord
	}
	return text
}

func low(v api.Value) bool { return v.Found() && v.Confidence < LowConfidence }

func countLow(r *api.Result) int {
	n := 0
	for _, f := range r.Fields {
		if low(f.Best()) {
			n++
		}
	}
	for _, rows := range [][]api.Row{r.LineItems, r.VATRates} {
		for _, row := range rows {
			for _, f := range row {
				if low(f.Best()) {
					n++
				}
			}
		}
	}
	return n
}

func (t Table) heading(s string) string { return t.paint("1", s) }
func (t Table) dim(s string) string     { return t.paint("2", s) }
func (t Table) warn(s string) string    { return t.paint("33", s) }

// paint wraps each line, for a cell's lines are laid out one by one.
func (t Table) paint(code, s string) string {
	if !t.Color || s == "" {
		return s
	}
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = "\x1b[" + code + "m" + lines[i] + reset
	}
	return strings.Join(lines, "\n")
}

// Heading names what follows.
func (t Table) Heading(w io.Writer, text string) error {
	_, err := fmt.Fprintf(w, "%s\n\n", t.heading(iostreams.Clean(text)))
	return err
}
