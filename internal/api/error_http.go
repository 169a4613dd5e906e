package api

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
)

// maxQuoted is how many characters of a foreign body an error quotes.
const maxQuoted = 200

// HTTPStatus is the status that our server answers an error of this kind with.
func (k Kind) HTTPStatus() int {
	switch k {
	case KindInvalid, KindRejected, KindUnreadable:
		return http.StatusBadRequest
	case KindUnauthorized:
		return http.StatusUnauthorized
	case KindForbidden:
		return http.StatusForbidden
	case KindNotFound:
		return http.StatusNotFound
	case KindConflict:
		return http.StatusConflict
	case KindTooLarge:
		return http.StatusRequestEntityTooLarge
	case KindDocument:
		return http.StatusUnprocessableEntity
	case KindRateLimited:
		return http.StatusTooManyRequests
	case KindUnavailable, KindInterrupted, KindNotStarted:
		return http.StatusServiceUnavailable
	case KindInternal, KindAmbiguous:
		return http.StatusInternalServerError
	default:
		return http.StatusInternalServerError
	}
}

// KindFromHTTP sorts the status of an answer that is no success. What it
// means for a submission is the client's to decide: after a 5xx other than
// 503 nobody knows whether the document was taken.
func KindFromHTTP(status int) Kind {
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return KindInvalid
	case http.StatusUnauthorized:
		return KindUnauthorized
	case http.StatusForbidden:
		return KindForbidden
	case http.StatusNotFound, http.StatusGone:
		return KindNotFound
	case http.StatusConflict:
		return KindConflict
	case http.StatusRequestEntityTooLarge:
		return KindTooLarge
	case http.StatusTooManyRequests:
		return KindRateLimited
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return KindUnavailable
	}
	if status >= http.StatusInternalServerError {
		return KindInternal
	}
	return KindRejected
}

// codeFromKind names an error whose body gave no code.
func codeFromKind(k Kind) string {
	switch k {
	case KindUnauthorized:
		return CodeUnauthorized
	case KindForbidden:
		return CodeForbidden
	case KindNotFound:
		return CodeNotFound
	case KindTooLarge:
		return CodeTooLarge
	case KindRateLimited:
		return CodeRateLimited
	case KindUnavailable:
		return CodeUnavailable
	case KindInvalid, KindConflict, KindRejected:
		return CodeInvalidRequest
	default:
		return CodeInternal
	}
}

// DecodeError reads the body of an answer that is no success: the standard
// error object, one of its variants, or no JSON at all. It never fails: the
// status alone makes an error.
func DecodeError(status int, body []byte) *Error {
	e := &Error{}
	body = trimBody(body)
	switch {
	case len(body) == 0:
	case !json.Valid(body):
		e.Message, e.Details = foreignBody(status, body)
	case e.UnmarshalJSON(body) != nil:
		e = &Error{}
	}
	e.Kind = KindFromHTTP(status)
	e.HTTPStatus = status
	if e.Code == "" {
		e.Code = codeFromKind(e.Kind)
	}
	if e.Message == "" {
		e.Message = "the service answered " + statusLine(status)
	}
	return e
}

var (
	htmlTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
	htmlStart = regexp.MustCompile(`(?i)^(<!doctype html|<html|<head|<body|<!--|<\?xml)`)
)

// foreignBody describes an answer that something other than the API gave,
// a proxy most often.
func foreignBody(status int, body []byte) (message string, details []string) {
	if !htmlStart.Match(body) {
		return "the server answered " + statusLine(status) + " with text instead of the API's JSON", []string{quoted(string(body))}
	}
	message = "the server answered " + statusLine(status) + " with a web page instead of the API's JSON"
	if m := htmlTitle.FindSubmatch(body); m != nil {
		if title := quoted(html.UnescapeString(string(m[1]))); title != "" {
			details = []string{title}
		}
	}
	return message, details
}

func statusLine(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// quoted is the start of foreign text on one line.
func quoted(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	if r := []rune(s); len(r) > maxQuoted {
		return string(r[:maxQuoted]) + "…"
	}
	return s
}
