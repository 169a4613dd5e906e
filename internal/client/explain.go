package client

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// explain completes an error: what was being done, and what to do now.
func explain(e *api.Error, c *call, host string, hasKey bool) {
	switch {
	case e.Kind == api.KindUnreadable:
		return // says by itself which document
	case e.Kind == api.KindUnauthorized && hasKey:
		e.Message = host + " refuses the API key: " + e.Message
	case e.Kind == api.KindUnauthorized:
		e.Message = host + " asks for an API key: " + e.Message
	}
	_ = c.failed(e)
	if e.Hint == "" {
		e.Hint = hintFor(e.Kind, host, e.RetryAfter)
		if e.Kind == api.KindNotFound && !c.ofID { // no such path
			e.Hint = hintFor(api.KindRejected, host, 0)
		}
	}
}

// hintFor says what to do about a refusal of that kind.
func hintFor(kind api.Kind, host string, retryAfter time.Duration) string {
	switch kind {
	case api.KindUnauthorized:
		return "check the key for " + host + ": set DOCEXTRACT_API_KEY, or run `docextract auth login`"
	case api.KindForbidden:
		return "the key is known to " + host + " and may not do this; use another, or ask who runs the service"
	case api.KindNotFound:
		return "an id is known only to the service that gave it; check the id and that " + host + " is that service"
	case api.KindUnavailable, api.KindRateLimited:
		if retryAfter > 0 {
			return host + " asks to be left alone for " + retryAfter.String()
		}
		return "try again later"
	case api.KindRejected:
		return "check that " + host + " is the address of an extraction API"
	default:
		return ""
	}
}

// away is the error of a service that cannot be reached or broke off.
func away(host string, t *transportError) *api.Error {
	e := &api.Error{
		Kind: api.KindUnavailable, Code: api.CodeUnavailable,
		Message: host + " " + reason(t),
		Hint:    "check the address, the network and that the service is running",
		Err:     t,
	}
	if name, ok := proxy(t); ok {
		e.Message = name + " on the way to " + host + " " + reason(t)
		e.Hint = "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment"
	}
	return e
}

// proxy names the proxy that could not be reached, where it was one.
func proxy(t *transportError) (name string, ok bool) {
	way, ok := errors.AsType[*net.OpError](t.err)
	if !ok || way.Op != "proxyconnect" { // net/http's word
		return "", false
	}
	if dial, ok := errors.AsType[*net.OpError](way.Err); ok && dial.Addr != nil {
		return "the proxy " + dial.Addr.String(), true
	}
	return "the proxy", true
}

// ambiguous is the error of a submission whose fate is unknown.
func ambiguous(cause *api.Error) *api.Error {
	return &api.Error{
		Kind: api.KindAmbiguous, Code: api.CodeAmbiguous,
		Message:    "nobody knows whether the document was accepted: " + cause.Message,
		Details:    cause.Details,
		Hint:       "it is not sent again by itself, because it may be billed twice; look at the service before you submit it again",
		HTTPStatus: cause.HTTPStatus,
		RetryAfter: cause.RetryAfter,
		Err:        cause,
	}
}

// interrupted is the error of a call that the caller broke off. A submission
// was not accepted then.
func interrupted(c *call, cause error) *api.Error {
	e := &api.Error{Kind: api.KindInterrupted, Code: api.CodeInterrupted, Message: "interrupted", Err: cause}
	if c.upload != nil {
		e.Message += " before the document was sent"
	}
	return e
}

// reason says in a person's words why there was no answer.
func reason(t *transportError) string {
	if dns, ok := errors.AsType[*net.DNSError](t.err); ok {
		if dns.IsNotFound {
			return "is not known: no such host"
		}
		return "cannot be looked up: " + dns.Err
	}
	if certificate(t) {
		return "cannot be trusted: " + innermost(t.err).Error()
	}
	if errors.Is(t.err, syscall.ECONNREFUSED) {
		return "refuses the connection"
	}
	if timeout, ok := errors.AsType[net.Error](t.err); ok && timeout.Timeout() || errors.Is(t.err, context.DeadlineExceeded) {
		return "did not answer in time"
	}
	if errors.Is(t.err, context.Canceled) {
		return "was not waited for: interrupted"
	}
	if t.written && (errors.Is(t.err, io.EOF) || errors.Is(t.err, io.ErrUnexpectedEOF) || brokenOff(t.err)) {
		return "broke off the connection"
	}
	return "cannot be reached: " + strings.TrimPrefix(t.err.Error(), "http: ")
}

// certificate reports whether the server did not prove who it is. To try
// again would not help.
func certificate(t *transportError) bool {
	_, ok := errors.AsType[*tls.CertificateVerificationError](t.err)
	return ok
}

func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
