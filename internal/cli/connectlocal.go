package cli

import (
	"context"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/local"
)

// connectLocal opens the server inside this program.
func (f *Factory) connectLocal(ctx context.Context, c *config.Config, p config.Service, outlive bool) (*connection, error) {
	session, err := local.Open(ctx, f.localConfig(c, outlive))
	if err != nil {
		return nil, err
	}
	return &connection{Service: session, profile: p, outlives: session.Outlives, close: session.Close}, nil
}

func (f *Factory) localConfig(c *config.Config, outlive bool) local.Config {
	return local.Config{
		Environment: f.environment(),
		Mode:        local.Mode(c.Value(config.Local).Text),
		Outlive:     outlive,
		Version:     f.Build.Version,
		Now:         f.Now,
		Rand:        f.Rand,
		Log:         f.log(),
		Warn:        f.warn,
		Engine:      f.Engine,
		Connect:     f.connectSocket,
	}
}

// connectSocket is the client of a server behind a private socket. It hardly
// retries: a server that has gone is replaced instead.
func (f *Factory) connectSocket(socket string) (api.Service, error) {
	return client.New(client.Config{
		BaseURL:   "http://127.0.0.1",
		Socket:    socket,
		UserAgent: "docextract/" + f.Build.Version,
		TryFor:    time.Second,
		Log:       f.log(),
		Now:       f.Now,
	})
}
