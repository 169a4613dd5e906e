package server

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// writeError answers with the standard error object. An error that nobody
// foresaw is logged, and its text is not shown.
func (s *server) writeError(w http.ResponseWriter, r *http.Request, err error) {
	e := api.AsError(err)
	if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		e = interrupted(err) // most likely nobody is there to read it
	}
	note(r).code = e.Code
	if e.Kind == api.KindInternal {
		s.log.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
		e = &api.Error{Kind: api.KindInternal, Code: api.CodeInternal, Message: "the service failed; its log says why"}
	}
	writeErrorObject(w, e)
}

func writeErrorObject(w http.ResponseWriter, e *api.Error) {
	status := e.HTTPStatus
	if status == 0 {
		status = e.Kind.HTTPStatus()
	}
	if e.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(e.RetryAfter.Seconds()))))
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Token realm="docextract"`)
	}
	body, err := e.MarshalJSON()
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"code":"INTERNAL","message":"the error cannot be written","details":[]}`)
	}
	writeJSON(w, status, body)
}

// answerTime is how long a client may take to read an answer.
const answerTime = 2 * time.Minute

// writeJSON answers with a JSON body. A client that does not read it holds its
// connection no longer than answerTime.
func writeJSON(w http.ResponseWriter, status int, body []byte) {
	// The connection's own clock counts here, and not every one has deadlines.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime))
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) //nolint:gosec // JSON by type and nosniff; a client that is gone is no error of ours
}

// interrupted is a request that ended before its answer was there, because the
// client went away or the server is going down.
func interrupted(cause error) *api.Error {
	return &api.Error{
		Kind: api.KindInterrupted, Code: api.CodeUnavailable, RetryAfter: goneRetry, Err: cause,
		Message: "the request was interrupted",
	}
}

// goneRetry is when to ask again after a server went down: its successor is
// usually there by then.
const goneRetry = 2 * time.Second

// badRequest is a request that cannot be read: 400.
func badRequest(message string, details ...string) *api.Error {
	return &api.Error{Kind: api.KindInvalid, Code: api.CodeInvalidRequest, Message: message, Details: details}
}

// unprocessable is a request that can be read and says what cannot be: 422.
func unprocessable(message string, details ...string) *api.Error {
	e := badRequest(message, details...)
	e.HTTPStatus = http.StatusUnprocessableEntity
	return e
}
