package iostreams

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes foreign text, from a document or a server, safe to show on one
// line of a terminal: line breaks and tabs become spaces, control characters,
// bidirectional overrides and tag characters are shown as escapes, invisible
// characters are dropped, invalid UTF-8 becomes U+FFFD.
func Clean(s string) string { return clean(s, false) }

// CleanLines is Clean for text of several lines; tabs and line feeds stay.
func CleanLines(s string) string { return clean(s, true) }

func clean(s string, lines bool) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			if lines {
				b.WriteRune(r)
			} else {
				b.WriteByte(' ')
			}
		case r == '\u2028' || r == '\u2029' || (r == '\r' && !lines):
			b.WriteByte(' ')
		case Unsafe(r):
			b.WriteString(escape(r))
		case unicode.Is(unicode.Cf, r):
			// zero-width and other invisible characters
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Unsafe tells whether a terminal might act on r, or show the text around it
// in another order: C0 and C1 controls, DEL, bidirectional controls, tag
// characters.
func Unsafe(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r):
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u061c', r == '\u200e', r == '\u200f':
		return true
	case r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}

func escape(r rune) string {
	switch {
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// CleanWriter passes text to a terminal with everything a terminal might act
// on made harmless; line feeds and tabs stay.
func CleanWriter(w io.Writer) io.Writer { return &cleanWriter{w: w} }

type cleanWriter struct {
	w    io.Writer
	rest []byte // an unfinished character from the last Write
}

func (c *cleanWriter) Write(p []byte) (int, error) {
	text := append(c.rest, p...) //nolint:gocritic // rest is ours and replaced below
	cut := len(text)
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ {
		if utf8.RuneStart(text[len(text)-i]) {
			if !utf8.FullRune(text[len(text)-i:]) {
				cut = len(text) - i
			}
			break
		}
	}
	c.rest = append([]byte(nil), text[cut:]...)
	if _, err := io.WriteString(c.w, CleanLines(string(text[:cut]))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// DataOut is where csv and raw bodies go: as they are into a file or a pipe,
// cleaned onto a terminal.
func (s *Streams) DataOut() io.Writer {
	if s.OutTTY {
		return CleanWriter(s.Out)
	}
	return s.Out
}
