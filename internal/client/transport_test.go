package client

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
)

func TestSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	ln, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Server", "docextract/1")
	}))
	_ = srv.Listener.Close()
	srv.Listener = ln
	srv.Start()
	defer srv.Close()
	c := once(t, "http://docextract", func(cfg *Config) { cfg.Socket = path })
	if h, err := c.Health(t.Context()); err != nil || !h.Own {
		t.Errorf("got %+v, %v", h, err)
	}
}

// TestProxy is used for other machines, never for this one.
func TestProxy(t *testing.T) {
	for address, want := range map[string]bool{
		"https://api.example.com": true, "http://127.0.0.1:1": false, "http://localhost": false, "https://[::1]": false,
	} {
		base, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := newTransport(base, "", true).Proxy != nil; got != want {
			t.Errorf("%s: proxy %t", address, got)
		}
	}
	base, _ := url.Parse("http://docextract")
	if newTransport(base, "/run/s", true).Proxy != nil {
		t.Error("a proxy for a socket")
	}
}

// TestConnections wants a submission to a server that is not ours to have a
// connection of its own: a used one may be closed at that moment.
func TestConnections(t *testing.T) {
	for server, want := range map[string]int32{"nginx": 4, "docextract/1": 1} {
		var opened atomic.Int32
		srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Server", server)
			if r.Method == http.MethodPost {
				_, _ = w.Write([]byte(`{"extraction_id":"ab12"}`))
			}
		}))
		srv.Config.ConnState = func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				opened.Add(1)
			}
		}
		srv.Start()
		c := once(t, srv.URL)
		for range 3 {
			if _, err := c.Submit(t.Context(), invoice()); err != nil {
				t.Fatal(err)
			}
		}
		srv.Close()
		if n := opened.Load(); n != want {
			t.Errorf("%s: %d connections, want %d", server, n, want)
		}
	}
}
