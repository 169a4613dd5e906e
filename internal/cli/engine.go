package cli

import (
	"context"
	"errors"
	"io"
	"log/slog"

	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/host"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/service"
)

// Engine reads documents, for the servers inside this program.
type Engine interface {
	service.Extractor
	io.Closer
}

// newEngine is the engine of this program; compiled modules go to cache.
func newEngine(cache string, log *slog.Logger) Engine {
	return engine.New(engine.Config{CacheDir: cache, Log: log})
}

// startHost opens the server over the local data folder.
func (f *Factory) startHost(ctx context.Context, folders local.Folders, log *slog.Logger) (*local.Backend, error) {
	e := f.Engine(folders.Cache, log)
	h, err := host.Open(ctx, host.Config{Dir: folders.Data, Engine: e, Version: f.Build.Version, Log: log, Now: f.Now})
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return &local.Backend{
		Service: h.Service(),
		Handler: h.Handler(host.Trusted),
		Unfinished: func(ctx context.Context) (int, error) {
			ids, err := h.Store().Unfinished(ctx)
			return len(ids), err
		},
		Shutdown: func(ctx context.Context) error { return errors.Join(h.Close(ctx), e.Close()) },
	}, nil
}
