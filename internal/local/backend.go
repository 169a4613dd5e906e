package local

import (
	"context"
	"errors"
	"net/http"

	"github.com/docextract/docextract/internal/api"
	hosting "github.com/docextract/docextract/internal/host"
	"github.com/docextract/docextract/internal/service"
)

// Engine reads documents. It is cheap to make and gets ready on first need,
// or ahead of it by Warm.
type Engine interface {
	service.Extractor
	Warm(ctx context.Context) error
	Close() error
}

// backend is a running server without its socket.
type backend struct {
	service api.Service
	// handler answers the same service over HTTP.
	handler http.Handler
	// unfinished counts the extractions that are not finished yet.
	unfinished func(ctx context.Context) (int, error)
	// shutdown finishes what runs, or puts it back when ctx ends, and closes
	// the data folder.
	shutdown func(ctx context.Context) error
}

// startBackend opens the server over the data folder. One that stays gets the
// engine ready at once; a command does so when a document needs it.
func (c Config) startBackend(ctx context.Context, data, cache string, warm bool) (*backend, error) {
	engine := c.Engine(cache, c.Log)
	h, err := hosting.Open(ctx, hosting.Config{Dir: data, Engine: engine, Version: c.Version, Log: c.Log, Now: c.Now})
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	stopWarming := func() {}
	if warm {
		stopWarming = hosting.WarmAhead(ctx, engine, c.Log)
	}
	return &backend{
		service:    h.Service(),
		handler:    h.Handler(hosting.Trusted),
		unfinished: h.Service().Busy,
		shutdown: func(ctx context.Context) error {
			stopWarming()
			return errors.Join(h.Close(ctx), engine.Close())
		},
	}, nil
}
