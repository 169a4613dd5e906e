package pdfium

import (
	"fmt"
	"io"
)

// LoadError is why PDFium refused a document.
type LoadError int

// What PDFium says of a document that it cannot load.
const (
	ErrSuccess LoadError = iota // it says nothing
	ErrUnknown
	ErrFile
	ErrFormat
	ErrPassword
	ErrSecurity
	ErrPage
)

// Error implements error.
func (e LoadError) Error() string { return fmt.Sprintf("PDFium's error %d", int(e)) }

// Document is one that is open in an instance.
type Document struct {
	instance *Instance
	handle   int
	data     int // where its bytes are, 0 for one that is read from a file
	file     int // its number, 0 for none
}

// Load opens a document, whose bytes are copied into the instance. The error is
// a LoadError, or the failure that ended the instance.
func (i *Instance) Load(data []byte) (*Document, error) {
	d := &Document{instance: i, data: i.alloc(len(data))}
	copy(i.view(d.data, len(data)), data)
	d.handle = i.call("FPDF_LoadMemDocument", d.data, len(data), 0)
	return d.loaded()
}

// LoadFrom opens a document, whose bytes are read as they are needed. The
// errors are those of Load.
func (i *Instance) LoadFrom(src io.ReaderAt, size int64) (*Document, error) {
	d := &Document{instance: i, file: i.files.add(src)}
	access := i.call("FPDF_FILEACCESS_Create", int(size), d.file)
	d.handle = i.call("FPDF_LoadCustomDocument", access, 0)
	return d.loaded()
}

func (d *Document) loaded() (*Document, error) {
	i := d.instance
	if d.handle != 0 {
		return d, nil
	}
	reason := LoadError(i.call("FPDF_GetLastError"))
	d.release()
	if i.err != nil {
		return nil, i.err
	}
	return nil, reason
}

// Close closes the document.
func (d *Document) Close() {
	d.instance.call("FPDF_CloseDocument", d.handle)
	d.release()
}

// release gives back what its bytes came from.
func (d *Document) release() {
	if d.data != 0 {
		d.instance.free(d.data)
	}
	d.instance.files.remove(d.file)
}

// GetPageCount tells how many pages there are.
func (d *Document) GetPageCount() int { return d.instance.call("FPDF_GetPageCount", d.handle) }

// HasValidCrossReferenceTable reports whether the file's own table of contents
// was usable.
func (d *Document) HasValidCrossReferenceTable() bool {
	return d.instance.call("FPDF_DocumentHasValidCrossReferenceTable", d.handle) == 1
}

// HasForm reports whether the document is a form, of whatever kind.
func (d *Document) HasForm() bool { return d.instance.call("FPDF_GetFormType", d.handle) != 0 }
