// Package service is api.Service on this machine: it takes documents in,
// has them processed by a bounded number of workers, answers for them, and
// forgets them 48 hours after they finished. It composes the store (the truth),
// the queue (who is next) and the engine (what a document says), and knows
// neither HTTP nor any kind of document.
package service

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/queue"
	"github.com/docextract/docextract/internal/store"
)

// Extractor reads one document: the engine's one method. Errors that speak of
// the document are *api.Error of api.KindDocument; every other error is taken
// for a fault of the engine and never shown to a user.
type Extractor interface {
	Extract(ctx context.Context, name string, r io.ReaderAt, size int64, t api.DocumentType) (*api.Result, error)
}

// Announcer is told of extractions that finish, so that it can tell others.
type Announcer interface {
	// Finishing is called before the outcome is stored, and must not forget it,
	// whatever happens then.
	Finishing(extractionID string) error
	// Finished is called when one is stored.
	Finished()
}

// Config is what a Service is made of. Store and Engine are required.
type Config struct {
	Store  *store.Store
	Queue  queue.Queue // in memory by default
	Engine Extractor
	// Announcer is told of what finishes; nil for nobody.
	Announcer Announcer
	// Now is the clock, time.Now by default.
	Now func() time.Time
	// Rand makes ids, crypto/rand by default.
	Rand    io.Reader
	Log     *slog.Logger // silent by default
	Limits  Limits
	Version string // what Health says after "docextract/"
}

// Service is api.Service on this machine. Make one with New, Start it, and
// end it with Shutdown.
type Service struct {
	store   *store.Store
	queue   queue.Queue
	engine  Extractor
	tell    Announcer // may be nil
	now     func() time.Time
	rand    io.Reader
	log     *slog.Logger
	limits  Limits
	version string

	signals  signals
	incoming *incoming
	stopping chan struct{} // closed when Shutdown begins
	stop     func()
	kill     context.CancelCauseFunc // ends the running extractions
	workers  sync.WaitGroup
	cut      atomic.Bool // an extraction was given back
}

var _ api.Service = (*Service)(nil)

// errStopped is the cause that tells a shutdown from a failure.
var errStopped = errors.New("the service is shutting down")

// New makes a service; nothing runs before Start.
func New(c Config) *Service {
	s := &Service{
		store: c.Store, queue: c.Queue, engine: c.Engine, tell: c.Announcer,
		now: c.Now, rand: c.Rand, log: c.Log, limits: c.Limits.withDefaults(), version: c.Version,
		signals:  signals{waiting: map[string]*signal{}},
		incoming: newIncoming(),
		stopping: make(chan struct{}),
	}
	if s.queue == nil {
		s.queue = queue.NewMemory()
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.stop = sync.OnceFunc(func() { close(s.stopping) })
	return s
}

// Start removes what a crash has left behind, puts the unfinished extractions
// back to work and starts the workers. They run until Shutdown, also when ctx
// has ended.
func (s *Service) Start(ctx context.Context) error {
	removed, err := s.store.SweepDocuments(ctx)
	if err != nil {
		return fmt.Errorf("start the service: %w", err)
	}
	unfinished, err := s.store.Unfinished(ctx)
	if err != nil {
		return fmt.Errorf("start the service: %w", err)
	}
	for _, id := range unfinished {
		if err := s.queue.Enqueue(ctx, id); err != nil {
			return fmt.Errorf("start the service: %w", err)
		}
	}
	if removed+len(unfinished) > 0 {
		s.log.Info("picked up after a stop", "unfinished", len(unfinished), "orphans_removed", removed)
	}
	run, kill := context.WithCancelCause(context.WithoutCancel(ctx))
	s.kill = kill
	for range s.limits.Workers {
		s.workers.Go(func() { s.work(run) })
	}
	s.workers.Go(func() { s.sweep(run) })
	return nil
}

// Shutdown takes nothing new in, lets running extractions finish until ctx
// ends, and gives the rest back to be done after the next start. Its error is
// ctx's, and says that something was cut short. It may be called more than
// once, and without Start. It leaves the store open.
func (s *Service) Shutdown(ctx context.Context) error {
	received := s.incoming.close()
	s.stop()
	idle := make(chan struct{})
	go func() {
		s.workers.Wait()
		close(idle)
	}()
	err := errors.Join(wait(ctx, received), wait(ctx, idle))
	if s.kill != nil {
		s.kill(errStopped)
	}
	<-idle
	if err != nil && s.incoming.count() == 0 && !s.cut.Load() {
		err = nil // all that was left were idle workers on their way out
	}
	return err
}

// wait waits for done until ctx ends.
func wait(ctx context.Context, done <-chan struct{}) error {
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Health says what this service is.
func (s *Service) Health(context.Context) (api.Health, error) {
	return api.Health{Server: "docextract/" + s.version, Own: true}, nil
}

// DocumentTypes lists the document types built in.
func (s *Service) DocumentTypes(context.Context) ([]api.DocumentType, error) {
	return api.BuiltinTypes(), nil
}

// Busy counts the documents that are waiting or being processed or received.
func (s *Service) Busy(ctx context.Context) (int, error) {
	ids, err := s.store.Unfinished(ctx)
	return len(ids) + s.incoming.count(), err
}
