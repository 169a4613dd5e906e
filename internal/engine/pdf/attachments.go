package pdf

import (
	"path"
	"strings"

	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// attachments reads the embedded files that may be XML. One that cannot be
// read, or that is larger than any e-invoice, is left out.
func (x *extraction) attachments() []Attachment {
	var found []Attachment
	for i := range min(x.doc.GetAttachmentCount(), maxAttachments) {
		file, ok := x.doc.GetAttachment(i)
		if !ok {
			continue
		}
		name := file.GetName()
		if !x.mayBeXML(name, file) {
			continue
		}
		if data := file.GetFile(maxAttachmentSize); data != nil {
			found = append(found, Attachment{Name: name, Data: data})
		}
	}
	return found
}

// mayBeXML spares taking out what is something else by its name. Names without
// a suffix, or with an odd one, are given the benefit of the doubt in files of
// ordinary size.
func (x *extraction) mayBeXML(name string, file pdfium.Attachment) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xml":
		return true
	case ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".doc", ".docx", ".xls", ".xlsx", ".ods", ".odt",
		".csv", ".txt", ".html", ".json", ".zip", ".eml", ".msg", ".dwg", ".dxf", ".mp3", ".mp4", ".p7s":
		return false
	}
	if strings.HasSuffix(file.GetSubtype(), "xml") {
		return true
	}
	return x.size <= maxUnnamedXML
}
