package render

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// field is a field as json gives it. number is there for NUMBER values only,
// values for fields with several.
type field struct {
	Value      *string      `json:"value"`
	Number     *number      `json:"number,omitempty"`
	Confidence float64      `json:"confidence"`
	DataType   api.DataType `json:"data_type"`
	Box        *api.Box     `json:"box"`
	Values     []value      `json:"values,omitempty"`
	Candidates []value      `json:"candidates"`
}

// value is one candidate, or one of several values.
type value struct {
	Value      *string  `json:"value"`
	Number     *number  `json:"number,omitempty"`
	Confidence float64  `json:"confidence"`
	Box        *api.Box `json:"box"`
}

// fieldSet is an object of fields in the service's order.
type fieldSet []api.Field

// newFieldSet drops a repeated name: an object has each member once.
func newFieldSet(fields []api.Field) fieldSet {
	seen := make(map[string]bool, len(fields))
	set := fieldSet{}
	for _, f := range fields {
		if !seen[f.Name] {
			seen[f.Name] = true
			set = append(set, f)
		}
	}
	return set
}

// MarshalJSON writes the fields as members, in order.
func (s fieldSet) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range s {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := member(&b, f.Name, newField(f)); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func member(b *bytes.Buffer, name string, v any) error {
	for i, part := range []any{name, v} {
		if i > 0 {
			b.WriteByte(':')
		}
		text, err := encode(part)
		if err != nil {
			return err
		}
		b.Write(text)
	}
	return nil
}

func newField(f api.Field) field {
	best := newValue(f.Best(), f.DataType)
	out := field{
		Value: best.Value, Number: best.Number, Confidence: best.Confidence, DataType: f.DataType, Box: best.Box,
		Candidates: []value{},
	}
	if f.MultipleValues {
		out.Values = []value{}
		for _, v := range f.Values {
			if v.Found() {
				out.Values = append(out.Values, newValue(v, f.DataType))
			}
		}
		return out
	}
	for i, v := range f.Values {
		if i > 0 {
			out.Candidates = append(out.Candidates, newValue(v, f.DataType))
		}
	}
	return out
}

func newValue(v api.Value, t api.DataType) value {
	out := value{Value: v.Text, Confidence: v.Confidence, Box: v.Box}
	if t == api.TypeNumber {
		n := parseNumber(v.String())
		out.Number = &n
	}
	return out
}

// number is a JSON number with the digits as written, less the zeros that say
// nothing; null where the text is no number. It never passes through a float.
type number string

// MarshalJSON writes the digits.
func (n number) MarshalJSON() ([]byte, error) {
	if n == "" {
		return []byte("null"), nil
	}
	return []byte(n), nil
}

var decimal = regexp.MustCompile(`^(-?)0*([0-9]+)(?:\.([0-9]+))?$`)

func parseNumber(text string) number {
	m := decimal.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	sign, whole, fraction := m[1], m[2], strings.TrimRight(m[3], "0")
	digits := whole
	if fraction != "" {
		digits += "." + fraction
	}
	if digits == "0" {
		return "0"
	}
	return number(sign + digits)
}

// encode is encoding/json without HTML escapes and a line end.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
