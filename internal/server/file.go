package server

import (
	"bytes"
	"encoding/json"
	"slices"
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
