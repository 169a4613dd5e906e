package server

import (
	"bytes"
	"encoding/base64"
	"strings"
)

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
