package sample

import (
	"bytes"
	"errors"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// HybridPDF is the printed document with its CII inside, in the manner of
// Factur-X and ZUGFeRD.
func (d *Document) HybridPDF() ([]byte, error) {
	const name = "factur-x.xml"
	p := newPDF(d.Invoice.Number)
	p.pieces = d.look.pieces
	p.doc.SetAttachments([]fpdf.Attachment{{Content: d.CII(), Filename: name, Description: "Factur-X"}})
	d.drawOn(p)
	data, err := p.bytes()
	if err != nil {
		return nil, err
	}
	return nameAttachment(data, name)
}

// nameAttachment puts the file's name where fpdf leaves /F empty: PDFium finds
// no file then. The entry keeps its length, and so does everything behind it.
func nameAttachment(data []byte, name string) ([]byte, error) {
	var wide bytes.Buffer
	for _, c := range []byte(name) {
		wide.WriteByte(0)
		wide.WriteByte(c)
	}
	written := []byte("/F () /UF (\xfe\xff" + wide.String() + ")")
	wanted := fmt.Appendf(nil, "/F (%s) /UF (%s)", name, name)
	if bytes.Count(data, written) != 1 || len(wanted) > len(written) {
		return nil, errors.New("the attachment's entry is not as fpdf writes it")
	}
	wanted = append(wanted, bytes.Repeat([]byte(" "), len(written)-len(wanted))...)
	return bytes.Replace(data, written, wanted, 1), nil
}

// EncryptedPDF is the printed document behind a password.
func (d *Document) EncryptedPDF(password string) ([]byte, error) {
	p := newPDF(d.Invoice.Number)
	p.doc.SetProtection(fpdf.CnProtectPrint, password, password+" of the owner")
	d.drawOn(p)
	return p.bytes()
}
