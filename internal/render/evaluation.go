package render

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/score"
)

// Evaluation draws the figures of a set of documents.
func (t Table) Evaluation(w io.Writer, r score.Report) error {
	documents := strconv.Itoa(r.Documents)
	if r.Failed > 0 {
		documents += t.warn(fmt.Sprintf(", %d failed", r.Failed))
	}
	err := Pairs(w, [][]string{
		{"documents", documents},
		{"time", fmt.Sprintf("%.2f s a document", r.SecondsPerDocument)},
		{"all fields", part(r.AllFields)},
		{"by group", part(r.ByGroup)},
		{"left empty", part(r.NothingWhereNothingIs)},
		{"line items F1", part(r.LineItemF1)},
		{"line item cells", part(r.LineItemCells)},
		{"VAT rates F1", part(r.VATRateF1)},
		{fmt.Sprintf("confidence %.1f+", r.Confident.At), fmt.Sprintf("precision %s, coverage %s", part(r.Confident.Precision), part(&r.Confident.Coverage))},
	})
	if err != nil {
		return err
	}
	if err := t.section(w, "Fields", fieldColumns(r), fieldRows(r)); err != nil {
		return err
	}
	bands := []Column{{Title: "CONFIDENCE"}, {Title: "GIVEN", Right: true}, {Title: "RIGHT", Right: true}, {Title: "RATE", Right: true}, {Title: "MEAN CONFIDENCE", Right: true}}
	if err := t.section(w, "Calibration", bands, bandRows(r)); err != nil {
		return err
	}
	if err := t.shares(w, "Groups", "GROUP", r.Groups); err != nil {
		return err
	}
	return t.shares(w, "Languages", "LANGUAGE", r.ByLang)
}

// section draws rows under a heading; nothing where there are none.
func (t Table) section(w io.Writer, name string, columns []Column, rows [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", t.heading(name)); err != nil {
		return err
	}
	return Grid(w, columns, rows)
}

func fieldColumns(r score.Report) []Column {
	columns := []Column{{Title: "FIELD"}}
	for _, title := range []string{"RIGHT", "WRONG", "MISSING", "INVENTED", "UNREAD", "SHARE"} {
		if title != "UNREAD" || r.Failed > 0 {
			columns = append(columns, Column{Title: title, Right: true})
		}
	}
	return columns
}

func fieldRows(r score.Report) [][]string {
	var rows [][]string
	for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
		f := r.Fields[name]
		row := []string{iostreams.Clean(name), strconv.Itoa(f.Right), strconv.Itoa(f.Wrong), strconv.Itoa(f.Missing), strconv.Itoa(f.Invented)}
		if r.Failed > 0 {
			row = append(row, strconv.Itoa(f.Unread))
		}
		rows = append(rows, append(row, part(f.Share)))
	}
	return rows
}

func bandRows(r score.Report) [][]string {
	var rows [][]string
	for _, b := range r.Calibration {
		if b.Given > 0 {
			rows = append(rows, []string{fmt.Sprintf("%.2f-%.2f", b.From, b.To), strconv.Itoa(b.Given), strconv.Itoa(b.Right), part(b.Rate), part(b.Confidence)})
		}
	}
	return rows
}

// shares draws what each of several has; of one, the whole tells all.
func (t Table) shares(w io.Writer, heading, column string, shares map[string]*float64) error {
	if len(shares) < 2 {
		return nil
	}
	var rows [][]string
	for _, name := range slices.Sorted(maps.Keys(shares)) {
		rows = append(rows, []string{iostreams.Clean(name), part(shares[name])})
	}
	return t.section(w, heading, []Column{{Title: column}, {Title: "SHARE", Right: true}}, rows)
}

func part(f *float64) string {
	if f == nil {
		return nothing
	}
	return fmt.Sprintf("%.3f", *f)
}

// Scored is how one document did, as ndjson gives it.
type Scored struct {
	Schema int        `json:"schema"`
	Source string     `json:"source"`
	Status api.Status `json:"status"`
	Group  string     `json:"group"`
	Lang   *string    `json:"lang"`
	// Fields holds the fields that the truth names.
	Fields map[string]scoredField `json:"fields"`
	// LineItems and VATRates are null where the truth names none.
	LineItems *scoredRows `json:"line_items"`
	VATRates  *scoredRows `json:"vat_rates"`
	Error     *failure    `json:"error"`
}

type scoredField struct {
	Verdict    score.Verdict `json:"verdict"`
	Want       *string       `json:"want"`
	Got        *string       `json:"got"`
	Confidence float64       `json:"confidence"`
}

type scoredRows struct {
	Wanted int `json:"wanted"`
	Given  int `json:"given"`
	Right  int `json:"right"`
}

// NewScored gives the score of the document the shape of ndjson.
func NewScored(d Document, s score.Document) Scored {
	out := Scored{
		Schema: Schema, Source: d.Source, Status: d.Extraction.Status, Group: s.Group, Lang: optional(s.Language),
		Fields: map[string]scoredField{}, LineItems: newScoredRows(s.LineItems), VATRates: newScoredRows(s.VATRates),
		Error: NewObject(d).Error,
	}
	for _, f := range s.Fields {
		out.Fields[f.Name] = scoredField{f.Verdict, f.Want, f.Got, f.Confidence}
	}
	return out
}

func newScoredRows(r *score.Rows) *scoredRows {
	if r == nil {
		return nil
	}
	return &scoredRows{r.Wanted, r.Given, r.Right}
}
