package pdfium

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// Attachment is a file embedded in a document.
type Attachment struct {
	instance *Instance
	handle   int
}

// GetAttachmentCount tells how many files are embedded.
func (d *Document) GetAttachmentCount() int {
	return d.instance.call("FPDFDoc_GetAttachmentCount", d.handle)
}

// GetAttachment is the embedded file of an index; ok is false where there is
// none.
func (d *Document) GetAttachment(index int) (a Attachment, ok bool) {
	a = Attachment{d.instance, d.instance.call("FPDFDoc_GetAttachment", d.handle, index)}
	return a, a.handle != 0
}

// GetName is the file's name.
func (a Attachment) GetName() string { return a.text("FPDFAttachment_GetName") }

// GetSubtype is the file's MIME type, "" where it is not told.
func (a Attachment) GetSubtype() string { return a.text("FPDFAttachment_GetSubtype") }

func (a Attachment) text(function string) string {
	i := a.instance
	return decode(i.written(func(at, room int) int { return i.call(function, a.handle, at, room) }))
}

// decode reads UTF-16 (little-endian) that ends with a NUL.
func decode(text []byte) string {
	units := make([]uint16, len(text)/2)
	for n := range units {
		units[n] = binary.LittleEndian.Uint16(text[2*n:])
	}
	if n := len(units); n > 0 && units[n-1] == 0 {
		units = units[:n-1]
	}
	return string(utf16.Decode(units))
}

// GetFile is what the file holds, nil where that cannot be read or is larger
// than most.
func (a Attachment) GetFile(most int) []byte {
	i := a.instance
	if i.call("FPDFAttachment_GetFile", a.handle, 0, 0, i.roomAt) == 0 {
		return nil
	}
	size := i.int32(0)
	if size <= 0 || size > most {
		return nil
	}
	at := i.alloc(size)
	defer i.free(at)
	if i.call("FPDFAttachment_GetFile", a.handle, at, size, i.roomAt) == 0 {
		return nil
	}
	return bytes.Clone(i.view(at, size))
}
