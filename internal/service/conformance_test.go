package service_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/api/apitest"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/server"
)

// reader reads the suite's good document and no other.
func reader(_ context.Context, text string) (*api.Result, error) {
	switch {
	case text == "":
		return nil, api.DocumentError(api.CodeEmpty, "the file is empty")
	case !strings.Contains(text, "<Invoice"):
		return nil, api.DocumentError(api.CodeUnsupported, "not a document")
	}
	return resultOf("A-1"), nil
}

func TestConformanceInProcess(t *testing.T) {
	apitest.Run(t, func(t *testing.T) api.Service {
		t.Helper()
		return start(t, t.TempDir(), reader)
	})
}

func TestConformanceOverHTTP(t *testing.T) {
	apitest.Run(t, func(t *testing.T) api.Service {
		t.Helper()
		r := start(t, t.TempDir(), reader)
		key, _, err := r.store.CreateKey(t.Context(), "", time.Now(), strings.NewReader(strings.Repeat("k", 100)))
		if err != nil {
			t.Fatal(err)
		}
		srv := httptest.NewServer(server.New(server.Config{Service: r, Keys: r.store, Version: "test"}))
		t.Cleanup(srv.Close)
		return dial(t, client.Config{BaseURL: srv.URL, Key: key})
	})
}

func TestConformanceOverAUnixSocket(t *testing.T) {
	apitest.Run(t, func(t *testing.T) api.Service {
		t.Helper()
		r := start(t, t.TempDir(), reader)
		path := filepath.Join(t.TempDir(), "s")
		var config net.ListenConfig
		ln, err := config.Listen(t.Context(), "unix", path)
		if err != nil {
			t.Fatal(err)
		}
		srv := &httptest.Server{Listener: ln, Config: &http.Server{Handler: server.New(server.Config{Service: r, Version: "test"})}}
		srv.Start()
		t.Cleanup(srv.Close)
		return dial(t, client.Config{BaseURL: "http://localhost", Socket: path})
	})
}

func dial(t *testing.T, c client.Config) api.Service {
	t.Helper()
	svc, err := client.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := svc.Close(); err != nil {
			t.Error(err)
		}
	})
	return svc
}
