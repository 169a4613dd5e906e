package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
)

// rows draws line items or VAT rates: a column for each cell that any row
// gives. The widest text column gives way when the terminal is too narrow;
// where that does not do, each row becomes a block.
func (t Table) rows(w io.Writer, rows []api.Row) error {
	names := cellNames(rows)
	columns := make([]Column, len(names))
	text := -1 // the column that may wrap
	for i, name := range names {
		columns[i] = Column{Title: title(name), Right: isNumber(rows, name)}
		if name == api.ProductDescription || (text < 0 && !columns[i].Right) {
			text = i
		}
	}
	cells := make([][]string, len(rows))
	for i, row := range rows {
		cells[i] = make([]string, len(names))
		for j, name := range names {
			cells[i][j] = cell(row, name)
		}
	}
	alignNumbers(columns, cells)
	if !fit(columns, cells, text, t.Width, leastCol) {
		return t.blocks(w, columns, cells)
	}
	t.markLow(rows, names, cells)
	return Grid(w, columns, cells)
}

// cell is the value with a sign behind a low one.
func cell(row api.Row, name string) string {
	f, ok := row.Field(name)
	if !ok || !f.Best().Found() {
		return ""
	}
	text := valueText(f, f.Best())
	if low(f.Best()) {
		text += " " + lowSign
	}
	return text
}

// alignNumbers keeps the digits of a column below each other where only some
// cells carry the sign of a low confidence.
func alignNumbers(columns []Column, cells [][]string) {
	for j, c := range columns {
		marked := func(r []string) bool { return strings.HasSuffix(r[j], " "+lowSign) }
		if !c.Right || !slices.ContainsFunc(cells, marked) {
			continue
		}
		for _, r := range cells {
			if r[j] != "" && !marked(r) {
				r[j] += "  "
			}
		}
	}
}

func (t Table) markLow(rows []api.Row, names []string, cells [][]string) {
	for i, row := range rows {
		for j, name := range names {
			if f, ok := row.Field(name); ok && low(f.Best()) {
				cells[i][j] = t.warn(cells[i][j])
			}
		}
	}
}

// blocks draws each row as lines of name and value, for narrow terminals.
func (t Table) blocks(w io.Writer, columns []Column, cells [][]string) error {
	width := 0
	for _, c := range columns {
		width = max(width, len(c.Title))
	}
	for i, row := range cells {
		if i > 0 {
			fmt.Fprintln(w)
		}
		for j, text := range row {
			text = strings.TrimRight(text, " ")
			if text == "" {
				continue
			}
			if t.Width > width+len(gap)+8 {
				text = wrap(text, t.Width-width-len(gap))
			}
			text = strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", width+len(gap)))
			if _, err := fmt.Fprintf(w, "%-*s%s%s\n", width, columns[j].Title, gap, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// cellNames are the names of the cells that some row gives, in the service's
// order.
func cellNames(rows []api.Row) []string {
	var names []string
	given := map[string]bool{}
	for _, row := range rows {
		for _, f := range row {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
			given[f.Name] = given[f.Name] || f.Best().Found()
		}
	}
	return slices.DeleteFunc(names, func(n string) bool { return !given[n] })
}

func isNumber(rows []api.Row, name string) bool {
	for _, row := range rows {
		if f, ok := row.Field(name); ok {
			return f.DataType == api.TypeNumber
		}
	}
	return false
}

// title is a cell's name as a column head: short, for many share a line.
func title(name string) string {
	name = strings.TrimPrefix(name, "product_")
	switch name {
	case api.VATRatePercentage:
		name = "rate %"
	case api.VATRateNet:
		name = "net"
	case api.VATRate:
		name = "vat %"
	case api.VATAmount:
		name = "vat"
	case api.NetPrice:
		name = "net"
	}
	return strings.ToUpper(strings.ReplaceAll(iostreams.Clean(name), "_", " "))
}
