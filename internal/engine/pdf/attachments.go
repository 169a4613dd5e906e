package pdf

import (
	"github.com/klippa-app/go-pdfium/requests"
)

// attachments reads the embedded files. One that cannot be read, or that is
// larger than any e-invoice, is left out.
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
		if err != nil {
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
