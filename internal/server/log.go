package server

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// noted is what the log says of a request: never a key, a document's name or
// contents, or a customer.
type noted struct {
	key, code, extraction string
}

type noteKey struct{}

// note is where a handler leaves what the log should say of its request.
func note(r *http.Request) *noted {
	if n, ok := r.Context().Value(noteKey{}).(*noted); ok {
		return n
	}
	return &noted{}
}

// logged names the server in every answer, writes a line for every request
// and turns a panic into an answer.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.now()
		n := &noted{}
		r = r.WithContext(context.WithValue(r.Context(), noteKey{}, n))
		rec := &recorder{ResponseWriter: w}
		rec.Header().Set("Server", s.name)
		defer func() {
			if p := recover(); p != nil {
				s.log.ErrorContext(r.Context(), "a request panicked", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				if rec.status != 0 {
					panic(http.ErrAbortHandler) // half an answer is out: cut it off
				}
				writeErrorObject(rec, &api.Error{Kind: api.KindInternal, Code: api.CodeInternal, Message: "the service failed; its log says why"})
			}
			s.line(r, rec, n, s.now().Sub(start))
		}()
		next.ServeHTTP(rec, r)
	})
}

func (s *server) line(r *http.Request, rec *recorder, n *noted, took time.Duration) {
	attrs := []any{"method", r.Method, "path", r.URL.Path, "status", rec.status, "took", took, "remote", r.RemoteAddr}
	for _, a := range []struct{ name, value string }{{"key", n.key}, {"extraction_id", n.extraction}, {"code", n.code}} {
		if a.value != "" {
			attrs = append(attrs, a.name, a.value)
		}
	}
	if r.Context().Err() != nil {
		attrs = append(attrs, "canceled", true)
	}
	s.log.InfoContext(r.Context(), "request", attrs...)
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter

	status int
}

// WriteHeader remembers the status.
func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
