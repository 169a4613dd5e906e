package api

import (
	"errors"
	"io/fs"
	"strings"
	"time"
)

// Kind sorts errors into the few classes that decide HTTP status, retry and
// exit code. The set is closed.
type Kind int

// The kinds. The zero value is an error nobody foresaw.
const (
	KindInternal     Kind = iota
	KindInvalid           // the request or the command line is wrong; sending it again changes nothing
	KindUnreadable        // a named file cannot be read
	KindUnauthorized      // no key, or the key is refused
	KindForbidden         // the key is known and may not do this
	KindNotFound          // no such extraction, or no longer
	KindConflict          // the same Idempotency-Key is in use: ask again, or with another body
	KindTooLarge          // more bytes than the service takes
	KindRateLimited       // asked too often: later
	KindUnavailable       // not there, or not now: later
	KindAmbiguous         // a submission whose fate is unknown: never sent again unasked
	KindRejected          // refused for good for another reason (a redirect, an odd 4xx)
	KindDocument          // the document itself cannot be processed: an extraction's ERROR
	KindInterrupted       // the user or the system stopped us
	KindNotStarted        // a run ended by a rule of its own before the document's turn: nothing was sent
)

// Codes of requests that are refused, of documents that cannot be processed,
// and of failures on the client's side. They are part of the contract.
const (
	CodeInvalidRequest      = "INVALID_REQUEST"
	CodeUnknownDocumentType = "UNKNOWN_DOCUMENT_TYPE"
	CodeUnauthorized        = "UNAUTHORIZED"
	CodeForbidden           = "FORBIDDEN"
	CodeNotFound            = "NOT_FOUND"
	CodeTooLarge            = "TOO_LARGE"
	CodeRateLimited         = "RATE_LIMITED"
	CodeUnavailable         = "UNAVAILABLE"

	CodeEmpty        = "EMPTY"
	CodeUnsupported  = "UNSUPPORTED"
	CodeCorrupt      = "CORRUPT"
	CodeEncrypted    = "ENCRYPTED"
	CodeNoTextLayer  = "NO_TEXT_LAYER"
	CodeTooManyPages = "TOO_MANY_PAGES"
	CodeTimeout      = "TIMEOUT"
	CodeInternal     = "INTERNAL"

	CodeUnreadable  = "UNREADABLE"
	CodeAmbiguous   = "AMBIGUOUS"
	CodeInterrupted = "INTERRUPTED"
)

// Error is what went wrong, for a program (Kind, Code), for a person
// (Message: one sentence; Details), and what to do about it (Hint).
// Its JSON is the standard error object {"code","message","details"}.
type Error struct {
	Kind    Kind
	Code    string
	Message string
	Details []string
	// Hint is what to type or do next. It never travels on the wire.
	Hint string
	// RetryAfter is how long the service asked to be left alone, 0 if it did not.
	RetryAfter time.Duration
	// HTTPStatus is the status of the answer that carried the error, 0 for none.
	HTTPStatus int
	// Err is the cause, for errors.Is and errors.As.
	Err error
}

// Error gives the message, with the details behind it.
func (e *Error) Error() string {
	if len(e.Details) == 0 {
		return e.Message
	}
	return e.Message + " (" + strings.Join(e.Details, "; ") + ")"
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// WithHint returns a copy that carries a hint.
func (e *Error) WithHint(hint string) *Error {
	c := *e
	c.Hint = hint
	return &c
}

// AsError returns err as an *Error. An error of another type becomes one of
// KindInternal that keeps it as its cause; nil stays nil.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Kind: KindInternal, Code: CodeInternal, Message: err.Error(), Err: err}
}

// KindOf is the kind of err; KindInternal for an error of another type.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return KindInternal
}

// DocumentError is the error of an extraction whose document cannot be
// processed; details say where.
func DocumentError(code, message string, details ...string) *Error {
	return &Error{Kind: KindDocument, Code: code, Message: message, Details: details}
}

// cause is err's text without the path that os repeats in front of it.
func cause(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}
