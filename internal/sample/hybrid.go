package sample

import "codeberg.org/go-pdf/fpdf"

// HybridPDF is the printed document with its CII inside, in the manner of
// Factur-X and ZUGFeRD.
func (d *Document) HybridPDF() ([]byte, error) {
	p := newPDF(d.Invoice.Number)
	p.doc.SetAttachments([]fpdf.Attachment{{Content: d.CII(), Filename: "factur-x.xml", Description: "Factur-X"}})
	d.drawOn(p)
	return p.bytes()
}

// EncryptedPDF is the printed document behind a password.
func (d *Document) EncryptedPDF(password string) ([]byte, error) {
	p := newPDF(d.Invoice.Number)
	p.doc.SetProtection(fpdf.CnProtectPrint, password, password+" of the owner")
	d.drawOn(p)
	return p.bytes()
}
