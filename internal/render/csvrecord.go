package render

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/api"
)

func leadingCells(o Object) []string {
	return []string{guard(deref(o.Source)), string(o.Status), guard(deref(o.ExtractionID))}
}

func documentRecord(o Object, shape []api.FieldSpec) []string {
	r := append(leadingCells(o), cells(api.Row(o.Fields), shape)...)
	return append(r, failureText(o))
}

// lineRecords is a row for each line item; a document that failed has one row
// that says so, and one without line items has none.
func lineRecords(o Object, shape []api.FieldSpec) [][]string {
	if o.Error != nil {
		r := append(leadingCells(o), "")
		r = append(r, make([]string, len(shape))...)
		return [][]string{append(r, failureText(o))}
	}
	var out [][]string
	for i, row := range o.LineItems {
		r := append(leadingCells(o), strconv.Itoa(i+1))
		r = append(r, cells(api.Row(row), shape)...)
		out = append(out, append(r, ""))
	}
	return out
}

func fieldRecords(o Object) [][]string {
	if o.Error != nil {
		r := append(leadingCells(o), make([]string, 9)...)
		return [][]string{append(r, failureText(o))}
	}
	var out [][]string
	for _, f := range o.Fields {
		v := f.Best()
		r := append(leadingCells(o), guard(f.Name), cellText(f), strconv.FormatFloat(v.Confidence, 'g', -1, 64), guard(string(f.DataType)))
		r = append(r, boxCells(v.Box)...)
		out = append(out, append(r, ""))
	}
	return out
}

func boxCells(b *api.Box) []string {
	if b == nil {
		return make([]string, 5)
	}
	out := make([]string, 0, 5)
	for _, n := range []int{b.Page, b.X, b.Y, b.Width, b.Height} {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// cells are the row's values in the order of the shape.
func cells(row api.Row, shape []api.FieldSpec) []string {
	out := make([]string, 0, len(shape))
	for _, s := range shape {
		f, _ := row.Field(s.Name)
		out = append(out, cellText(f))
	}
	return out
}

// cellText is a field's value; several are joined by a line feed. Numbers and
// dates are as the service wrote them, everything else is guarded.
func cellText(f api.Field) string {
	text := f.Best().String()
	if f.MultipleValues {
		var all []string
		for _, v := range f.Values {
			if v.Found() {
				all = append(all, v.String())
			}
		}
		text = strings.Join(all, "\n")
	}
	if f.DataType == api.TypeNumber && (text == "" || parseNumber(text) != "") {
		return text
	}
	return guard(text)
}

// guard puts an apostrophe before text that a spreadsheet would take for a
// formula: one that begins, perhaps after space, with = + - @ or a control
// character, on its first line or a later one.
func guard(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if formula(line) {
			return "'" + text
		}
	}
	return text
}

func formula(line string) bool {
	if strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "\r") {
		return true
	}
	rest := strings.TrimLeftFunc(line, unicode.IsSpace)
	return rest != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(rest)[0])
}

func failureText(o Object) string {
	if o.Error == nil {
		return ""
	}
	return guard(o.Error.Code + ": " + o.Error.Message)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
