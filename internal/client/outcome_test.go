package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// TestPostAnswered goes through the answers to a submission, by a server that
// is not ours. Each is one attempt.
func TestPostAnswered(t *testing.T) {
	tests := map[string]struct {
		answer []string
		kind   api.Kind
		says   string
	}{
		"429":                    {[]string{"HTTP/1.1 429 Too Many Requests", "Retry-After: 7", "Content-Length: 0", "", ""}, api.KindRateLimited, "429"},
		"503":                    {[]string{"HTTP/1.1 503 Service Unavailable", "Content-Length: 0", "", ""}, api.KindUnavailable, "503"},
		"400":                    {[]string{"HTTP/1.1 400 Bad Request", "Content-Length: 17", "", `{"message":"huh"}`}, api.KindInvalid, "huh"},
		"401":                    {[]string{"HTTP/1.1 401 Unauthorized", "Content-Length: 22", "", `{"detail":"bad token"}`}, api.KindUnauthorized, "bad token"},
		"403":                    {[]string{"HTTP/1.1 403 Forbidden", "Content-Length: 0", "", ""}, api.KindForbidden, "403"},
		"404, a web page":        {[]string{"HTTP/1.1 404 Not Found", "Content-Length: 27", "", `<html><title>Shop</title>..`}, api.KindRejected, "web page"},
		"405":                    {[]string{"HTTP/1.1 405 Method Not Allowed", "Content-Length: 0", "", ""}, api.KindRejected, "405"},
		"408":                    {[]string{"HTTP/1.1 408 Request Timeout", "Content-Length: 0", "", ""}, api.KindRejected, "408"},
		"409":                    {[]string{"HTTP/1.1 409 Conflict", "Retry-After: 1", "Content-Length: 0", "", ""}, api.KindConflict, "409"},
		"413":                    {[]string{"HTTP/1.1 413 Too Large", "Content-Length: 0", "", ""}, api.KindTooLarge, "413"},
		"422":                    {[]string{"HTTP/1.1 422 Unprocessable", "Content-Length: 0", "", ""}, api.KindInvalid, "422"},
		"302 with Location":      {[]string{"HTTP/1.1 302 Found", "Location: https://elsewhere.example/x", "Content-Length: 0", "", ""}, api.KindRejected, "https://elsewhere.example/x"},
		"307 without Location":   {[]string{"HTTP/1.1 307 Temporary Redirect", "Content-Length: 0", "", ""}, api.KindRejected, "does not name"},
		"500":                    {[]string{"HTTP/1.1 500 Oops", "Content-Length: 0", "", ""}, api.KindAmbiguous, "nobody knows"},
		"502, a proxy's page":    {[]string{"HTTP/1.1 502 Bad Gateway", "Content-Length: 6", "", "<html>"}, api.KindAmbiguous, "web page"},
		"504":                    {[]string{"HTTP/1.1 504 Gateway Timeout", "Content-Length: 0", "", ""}, api.KindAmbiguous, "504"},
		"507":                    {[]string{"HTTP/1.1 507 Full", "Content-Length: 0", "", ""}, api.KindAmbiguous, "507"},
		"200 without an id":      {[]string{"HTTP/1.1 200 OK", "Content-Length: 2", "", "{}"}, api.KindAmbiguous, "extraction_id"},
		"202, a web page":        {[]string{"HTTP/1.1 202 Accepted", "Content-Length: 6", "", "<html>"}, api.KindAmbiguous, "JSON"},
		"202 cut off in the id":  {[]string{"HTTP/1.1 202 Accepted", "Content-Length: 40", "", `{"extraction_id": "ab`}, api.KindAmbiguous, "broke off"},
		"no answer, an EOF":      {nil, api.KindAmbiguous, "broke off"},
		"an answer, but no HTTP": {[]string{"SSH-2.0-OpenSSH_9.6", "", ""}, api.KindAmbiguous, "nobody knows"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPeer(t, says(tt.answer...))
			id, err := once(t, p.URL).Submit(t.Context(), invoice())
			wantFailure(t, id, err, tt.kind, tt.says)
			if n := p.posts.Load(); n != 1 {
				t.Errorf("sent %d times", n)
			}
		})
	}
}

func wantFailure(t *testing.T, id string, err error, kind api.Kind, says string) {
	t.Helper()
	if id != "" || api.KindOf(err) != kind {
		t.Fatalf("got id %q, kind %d, %v; want kind %d", id, api.KindOf(err), err, kind)
	}
	if !strings.Contains(err.Error(), says) {
		t.Errorf("%q does not say %q", err, says)
	}
	if strings.Contains(err.Error(), "k3y") {
		t.Errorf("the key shows in %q", err)
	}
}

// TestPostRefusedEarly is about a server that answers before it has read the
// upload, and closes: the answer counts, not the broken upload.
func TestPostRefusedEarly(t *testing.T) {
	p := newPeer(t, func(conn net.Conn, _ *http.Request) {
		_, _ = io.WriteString(conn, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
	})
	s := invoice()
	s.Document = api.BytesDocument("invoice.pdf", make([]byte, 32<<20))
	id, err := once(t, p.URL).Submit(t.Context(), s)
	wantFailure(t, id, err, api.KindTooLarge, "413")
}

func TestPostAccepted(t *testing.T) {
	for _, status := range []string{"200 OK", "202 Accepted", "201 Created"} {
		p := newPeer(t, says("HTTP/1.1 "+status, "Content-Length: 24", "", `{"extraction_id":"ab12"}`))
		if id, err := once(t, p.URL).Submit(t.Context(), invoice()); err != nil || id != "ab12" {
			t.Errorf("%s: got %q, %v", status, id, err)
		}
	}
}

// TestPostBrokenOff goes through connections that end while a document of
// some megabytes is sent.
func TestPostBrokenOff(t *testing.T) {
	tests := map[string]func(net.Conn, *http.Request){
		"reset after the head": func(conn net.Conn, _ *http.Request) { reset(conn) },
		"reset within the body": func(conn net.Conn, req *http.Request) {
			_, _ = io.CopyN(io.Discard, req.Body, 100_000)
			reset(conn)
		},
		"closed within the body": func(conn net.Conn, req *http.Request) {
			_, _ = io.CopyN(io.Discard, req.Body, 100_000)
			_ = conn.Close()
		},
		"reset after the body": func(conn net.Conn, req *http.Request) {
			_, _ = io.Copy(io.Discard, req.Body)
			reset(conn)
		},
	}
	for name, story := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPeer(t, story)
			s := invoice()
			s.Document = api.BytesDocument("invoice.pdf", make([]byte, 8<<20))
			id, err := once(t, p.URL).Submit(t.Context(), s)
			wantFailure(t, id, err, api.KindAmbiguous, "nobody knows")
			if n := p.posts.Load(); n != 1 {
				t.Errorf("sent %d times", n)
			}
		})
	}
}

// TestPostTimedOut ends a submission by its deadline: within the upload and
// after it, nobody knows.
func TestPostTimedOut(t *testing.T) {
	for name, read := range map[string]int64{"within the upload": 100_000, "after the upload": 1 << 30} {
		t.Run(name, func(t *testing.T) {
			ctx, expire := expiring(t)
			p := newPeer(t, func(_ net.Conn, req *http.Request) {
				_, _ = io.CopyN(io.Discard, req.Body, read)
				expire()
				<-ctx.Done()
			})
			s := invoice()
			s.Document = api.BytesDocument("invoice.pdf", make([]byte, 8<<20))
			id, err := once(t, p.URL).Submit(ctx, s)
			wantFailure(t, id, err, api.KindAmbiguous, "nobody knows")
		})
	}
}

// expiring is a context whose deadline is there when expire is called.
func expiring(t *testing.T) (ctx context.Context, expire func()) {
	t.Helper()
	inner, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return deadlineContext{inner}, cancel
}

type deadlineContext struct{ context.Context } //nolint:containedctx // is a context itself

func (c deadlineContext) Err() error {
	if c.Context.Err() != nil {
		return context.DeadlineExceeded
	}
	return nil
}

func TestNotConnected(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + ln.Addr().String()
	_ = ln.Close()
	tls := httptest.NewTLSServer(http.NotFoundHandler())
	defer tls.Close()
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()

	tests := map[string]struct{ url, says string }{
		"refused":              {closed, "refuses the connection"},
		"no certificate":       {tls.URL, "cannot be trusted"},
		"TLS with one without": {strings.Replace(plain.URL, "http:", "https:", 1), "cannot be reached"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := once(t, tt.url)
			c.identity.own.Store(new(bool)) // go straight to the submission
			id, err := c.Submit(t.Context(), invoice())
			wantFailure(t, id, err, api.KindUnavailable, tt.says)
		})
	}
}

// TestProxyAway blames the proxy and not the service behind it.
func TestProxyAway(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := ln.Addr().String()
	_ = ln.Close()
	base, err := url.Parse("https://service.example")
	if err != nil {
		t.Fatal(err)
	}
	way := newTransport(base, "", true)
	way.Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: closed})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = way.RoundTrip(req) //nolint:bodyclose // there is none
	e := away(base.Host, &transportError{err: err})
	if want := "the proxy " + closed + " on the way to service.example refuses the connection"; e.Message != want {
		t.Errorf("message %q, want %q", e.Message, want)
	}
	if !strings.Contains(e.Hint, "HTTPS_PROXY") {
		t.Errorf("hint %q", e.Hint)
	}
}

// TestBeforeTheFirstByte fails at each moment before a byte of the request was
// written: nothing can have been taken.
func TestBeforeTheFirstByte(t *testing.T) {
	tests := map[string]struct {
		dial func(context.Context, string, string) (net.Conn, error)
		says string
	}{
		"no such host": {func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Err: "no such host", Name: "api.example.com", IsNotFound: true}
		}, "no such host"},
		"names are not served": {func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Err: "server misbehaving", IsTemporary: true}
		}, "server misbehaving"},
		"dial times out": {func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Err: context.DeadlineExceeded}
		}, "did not answer in time"},
		"reset when the first byte is written": {func(context.Context, string, string) (net.Conn, error) {
			return &countingConn{Conn: deafConn{closed: make(chan struct{})}}, nil
		}, "connection reset"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := once(t, "http://127.0.0.1:1")
			c.identity.own.Store(new(bool))
			for _, transport := range c.idle {
				transport.DialContext = tt.dial
			}
			id, err := c.Submit(t.Context(), invoice())
			wantFailure(t, id, err, api.KindUnavailable, tt.says)
		})
	}
}

// deafConn is a connection that is gone before anything is written.
type deafConn struct {
	net.Conn

	closed chan struct{}
}

func (c deafConn) Read([]byte) (int, error) {
	<-c.closed
	return 0, net.ErrClosed
}

func (deafConn) Write([]byte) (int, error)        { return 0, errors.New("connection reset") }
func (deafConn) SetWriteDeadline(time.Time) error { return nil }

func (c deafConn) Close() error {
	close(c.closed)
	return nil
}

// TestInterrupted breaks off by the user's will: within the upload the
// document cannot have been accepted, after it nobody knows.
func TestInterrupted(t *testing.T) {
	t.Run("within the upload", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		p := newPeer(t, func(_ net.Conn, req *http.Request) { _, _ = io.Copy(io.Discard, req.Body) })
		s := invoice()
		data := make([]byte, 8<<20)
		s.Document = api.Document{Name: "invoice.pdf", Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
			return &tollReader{Reader: bytes.NewReader(data), after: 4 << 20, toll: cancel, gate: ctx.Done()}, nil
		}}
		id, err := once(t, p.URL).Submit(ctx, s)
		wantFailure(t, id, err, api.KindInterrupted, "before the document was sent")
	})
	t.Run("after the upload", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		p := newPeer(t, func(_ net.Conn, req *http.Request) {
			_, _ = io.Copy(io.Discard, req.Body)
			cancel()
		})
		id, err := once(t, p.URL).Submit(ctx, invoice())
		wantFailure(t, id, err, api.KindAmbiguous, "nobody knows")
	})
	t.Run("before anything", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		p := newPeer(t, says())
		id, err := once(t, p.URL).Submit(ctx, invoice())
		wantFailure(t, id, err, api.KindInterrupted, "interrupted")
		if p.posts.Load() != 0 {
			t.Error("something was sent")
		}
	})
}

// tollReader calls toll once after some bytes and goes on when gate opens.
type tollReader struct {
	io.Reader
	after int
	toll  func()
	gate  <-chan struct{}
}

func (r *tollReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if r.after -= n; r.after < 0 {
		r.toll()
		<-r.gate
	}
	return n, err
}

func (r *tollReader) Close() error { return nil }

// TestDocumentChanges sends files that are not what they were: a clear error
// of the document, never a doubt, since the request was not complete.
func TestDocumentChanges(t *testing.T) {
	const size = 3 << 20
	open := func(n int, err error) func() (io.ReadCloser, error) {
		return func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(bytes.NewReader(make([]byte, n)), failing{err})), nil
		}
	}
	tests := map[string]struct {
		open func() (io.ReadCloser, error)
		says string
	}{
		"shorter":      {open(size-1, io.EOF), "shorter"},
		"empty":        {open(0, io.EOF), "shorter"},
		"longer":       {open(size+1, io.EOF), "longer"},
		"unreadable":   {open(size/2, errors.New("input/output error")), "input/output error"},
		"gone":         {func() (io.ReadCloser, error) { return nil, errors.New("no such file") }, "no such file"},
		"fails at end": {open(size, errors.New("input/output error")), "input/output error"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := invoice()
			s.Document = api.Document{Name: "invoice.pdf", Size: size, Open: tt.open}
			p := newPeer(t, func(conn net.Conn, req *http.Request) {
				if _, err := io.Copy(io.Discard, req.Body); err == nil {
					_, _ = io.WriteString(conn, "HTTP/1.1 202 Accepted\r\nContent-Length: 24\r\n\r\n{\"extraction_id\":\"ab12\"}")
				}
			})
			id, err := once(t, p.URL).Submit(t.Context(), s)
			wantFailure(t, id, err, api.KindUnreadable, tt.says)
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
