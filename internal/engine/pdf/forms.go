package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// hasForm reports whether the document is a form to fill in. What was filled
// in does not stand in the pages' own text.
func (x *extraction) hasForm() bool {
	form, err := x.pdfium.FPDF_GetFormType(&requests.FPDF_GetFormType{Document: x.doc})
	return err == nil && form.FormType != enums.FPDF_FORMTYPE_NONE
}

// fillIn makes what stands in a form's fields part of the page, in the
// sandbox's copy of the document.
func (x *extraction) fillIn(ref requests.Page) error {
	if !x.form {
		return nil
	}
	_, err := x.pdfium.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: ref, Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
	return err
}
