package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes v indented, with a line end.
func JSON(w io.Writer, v any) error {
	text, err := encode(v)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err = w.Write(escapeInvisible(b.Bytes()))
	return err
}

// Line writes v as one line in a single write, so that lines of several
// goroutines never mix.
func Line(w io.Writer, v any) error {
	text, err := encode(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(escapeInvisible(text), '\n'))
	return err
}

// escapeInvisible writes what a terminal might act on, or would not show, as
// \u escapes: the same JSON, harmless to look at. Such characters occur within
// strings only.
func escapeInvisible(text []byte) []byte {
	if ascii(text) {
		return text
	}
	out := make([]byte, 0, len(text)+len(text)/8)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r >= 0x7f && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)) {
			out = appendEscape(out, r)
		} else {
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	return out
}

func appendEscape(out []byte, r rune) []byte {
	if hi, lo := utf16.EncodeRune(r); hi != unicode.ReplacementChar {
		return fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

func ascii(text []byte) bool {
	for _, c := range text {
		if c >= 0x7f {
			return false
		}
	}
	return true
}

// Element writes v as an element of an indented array, after the opening.
func Element(w io.Writer, opening string, v any) error {
	text, err := encode(v)
	if err != nil {
		return err
	}
	const indent = "  "
	b := bytes.NewBufferString(opening + indent)
	if err := json.Indent(b, text, indent, indent); err != nil {
		return err
	}
	_, err = w.Write(escapeInvisible(b.Bytes()))
	return err
}
