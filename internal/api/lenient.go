package api

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// The types below read what other writers send where our own server sends the
// plain thing. On writing they are the plain thing.

// text reads a string, or a number or boolean by its literal; null is "".
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	switch {
	case isNull(b):
		*t = ""
	case b[0] == '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*t = text(s)
	default:
		*t = text(b)
	}
	return nil
}

// integer reads a number, rounding it, or a number in a string. Anything else
// leaves it as it was.
type integer int

func (i *integer) UnmarshalJSON(b []byte) error {
	if f, ok := parseNumber(b); ok {
		*i = integer(math.Round(max(math.MinInt32, min(math.MaxInt32, f))))
	}
	return nil
}

// fraction reads a number between 0 and 1, or one in a string. What is outside
// is brought to the nearer end; what is no number leaves it as it was.
type fraction float64

func (f *fraction) UnmarshalJSON(b []byte) error {
	if n, ok := parseNumber(b); ok {
		*f = clampFraction(n)
	}
	return nil
}

func clampFraction(n float64) fraction {
	if math.IsNaN(n) {
		return 0
	}
	return fraction(max(0, min(1, n)))
}

func parseNumber(b []byte) (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(strings.Trim(string(b), `"`)), 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// list reads a list without its nulls, or one object as a list of one;
// null and everything else is the empty list. It is never written as null.
type list[T any] []T

func (l *list[T]) UnmarshalJSON(b []byte) error {
	*l = nil
	switch b[0] {
	case '[':
		var items []*T
		if err := json.Unmarshal(b, &items); err != nil {
			return err
		}
		for _, item := range items {
			if item != nil {
				*l = append(*l, *item)
			}
		}
	case '{':
		var item T
		if err := json.Unmarshal(b, &item); err != nil {
			return err
		}
		*l = list[T]{item}
	}
	return nil
}

func (l list[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return marshal([]T(l))
}

// marshal is json.Marshal without the escapes that only HTML needs.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// trimBody takes white space and a byte order mark off a body.
func trimBody(b []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("\xef\xbb\xbf")))
}

func isNull(b []byte) bool { return len(b) == 0 || string(b) == "null" }
