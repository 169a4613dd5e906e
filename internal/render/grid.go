package render

import (
	"bytes"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// Column is one column of a table for people.
type Column struct {
	Title string
	Right bool // numbers
}

const (
	gap   = "  "      // between columns
	reset = "\x1b[0m" // the end of a colour
)

// Grid draws rows under a header, without lines, and without blanks at the
// end of a line. Cells may hold several lines and colour.
func Grid(w io.Writer, columns []Column, rows [][]string) error {
	var b bytes.Buffer
	align := make([]tw.Align, len(columns))
	titles := make([]string, len(columns))
	for i, c := range columns {
		align[i], titles[i] = tw.AlignLeft, c.Title
		if c.Right {
			align[i] = tw.AlignRight
		}
	}
	alignment := tw.CellAlignment{Global: tw.AlignLeft, PerColumn: align}
	t := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Symbols:  tw.NewSymbols(tw.StyleNone),
			Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAlignmentConfig(alignment),
		tablewriter.WithRowAlignmentConfig(alignment),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithPadding(tw.Padding{Right: gap, Overwrite: true}),
	)
	t.Header(titles)
	for _, r := range rows {
		if err := t.Append(r); err != nil {
			return err
		}
	}
	if err := t.Render(); err != nil {
		return err
	}
	_, err := w.Write(trimLines(b.Bytes()))
	return err
}

// trimLines takes the blanks off the ends of lines, also those that the table
// put between the ends of a colour.
func trimLines(text []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, " \n")
		colored := false
		for bytes.HasSuffix(line, []byte(reset)) {
			line = bytes.TrimRight(bytes.TrimSuffix(line, []byte(reset)), " ")
			colored = true
		}
		out.Write(line)
		if colored {
			out.WriteString(reset)
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// widths are the columns' natural widths.
func widths(columns []Column, rows [][]string) []int {
	out := make([]int, len(columns))
	for i, c := range columns {
		out[i] = runewidth.StringWidth(c.Title)
		for _, r := range rows {
			out[i] = max(out[i], runewidth.StringWidth(r[i]))
		}
	}
	return out
}

// fit wraps the given column's cells so that the table is at most width
// columns wide, if at least least remain for it. It reports whether it fits.
func fit(columns []Column, rows [][]string, wrapped, width, least int) bool {
	if width <= 0 {
		return true
	}
	rest := width
	for i, n := range widths(columns, rows) {
		if i != wrapped {
			rest -= n
		}
	}
	rest -= len(gap) * len(columns)
	if wrapped < 0 {
		return rest >= 0
	}
	if rest < least {
		return false
	}
	for _, r := range rows {
		if runewidth.StringWidth(r[wrapped]) > rest {
			r[wrapped] = wrap(r[wrapped], rest)
		}
	}
	return true
}

// wrap breaks text at spaces into lines of at most width columns; a longer
// word is cut.
func wrap(text string, width int) string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		for {
			joined := strings.TrimLeft(line+" "+word, " ")
			if runewidth.StringWidth(joined) <= width {
				line = joined
				break
			}
			if line != "" {
				lines, line = append(lines, line), ""
				continue
			}
			head := runewidth.Truncate(word, width, "")
			if head == "" {
				return text // narrower than a character
			}
			lines, word = append(lines, head), word[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// Pairs draws names and values below each other, without a header.
func Pairs(w io.Writer, pairs [][]string) error {
	width := 0
	for _, p := range pairs {
		width = max(width, runewidth.StringWidth(p[0]))
	}
	var b bytes.Buffer
	for _, p := range pairs {
		b.WriteString(runewidth.FillRight(p[0], width) + gap + p[1] + "\n")
	}
	_, err := w.Write(trimLines(b.Bytes()))
	return err
}
