//go:build !windows

package local_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/api/apitest"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/local/places"
)

// angular is an engine that takes what begins with "<" for a document, and
// begins when its gate is open.
type angular struct{ gate <-chan struct{} }

func (e angular) Extract(ctx context.Context, _ string, r io.ReaderAt, size int64, t api.DocumentType) (*api.Result, error) {
	select {
	case <-e.gate:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	body, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(body, []byte("<")) {
		return nil, api.DocumentError(api.CodeUnsupported, "no document")
	}
	var fields []api.Field
	for _, spec := range t.Fields {
		fields = append(fields, api.Field{Name: spec.Name, DataType: spec.Type, Values: []api.Value{{}}})
	}
	return &api.Result{Fields: fields}, nil
}

func (angular) Warm(context.Context) error { return nil }
func (angular) Close() error               { return nil }

// opened is a gate that is open.
func opened() chan struct{} {
	gate := make(chan struct{})
	close(gate)
	return gate
}

// config is the whole stack but for the engine, over a data folder of its own.
func config(tb testing.TB, gate <-chan struct{}) local.Config {
	tb.Helper()
	dir, err := os.MkdirTemp("", "dx") //nolint:usetesting // tb.TempDir is too long for a socket
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	vars := map[string]string{"HOME": dir, "TMPDIR": dir}
	return local.Config{
		Environment: places.Environment{
			UID:    os.Getuid(),
			Lookup: func(key string) (string, bool) { v, ok := vars[key]; return v, ok },
		},
		Version: "test",
		Now:     time.Now,
		Rand:    rand.Reader,
		Engine:  func(string, *slog.Logger) local.Engine { return angular{gate} },
		Connect: func(socket string) (api.Service, error) {
			return client.New(client.Config{BaseURL: "http://localhost", Socket: socket, TryFor: time.Millisecond})
		},
	}
}

func open(tb testing.TB, c local.Config) *local.Session {
	tb.Helper()
	s, err := local.Open(tb.Context(), c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	})
	return s
}

func TestHostConforms(t *testing.T) {
	apitest.Run(t, func(t *testing.T) api.Service {
		t.Helper()
		return open(t, config(t, opened()))
	})
}

func TestClientConforms(t *testing.T) {
	apitest.Run(t, func(t *testing.T) api.Service {
		t.Helper()
		c := config(t, opened())
		open(t, c)
		return open(t, c)
	})
}

// Of three sessions the first hosts; as one after the other ends, the next
// takes over, and the one that waits sees only the result.
func TestHandOver(t *testing.T) {
	gate := make(chan struct{})
	c := config(t, gate)
	first, err := local.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	second, err := local.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	third := open(t, c)
	id, err := third.Submit(t.Context(), api.Submission{
		Document: api.BytesDocument("a.xml", []byte("<a/>")), DocumentType: api.DefaultDocumentType,
	})
	if err != nil {
		t.Fatal(err)
	}
	result := make(chan api.Status, 1)
	go func() {
		for {
			x, err := third.Poll(t.Context(), id, time.Minute)
			if err != nil {
				t.Error(err)
			}
			if err != nil || x.Status.Finished() {
				result <- x.Status
				return
			}
		}
	}()
	for _, s := range []*local.Session{first, second} {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	close(gate)
	if got := <-result; got != api.StatusSuccess {
		t.Errorf("status %s", got)
	}
}

// A session that is still open when its host was asked to stop goes on.
func TestStoppedHostIsReplacedForEveryCall(t *testing.T) {
	c := config(t, opened())
	s := open(t, c)
	calls := map[string]func() error{
		"awaiting poll":  func() error { _, err := s.AwaitingPoll(t.Context(), ""); return err },
		"document types": func() error { _, err := s.DocumentTypes(t.Context()); return err },
		"health":         func() error { _, err := s.Health(t.Context()); return err },
	}
	for name, call := range calls {
		before, err := local.Inspect(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		askToStop(t, before.Socket)
		if err := call(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := s.AwaitingPoll(t.Context(), ""); err != nil {
			t.Errorf("after %s: %v", name, err)
		}
	}
}

// askToStop is what another build does that wants to host.
func askToStop(t *testing.T, socket string) {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost/local/stop", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		t.Fatalf("status %s", resp.Status)
	}
}
