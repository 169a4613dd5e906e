package render

import (
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Sheet is a table for people, like Grid, of rows that are not kept: each is
// measured once before the first is written. Cells are of one line.
type Sheet struct {
	columns []Column
	widths  []int
}

// NewSheet is a table with these columns.
func NewSheet(columns []Column) *Sheet {
	return &Sheet{columns: columns, widths: widths(columns, nil)}
}

// Measure makes the columns wide enough for a row.
func (s *Sheet) Measure(row []string) {
	for i, cell := range row {
		s.widths[i] = max(s.widths[i], runewidth.StringWidth(cell))
	}
}

// Header writes the titles.
func (s *Sheet) Header(w io.Writer) error {
	titles := make([]string, len(s.columns))
	for i, c := range s.columns {
		titles[i] = c.Title
	}
	return s.Row(w, titles)
}

// Row writes a row that was measured. The last cell may have a colour by now.
func (s *Sheet) Row(w io.Writer, row []string) error {
	var b strings.Builder
	for i, cell := range row {
		switch {
		case s.columns[i].Right:
			cell = runewidth.FillLeft(cell, s.widths[i])
		case i < len(row)-1:
			cell = runewidth.FillRight(cell, s.widths[i])
		}
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(cell)
	}
	_, err := w.Write(trimLines([]byte(b.String() + "\n")))
	return err
}
