package server

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

// file reads the document: a JSON string of base64, decoded as it comes.
func (d *decoder) file() error {
	c, err := d.next()
	if err != nil {
		return err
	}
	if c != '"' {
		if err := d.in.UnreadByte(); err != nil {
			return err
		}
		raw, err := d.value(maxMember)
		if err != nil || raw[0] == 'n' { // null is as good as nothing
			return err
		}
		return unprocessable("a member of the body is of the wrong type", memberFile+": must be a string of base64")
	}
	b := &base64Writer{decoder: d}
	for {
		done, err := d.span(b)
		if err != nil {
			return err
		}
		if done {
			d.hasFile = true
			return b.close()
		}
	}
}

// span hands on the characters up to the next escape or the string's end. In
// base64 there are hardly ever escapes, so this is one pass over the buffer.
func (d *decoder) span(b *base64Writer) (done bool, err error) {
	if _, err := d.in.Peek(1); err != nil {
		_, err = d.byte()
		return false, err
	}
	buffered, _ := d.in.Peek(d.in.Buffered())
	end := bytes.IndexByte(buffered, '"')
	if end < 0 {
		end = len(buffered)
	}
	if esc := bytes.IndexByte(buffered[:end], '\\'); esc >= 0 {
		end = esc
	}
	if control(buffered[:end], !b.started) {
		return false, syntax("a control character in a string")
	}
	if err := b.write(buffered[:end]); err != nil {
		return false, err
	}
	atEnd := end == len(buffered)
	if _, err := d.in.Discard(end); err != nil || atEnd {
		return false, err
	}
	if c, err := d.byte(); err != nil || c == '"' {
		return true, err
	}
	return false, d.escape(b)
}

// control reports whether a string holds a control character, which JSON
// forbids. In base64 line breaks alone need looking for: it has no others.
func control(p []byte, all bool) bool {
	if all {
		return slices.ContainsFunc(p[:min(len(p), maxDataPrefix)], func(c byte) bool { return c < ' ' }) || control(p, false)
	}
	return bytes.IndexByte(p, '\n') >= 0 || bytes.IndexByte(p, '\r') >= 0
}

// escape hands on what an escape stands for; its backslash has been read.
func (d *decoder) escape(b *base64Writer) error {
	raw := []byte{'"', '\\'}
	c, err := d.byte()
	if err != nil {
		return err
	}
	raw = append(raw, c)
	if c == 'u' {
		for range 4 {
			if c, err = d.byte(); err != nil {
				return err
			}
			raw = append(raw, c)
		}
	}
	var s string
	if err := json.Unmarshal(append(raw, '"'), &s); err != nil {
		return err
	}
	return b.write([]byte(s))
}

// base64Writer decodes what is written to it and hands it to the decoder's
// document: padded standard base64, with line breaks allowed as usual, and a
// data: prefix before it.
type base64Writer struct {
	*decoder

	prefix  []byte // what was seen before it was known whether it is a prefix
	started bool
	quad    [4]byte
	n       int  // characters in quad
	ended   bool // padding was seen: nothing may follow
	out     []byte
}

const (
	dataScheme    = "data:"
	maxDataPrefix = 512
	window        = 4 << 10
)

// write takes the next characters.
func (b *base64Writer) write(p []byte) error {
	if b.started {
		return b.decode(p)
	}
	b.prefix = append(b.prefix, p...)
	head := b.prefix[:min(len(b.prefix), len(dataScheme))]
	if !bytes.Equal(bytes.ToLower(head), []byte(dataScheme)[:len(head)]) {
		return b.start(b.prefix)
	}
	if len(head) < len(dataScheme) {
		return nil
	}
	comma := bytes.IndexByte(b.prefix[:min(len(b.prefix), maxDataPrefix)], ',')
	switch {
	case comma < 0 && len(b.prefix) < maxDataPrefix:
		return nil
	case comma < 0 || !strings.HasSuffix(strings.ToLower(string(b.prefix[:comma])), ";base64"):
		return badBase64("a data: prefix must end in ;base64,")
	}
	return b.start(b.prefix[comma+1:])
}

func (b *base64Writer) start(p []byte) error {
	b.started, b.prefix = true, nil
	return b.decode(p)
}

// decode decodes whole quads and keeps the rest.
func (b *base64Writer) decode(p []byte) error {
	b.out = b.out[:0]
	for len(p) > 0 {
		if b.n == 0 && !b.ended {
			// The fast way: all whole quads up to the next odd character.
			k := plain(p) &^ 3
			if k > 0 {
				if err := b.quads(p[:k]); err != nil {
					return err
				}
				p = p[k:]
				continue
			}
		}
		if err := b.char(p[0]); err != nil {
			return err
		}
		p = p[1:]
	}
	return b.flush()
}

// plain is how many characters from the start are neither padding nor a line
// break, so that a decoder may have them in fours.
func plain(p []byte) int {
	// Three fast looks at a window: at a whole buffer, lines of base64 would
	// have it looked through once a line.
	n := min(len(p), window)
	for _, odd := range []byte("=\r\n") {
		if i := bytes.IndexByte(p[:n], odd); i >= 0 {
			n = i
		}
	}
	return n
}

func (b *base64Writer) char(c byte) error {
	if c == '\r' || c == '\n' {
		return nil
	}
	if b.ended {
		return badBase64("more after the padding")
	}
	b.quad[b.n] = c
	b.n++
	if b.n < len(b.quad) {
		return nil
	}
	b.n = 0
	b.ended = c == '='
	return b.quads(b.quad[:])
}

func (b *base64Writer) quads(p []byte) error {
	var err error
	if b.out, err = base64.StdEncoding.Strict().AppendDecode(b.out, p); err != nil {
		return badBase64("a character that is none of base64")
	}
	return nil
}

// flush hands on what was decoded.
func (b *base64Writer) flush() error {
	b.size += int64(len(b.out))
	if b.size > b.limit {
		return tooLarge(b.limit)
	}
	if _, err := b.doc.Write(b.out); err != nil {
		return &writeError{err}
	}
	return nil
}

func (b *base64Writer) close() error {
	if !b.started {
		if err := b.start(b.prefix); err != nil {
			return err
		}
	}
	if b.n != 0 {
		return badBase64("it ends in the middle")
	}
	return nil
}

func badBase64(what string) error {
	return badRequest("the document is not valid base64", memberFile+": "+what)
}

// writeError is an error of the document's store, not of the request.
type writeError struct{ err error }

func (w *writeError) Error() string { return w.err.Error() }
func (w *writeError) Unwrap() error { return w.err }
