// Package host puts a server together out of its parts: a data folder, an
// engine, the service and the HTTP server in front of it. The serve command
// and the local default both run one; how it is found, locked and stopped is
// theirs.
package host

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/server"
	"github.com/docextract/docextract/internal/service"
	"github.com/docextract/docextract/internal/store"
)

// Config is what a host is made of. Dir and Engine are required.
type Config struct {
	// Dir is the data folder. The caller makes sure that one host at a time
	// works in it.
	Dir     string
	Engine  service.Extractor
	Version string
	Log     *slog.Logger     // silent by default
	Now     func() time.Time // time.Now by default
	Service service.Limits
	Server  server.Limits
	// Announcer is told of extractions that finish; nil for nobody.
	Announcer service.Announcer
}

// Host is a running service on a data folder. Its service answers in process;
// Serve puts it on a listener as well.
type Host struct {
	config  Config
	store   *store.Store
	service *service.Service
}

// Open opens the data folder and starts the service: what was unfinished goes
// on. End it with Close.
func Open(ctx context.Context, c Config) (*Host, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	st, err := store.Open(ctx, c.Dir)
	if err != nil {
		return nil, err
	}
	svc := service.New(service.Config{
		Store: st, Engine: c.Engine, Announcer: c.Announcer, Now: c.Now, Log: c.Log, Limits: c.Service, Version: c.Version,
	})
	if err := svc.Start(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return &Host{config: c, store: st, service: svc}, nil
}

// Service answers in process.
func (h *Host) Service() *service.Service { return h.service }

// Store is the open data folder, for its keys.
func (h *Host) Store() *store.Store { return h.store }

// Access says who may use a listener.
type Access int

// The ways in.
const (
	// WithKey asks every request for a key of the data folder.
	WithKey Access = iota
	// Trusted asks for nothing: for a private socket whose peers the listener
	// checks.
	Trusted
)

// How long requests may go on once a listener is told to end, and how long
// their last answers may take after that.
const (
	requestGrace = 15 * time.Second
	answerGrace  = time.Second
)

// Serve answers on ln until ctx ends. Polls that are held open are answered
// then, and other requests that are under way may finish for a while; that some
// did not is no error, and the log says it. It closes ln. The host itself goes
// on, until Close.
func (h *Host) Serve(ctx context.Context, ln net.Listener, access Access) error {
	srv := server.HTTP(h.handler(access, ctx.Done()), h.config.Log)
	base, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	srv.BaseContext = func(net.Listener) context.Context { return base }
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	err := shutdown(base, srv, requestGrace)
	if err != nil {
		cut() // those who still wait for a result are told where it will be
		if err = shutdown(context.WithoutCancel(ctx), srv, answerGrace); err != nil {
			h.config.Log.Warn("requests were cut off", "cause", err)
			err = srv.Close()
		}
	}
	if e := <-failed; !errors.Is(e, http.ErrServerClosed) {
		err = errors.Join(err, e)
	}
	return err
}

func shutdown(ctx context.Context, srv *http.Server, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	return srv.Shutdown(ctx)
}

// Handler is the HTTP server's handler over this host's service.
func (h *Host) Handler(access Access) http.Handler { return h.handler(access, nil) }

func (h *Host) handler(access Access, draining <-chan struct{}) http.Handler {
	c := server.Config{
		Service: h.service, Version: h.config.Version, Log: h.config.Log, Now: h.config.Now,
		Limits: h.config.Server, Draining: draining,
	}
	if access == WithKey {
		c.Keys = h.store
	}
	return server.New(c)
}

// Close stops the service and closes the folder. What is running may finish
// until ctx ends; that the rest goes on with the next host is no error, and the
// log says it. The engine is the caller's to close.
func (h *Host) Close(ctx context.Context) error {
	if err := h.service.Shutdown(ctx); err != nil {
		h.config.Log.Info("what was running is left to the next host", "cause", err)
	}
	return h.store.Close()
}
