package pdf

import (
	"errors"
	"fmt"

	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"

	"github.com/docextract/docextract/internal/api"
)

// openError explains why PDFium could not open the file.
func openError(err error) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return &api.Error{
			Kind: api.KindDocument, Code: api.CodeEncrypted, Err: err,
			Message: "the PDF is protected by a password",
			Hint:    "Remove the password and send it again.",
		}
	case errors.Is(err, pdfiumerrors.ErrFormat), errors.Is(err, pdfiumerrors.ErrFile), errors.Is(err, pdfiumerrors.ErrUnknown),
		errors.Is(err, pdfiumerrors.ErrPage), errors.Is(err, pdfiumerrors.ErrSuccess):
		return corrupt(err, "the PDF is damaged or incomplete and cannot be opened")
	default:
		return trapped(err, "while opening the PDF")
	}
}

func corrupt(err error, message string, details ...string) error {
	return &api.Error{Kind: api.KindDocument, Code: api.CodeCorrupt, Message: message, Details: details, Err: err}
}

// trapped is the end of a sandbox: PDFium ran out of its memory or met a
// fault. The file is to blame, and nothing outside was touched.
func trapped(err error, where string) error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeCorrupt, Err: err,
		Message: "the PDF cannot be read within the limits of memory",
		Details: []string{where},
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
