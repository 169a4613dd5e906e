package pdf

import (
	"errors"
	"fmt"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// openError explains why PDFium could not open the file.
func openError(err error, exhausted bool) error {
	reason, refused := errors.AsType[pdfium.LoadError](err)
	switch {
	case !refused:
		return trapped(err, exhausted, "while opening the PDF")
	case reason == pdfium.ErrPassword, reason == pdfium.ErrSecurity:
		return &api.Error{
			Kind: api.KindDocument, Code: api.CodeEncrypted, Err: err,
			Message: "the PDF is protected by a password",
			Hint:    "Remove the password and send it again.",
		}
	default:
		return corrupt(err, "the PDF is damaged or incomplete and cannot be opened")
	}
}

func corrupt(err error, message string, details ...string) error {
	return &api.Error{Kind: api.KindDocument, Code: api.CodeCorrupt, Message: message, Details: details, Err: err}
}

// trapped is the end of a sandbox: PDFium used up its memory or met a fault.
// The file is to blame, and nothing outside was touched.
func trapped(err error, exhausted bool, where string) error {
	if exhausted {
		return &api.Error{
			Kind: api.KindDocument, Code: api.CodeTooLarge, Err: err,
			Message: "reading the PDF takes more memory than allowed", Details: []string{where},
		}
	}
	return corrupt(err, "the PDF is damaged: it cannot be read to its end", where)
}

func tooManyChars(n int, where string) error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeTooLarge,
		Message: fmt.Sprintf("a page of the PDF has %d characters, more than %d", n, maxPageChars), Details: []string{where},
	}
}

func pageTooLarge(g geometry, where string) error {
	const metre = document.DPI / 0.0254
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeTooLarge,
		Message: fmt.Sprintf("a page of the PDF is %.1f × %.1f metres large, more than can be read", g.width/metre, g.height/metre), Details: []string{where},
	}
}

func timedOut(where string) error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeTimeout,
		Message: fmt.Sprintf("reading the PDF took longer than %d seconds a page", int(pageTimeout.Seconds())),
		Details: []string{where},
	}
}

func tooManyPages(n int) error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeTooManyPages,
		Message: fmt.Sprintf("the PDF has %d pages, more than %d", n, maxPages),
		Hint:    "Send the pages of one invoice only.",
	}
}
