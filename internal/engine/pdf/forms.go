package pdf

import "github.com/docextract/docextract/internal/engine/pdf/pdfium"

// load reads a page. What was filled in does not stand in the own text of a
// page: where the document is a form it is made part of that, in the sandbox's
// copy of the document.
func (x *extraction) load(index int) (*pdfium.Page, error) {
	page, err := x.doc.LoadPage(index)
	if err == nil && x.form {
		err = page.Flatten()
	}
	return page, err
}
