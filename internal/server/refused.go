package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/docextract/docextract/internal/api"
)

func tooLarge(limit int64) *api.Error {
	return &api.Error{Kind: api.KindTooLarge, Code: api.CodeTooLarge, Message: fmt.Sprintf("the document is larger than %d MiB", limit>>20)}
}

// syntax is a body that is not JSON.
func syntax(format string, args ...any) *api.Error {
	return badRequest("the body is not the JSON of a submission", fmt.Sprintf(format, args...))
}

// requestError says in the API's words what went wrong while reading.
func requestError(err error, limit int64) error {
	if _, ok := errors.AsType[*api.Error](err); ok {
		return err
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return tooLarge(limit)
	}
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return syntax("%v", err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return syntax("it ends too early")
	}
	if w, ok := errors.AsType[*writeError](err); ok {
		return w.err
	}
	return &api.Error{
		Kind: api.KindInvalid, Code: api.CodeInvalidRequest, HTTPStatus: http.StatusRequestTimeout,
		Message: "the body did not arrive", Err: err,
	}
}

// writeError is an error of the document's store, not of the request.
type writeError struct{ err error }

func (w *writeError) Error() string { return w.err.Error() }
func (w *writeError) Unwrap() error { return w.err }
