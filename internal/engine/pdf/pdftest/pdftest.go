// Package pdftest writes small PDF files by hand for tests: what a PDF library
// would refuse to write, or would write in its own way.
package pdftest

import (
	"bytes"
	"fmt"
	"strings"
)

// Page is a page to write. Its fonts are F1 (Helvetica) and F2 (Helvetica
// bold).
type Page struct {
	// Content is the content stream, such as Text gives.
	Content string
	// Attributes stand in the page's dictionary, by default an A4 media box.
	Attributes string
}

// A4 is the media box of an upright A4 page.
const A4 = "/MediaBox [0 0 595 842]"

// Text is a content stream that shows s with font F1 at (x, y), in points from
// the bottom left.
func Text(x, y, size float64, s string) string {
	return Show("F1", fmt.Sprintf("1 0 0 1 %g %g", x, y), size, s)
}

// Show is a content stream that shows s in the named font under a text matrix.
func Show(font, matrix string, size float64, s string) string {
	s = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`).Replace(s)
	return fmt.Sprintf("BT /%s %g Tf %s Tm (%s) Tj ET\n", font, size, matrix, s)
}

// File is an embedded file to write.
type File struct {
	Name string
	Data []byte
}

// Build writes a PDF file.
func Build(pages []Page, files ...File) []byte {
	w := &writer{}
	w.buf.WriteString("%PDF-1.7\n")
	catalog, tree := w.reserve(), w.reserve()
	fonts := w.object("<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>" +
		" /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>")
	var kids []string
	for _, p := range pages {
		if p.Attributes == "" {
			p.Attributes = A4
		}
		content := w.stream("", []byte(p.Content))
		kids = append(kids, fmt.Sprintf("%d 0 R", w.object(fmt.Sprintf(
			"<< /Type /Page /Parent %d 0 R %s /Contents %d 0 R /Resources << /Font %d 0 R >> >>", tree, p.Attributes, content, fonts))))
	}
	w.set(tree, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " ")))
	var names strings.Builder
	for _, f := range files {
		data := w.stream("/Type /EmbeddedFile", f.Data)
		fmt.Fprintf(&names, "(%s) << /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >> ", f.Name, f.Name, f.Name, data)
	}
	embedded := ""
	if len(files) > 0 {
		embedded = fmt.Sprintf("/Names << /EmbeddedFiles << /Names [%s] >> >>", names.String())
	}
	w.set(catalog, fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R %s >>", tree, embedded))
	return w.finish(catalog)
}

// writer numbers objects and remembers where they stand.
type writer struct {
	buf     bytes.Buffer
	offsets []int // by object number − 1, 0 where not written yet
}

func (w *writer) reserve() int {
	w.offsets = append(w.offsets, 0)
	return len(w.offsets)
}

func (w *writer) set(number int, body string) {
	w.offsets[number-1] = w.buf.Len()
	fmt.Fprintf(&w.buf, "%d 0 obj\n%s\nendobj\n", number, body)
}

func (w *writer) object(body string) int {
	n := w.reserve()
	w.set(n, body)
	return n
}

func (w *writer) stream(attributes string, data []byte) int {
	return w.object(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", attributes, len(data), data))
}

func (w *writer) finish(catalog int) []byte {
	start := w.buf.Len()
	fmt.Fprintf(&w.buf, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, o := range w.offsets {
		fmt.Fprintf(&w.buf, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&w.buf, "trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, catalog, start)
	return w.buf.Bytes()
}
