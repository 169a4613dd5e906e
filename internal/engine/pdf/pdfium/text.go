package pdfium

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// Text is the text layer of a page.
type Text struct {
	instance *Instance
	handle   int
}

// Char is a character, in the order in which PDFium reads the page, with the
// blanks and line ends that it puts in.
type Char struct {
	// Rune is utf8.RuneError where the file says something impossible, and 0
	// where it says that the character stands for nothing.
	Rune rune
	Box  Rect
	// Style is shared by neighbours, and nil for blanks and line ends.
	Style *Style
}

// Style is how characters are set.
type Style struct {
	// Size is that of the font in points, as it is shown.
	Size float64
	// Angle is how far the characters are turned, in radians from 0 to 2π.
	Angle float64
	Font  *Font
}

// Font is what a font says of itself.
type Font struct {
	Name   string // with the tag that subsets have, "ABCDEF+Arial-BoldMT"
	Weight int    // 400 is normal, 700 bold
}

// LoadText finds the page's characters.
func (p *Page) LoadText() Text {
	return Text{p.instance, p.instance.call("FPDFText_LoadPage", p.handle)}
}

// Close frees what was found.
func (t Text) Close() { t.instance.call("FPDFText_ClosePage", t.handle) }

// CountChars tells how many characters there are.
func (t Text) CountChars() int { return t.instance.call("FPDFText_CountChars", t.handle) }

// Chars are all characters. Every one takes three calls; what does not change
// from one to the next is not asked for again.
func (t Text) Chars() []Char {
	i, at := t.instance, t.instance.roomAt
	getUnicode, getCharBox := i.function("FPDFText_GetUnicode"), i.function("FPDFText_GetCharBox")
	getTextObject := i.function("FPDFText_GetTextObject")
	chars := make([]Char, max(t.CountChars(), 0))
	s := styles{text: t, fonts: map[int]*Font{}}
	for n := range chars {
		c := &chars[n]
		c.Rune = valid(i.invoke(getUnicode, t.handle, n))
		i.invoke(getCharBox, t.handle, n, at, at+8, at+16, at+24)
		c.Box = Rect{Left: i.float64(0), Right: i.float64(8), Bottom: i.float64(16), Top: i.float64(24)}
		switch c.Rune {
		case ' ', '\r', '\n': // perhaps PDFium's own, which are set like nothing else
		default:
			c.Style = s.style(i.invoke(getTextObject, t.handle, n), n)
		}
		if i.err != nil {
			return nil
		}
	}
	return chars
}

// valid is the character of a code.
func valid(code int) rune {
	if code < 0 || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) {
		return utf8.RuneError
	}
	return rune(code)
}

// styles remembers how the last characters were set, and the fonts of the page.
type styles struct {
	text  Text
	last  *Style
	of    int // the text object that last is of
	fonts map[int]*Font
}

// style is that of the character of an index, which belongs to a text object.
// All of an object are set alike.
func (s *styles) style(object, index int) *Style {
	if object == s.of && object != 0 {
		return s.last
	}
	t, i := s.text.handle, s.text.instance
	size := i.number("FPDFText_GetFontSize", t, index)
	i.call("FPDFText_GetMatrix", t, index, i.roomAt)
	m := i.matrix()
	s.of, s.last = object, &Style{Size: size * math.Sqrt(m.C*m.C+m.D*m.D), Angle: angle(m), Font: s.font(object, index)}
	return s.last
}

// angle is how far a matrix turns.
func angle(m Matrix) float64 {
	a := math.Atan2(m.C, m.A)
	if a < 0 {
		a += 2 * math.Pi
	}
	return a
}

func (s *styles) font(object, index int) *Font {
	t, i := s.text.handle, s.text.instance
	handle := i.call("FPDFTextObj_GetFont", object)
	if f := s.fonts[handle]; f != nil {
		return f
	}
	f := &Font{Weight: i.call("FPDFText_GetFontWeight", t, index)}
	name := i.written(func(at, room int) int { return i.call("FPDFText_GetFontInfo", t, index, at, room, 0) })
	f.Name = string(bytes.TrimSuffix(name, []byte{0}))
	if handle != 0 {
		s.fonts[handle] = f
	}
	return f
}
