package server

import (
	"encoding/json"
	"errors"
	"io"
)

// next is the first byte that is no white space. A body that ends instead is
// io.ErrUnexpectedEOF.
func (d *decoder) next() (byte, error) {
	for {
		c, err := d.byte()
		if err != nil {
			return 0, err
		}
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return c, nil
		}
	}
}

func (d *decoder) byte() (byte, error) {
	c, err := d.in.ReadByte()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return c, err
}

func (d *decoder) expect(want byte, what string) error {
	c, err := d.next()
	if err != nil {
		return err
	}
	if c != want {
		return syntax("%s was expected, not %q", what, c)
	}
	return nil
}

// value gives the JSON text of the value that comes next, checked, and at
// most limit bytes of it.
func (d *decoder) value(limit int) ([]byte, error) {
	c, err := d.next()
	if err != nil {
		return nil, err
	}
	raw := []byte{c}
	switch c {
	case '"':
		raw, err = d.rest(raw, limit, 0)
	case '{', '[':
		raw, err = d.rest(raw, limit, 1)
	default:
		raw, err = d.word(raw, limit)
	}
	if err != nil {
		return nil, err
	}
	if !json.Valid(raw) {
		return nil, syntax("a value that is none")
	}
	return raw, nil
}

// rest reads to the end of a string (depth 0) or of an array or object. It
// looks only for where the value ends; whether it is one, json.Valid says.
func (d *decoder) rest(raw []byte, limit, depth int) ([]byte, error) {
	quoted := raw[0] == '"'
	for {
		c, err := d.byte()
		if err != nil {
			return nil, err
		}
		if len(raw) == limit {
			return nil, badRequest("a member of the body is too long")
		}
		raw = append(raw, c)
		switch {
		case quoted && c == '\\':
			if c, err = d.byte(); err != nil {
				return nil, err
			}
			raw = append(raw, c)
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if !quoted && depth <= 0 {
			return raw, nil
		}
	}
}

// word reads a number, true, false or null.
func (d *decoder) word(raw []byte, limit int) ([]byte, error) {
	for {
		c, err := d.byte()
		if err != nil {
			return nil, err
		}
		switch c {
		case ' ', '\t', '\n', '\r', ',', '}', ']':
			return raw, d.in.UnreadByte()
		}
		if len(raw) == limit {
			return nil, badRequest("a member of the body is too long")
		}
		raw = append(raw, c)
	}
}
