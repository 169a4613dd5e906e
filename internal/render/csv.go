package render

import (
	"encoding/csv"
	"io"

	"github.com/docextract/docextract/internal/api"
)

// CSVRows says what a row of the csv format is.
type CSVRows string

// The kinds of rows.
const (
	RowsDocuments CSVRows = "documents" // one row a document
	RowsLines     CSVRows = "lines"     // one row a line item
	RowsFields    CSVRows = "fields"    // one row a field
)

// AllCSVRows lists them.
func AllCSVRows() []string {
	return []string{string(RowsDocuments), string(RowsLines), string(RowsFields)}
}

// CSV writes documents as comma-separated values. The header depends on the
// document type only. Where a service does not tell what its type holds, it is
// that of the first result, for every result gives every field of its type; with
// rows of line items that of the first result that has any. Documents that failed have a row too, with their status and error.
type CSV struct {
	w       *csv.Writer
	rows    CSVRows
	shape   *api.DocumentType
	begun   bool
	waiting []Object // what came before the shape was known
}

// NewCSV writes to w. shape is nil where it is not known beforehand.
func NewCSV(w io.Writer, rows CSVRows, shape *api.DocumentType) *CSV {
	return &CSV{w: csv.NewWriter(w), rows: rows, shape: shape}
}

// Write writes one document's rows.
func (c *CSV) Write(o Object) error {
	if c.shape == nil && c.rows != RowsFields {
		if len(o.Fields) == 0 || c.rows == RowsLines && len(o.LineItems) == 0 {
			c.waiting = append(c.waiting, o)
			return nil
		}
		c.shape = shapeOf(o)
	}
	return c.flush(o)
}

// Close writes the header where there was no document, and what waited for a
// result that never came.
func (c *CSV) Close() error {
	if c.shape == nil {
		c.shape = &api.DocumentType{}
	}
	return c.flush()
}

func (c *CSV) flush(objects ...Object) error {
	var records [][]string
	if !c.begun {
		c.begun = true
		records = append(records, c.header())
	}
	for _, o := range append(c.waiting, objects...) {
		records = append(records, c.records(o)...)
	}
	c.waiting = nil
	return c.w.WriteAll(records) // flushes
}

func (c *CSV) header() []string {
	h := []string{"source", "status", "extraction_id"}
	switch c.rows {
	case RowsFields:
		return append(h, "field", "value", "confidence", "data_type", "page", "x", "y", "width", "height", "error")
	case RowsLines:
		h = append(h, "line")
		h = append(h, names(c.shape.LineItems)...)
	case RowsDocuments:
		h = append(h, names(c.shape.Fields)...)
	}
	return append(h, "error")
}

func (c *CSV) records(o Object) [][]string {
	switch c.rows {
	case RowsFields:
		return fieldRecords(o)
	case RowsLines:
		return lineRecords(o, c.shape.LineItems)
	default:
		return [][]string{documentRecord(o, c.shape.Fields)}
	}
}

// shapeOf reads a document type off a result.
func shapeOf(o Object) *api.DocumentType {
	t := &api.DocumentType{Fields: specs(o.Fields)}
	for _, row := range o.LineItems {
		for _, spec := range specs(row) {
			if !contains(t.LineItems, spec.Name) {
				t.LineItems = append(t.LineItems, spec)
			}
		}
	}
	return t
}

func specs(fields []api.Field) []api.FieldSpec {
	out := make([]api.FieldSpec, 0, len(fields))
	for _, f := range fields {
		out = append(out, api.FieldSpec{Name: f.Name, Type: f.DataType})
	}
	return out
}

func contains(specs []api.FieldSpec, name string) bool {
	for _, s := range specs {
		if s.Name == name {
			return true
		}
	}
	return false
}

func names(specs []api.FieldSpec) []string {
	out := make([]string, 0, len(specs))
	for _, s := range specs {
		out = append(out, guard(s.Name)) // a foreign service's, as much as its values
	}
	return out
}
