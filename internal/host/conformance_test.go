package host_test

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/api/apitest"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/host"
)

// TestConformance holds the whole house to the suite: the client, the server
// on a private socket, the service, the store and the engine.
func TestConformance(t *testing.T) {
	e := engine.New(engine.Config{})
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	apitest.Run(t, func(t *testing.T) api.Service {
		t.Helper()
		h := open(t, host.Config{Dir: t.TempDir(), Engine: e})
		socket := filepath.Join(t.TempDir(), "s")
		var config net.ListenConfig
		ln, err := config.Listen(t.Context(), "unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		svc, err := client.New(client.Config{BaseURL: "http://localhost", Socket: socket})
		if err != nil {
			t.Fatal(err)
		}
		ctx, end := context.WithCancel(context.WithoutCancel(t.Context()))
		ended := make(chan error, 1)
		go func() { ended <- h.Serve(ctx, ln, host.Trusted) }()
		t.Cleanup(func() {
			end()
			if err := errors.Join(svc.Close(), <-ended); err != nil {
				t.Error(err)
			}
		})
		return svc
	})
}
