package client

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// once makes a client that tries nothing a second time.
func once(t *testing.T, baseURL string, change ...func(*Config)) *Client {
	t.Helper()
	cfg := Config{BaseURL: baseURL, Key: "k3y", TryFor: time.Nanosecond}
	for _, f := range change {
		f(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// tripper plays the network in tests of time: it runs in a synctest bubble,
// where real connections cannot.
type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	return f(r)
}

// over makes a client whose requests go to f.
func over(t *testing.T, cfg Config, f tripper) *Client {
	t.Helper()
	cfg.BaseURL = "https://api.example.com"
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	cfg = cfg.withDefaults()
	c.exchange = assemble(cfg, c.base, "", send(f, f))
	return c
}

// respond is an answer with headers given as name, value, name, value.
func respond(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// foreign is a server that is not ours, by its Server header.
const foreign = "nginx/1.25"

// peer is a foreign server of raw connections: it answers the health-check,
// and leaves the rest to the story. posts counts.
type peer struct {
	URL   string
	posts atomic.Int32
}

func newPeer(t *testing.T, story func(net.Conn, *http.Request)) *peer {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &peer{URL: "http://" + ln.Addr().String()}
	t.Cleanup(func() { _ = ln.Close() })
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go p.serve(conn, story)
		}
	}()
	return p
}

func (p *peer) serve(conn net.Conn, story func(net.Conn, *http.Request)) {
	defer conn.Close()
	req, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	if strings.HasSuffix(req.URL.Path, "/health-check") {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nServer: "+foreign+"\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
		return
	}
	p.posts.Add(1)
	story(conn, req)
}

// says reads the whole request and answers with these lines.
func says(lines ...string) func(net.Conn, *http.Request) {
	return func(conn net.Conn, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
		_, _ = io.WriteString(conn, strings.Join(lines, "\r\n"))
	}
}

// reset cuts the connection off without a farewell.
func reset(conn net.Conn) {
	_ = conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

// invoice is a small submission.
func invoice() api.Submission {
	return api.Submission{Document: api.BytesDocument("invoice.pdf", []byte("%PDF-")), DocumentType: "simple-invoice", IdempotencyKey: "intent"}
}
