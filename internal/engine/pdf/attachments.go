package pdf

import (
	"path"
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// attachments reads the embedded files that may be XML. One that cannot be
// read, or that is larger than any e-invoice, is left out.
func (x *extraction) attachments() ([]Attachment, error) {
	const where = "while reading the embedded files"
	count, err := x.pdfium.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: x.doc})
	if err != nil {
		return nil, x.trap(err, where)
	}
	var found []Attachment
	for i := range min(count.AttachmentCount, maxAttachments) {
		ref, err := x.pdfium.FPDFDoc_GetAttachment(&requests.FPDFDoc_GetAttachment{Document: x.doc, Index: i})
		if err != nil {
			continue
		}
		name, err := x.pdfium.FPDFAttachment_GetName(&requests.FPDFAttachment_GetName{Attachment: ref.Attachment})
		if err != nil || !x.mayBeXML(name.Name, ref.Attachment) {
			continue
		}
		file, err := x.pdfium.FPDFAttachment_GetFile(&requests.FPDFAttachment_GetFile{Attachment: ref.Attachment})
		if err != nil || len(file.Contents) == 0 || len(file.Contents) > maxAttachmentSize {
			continue
		}
		found = append(found, Attachment{Name: name.Name, Data: file.Contents})
	}
	return found, nil
}

// mayBeXML spares taking out what is something else by its name. Names without
// a suffix, or with an odd one, are given the benefit of the doubt in files of
// ordinary size.
func (x *extraction) mayBeXML(name string, ref references.FPDF_ATTACHMENT) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xml":
		return true
	case ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".doc", ".docx", ".xls", ".xlsx", ".ods", ".odt",
		".csv", ".txt", ".html", ".json", ".zip", ".eml", ".msg", ".dwg", ".dxf", ".mp3", ".mp4", ".p7s":
		return false
	}
	subtype, err := x.pdfium.FPDFAttachment_GetSubtype(&requests.FPDFAttachment_GetSubtype{Attachment: ref})
	if err == nil && subtype.Subtype != nil && strings.HasSuffix(*subtype.Subtype, "xml") {
		return true
	}
	return x.size <= maxUnnamedXML
}
