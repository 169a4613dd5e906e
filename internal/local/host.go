package local

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/local/places"
	"github.com/docextract/docextract/internal/server"
)

// host is the server in this process: the holder of the lock.
type host struct {
	config   Config
	folder   folder
	hold     *hold
	backend  *backend
	activity *activity
	server   *http.Server
	notice   notice
	grace    time.Duration

	// polls ends when the host begins to stop: it lets held polls go.
	polls    context.Context //nolint:containedctx // the host's life, not a request's
	letGo    context.CancelFunc
	stopOnce sync.Once
	stopping chan struct{} // closed when it begins to stop
	stopped  chan struct{} // closed when the lock is free
	stopErr  error         // valid once stopped is closed
	serving  sync.WaitGroup
}

// startHost opens the data folder that h holds, serves it on the private
// socket, and says so beside the lock. It gives the lock back on failure.
func startHost(ctx context.Context, c Config, h *hold, p places.Places, detached bool) (_ *host, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, h.release())
		}
	}()
	c.step("locked")
	socket, err := chooseSocket(p.Sockets, h.folder.path, h.folder.uid)
	if err != nil {
		return nil, err
	}
	// The host lives until it is stopped, not as long as the call that
	// started it.
	life := context.WithoutCancel(ctx)
	backend, err := c.open(life, h.folder.path, p.Cache, detached)
	if err != nil {
		return nil, err
	}
	c.step("started")
	listener, err := listen(life, socket, h.folder.uid)
	if err != nil {
		return nil, errors.Join(err, backend.shutdown(ctx))
	}
	c.step("listening")
	s := newHost(life, c, h, backend, notice{
		PID: os.Getpid(), Socket: socket, StartedAt: c.Now().UTC(), Detached: detached, Executable: c.identity.file,
	})
	if err := s.notice.write(h.folder); err != nil {
		return nil, errors.Join(fmt.Errorf("telling others of the local server: %w", err), listener.Close(), backend.shutdown(ctx))
	}
	c.step("announced")
	s.serve(listener)
	c.step("serving")
	return s, nil
}

// open starts what the host serves.
func (c Config) open(ctx context.Context, data, cache string, detached bool) (*backend, error) {
	if c.start != nil {
		return c.start(data)
	}
	return c.startBackend(ctx, data, cache, detached)
}

func newHost(life context.Context, c Config, h *hold, backend *backend, n notice) *host {
	s := &host{
		config: c, folder: h.folder, hold: h, backend: backend, notice: n,
		activity: newActivity(c.Now, backend.unfinished),
		grace:    processGrace,
		stopping: make(chan struct{}),
		stopped:  make(chan struct{}),
	}
	if n.Detached {
		s.grace = detachedGrace
	}
	s.polls, s.letGo = context.WithCancel(life)
	s.server = server.HTTP(s.routes(), c.Log)
	s.server.BaseContext = func(net.Listener) context.Context { return life }
	return s
}

func (s *host) serve(l net.Listener) {
	s.serving.Go(func() {
		if err := s.server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.config.Log.Error("the private socket failed", "error", err)
		}
	})
}

// stop ends the host: no new work, held polls let go, what runs finished or
// put back, and the lock given back last. Calling it again waits for the end.
func (s *host) stop(ctx context.Context) error {
	s.stopOnce.Do(func() {
		close(s.stopping)
		s.stopErr = s.shutdown(ctx)
		close(s.stopped)
	})
	<-s.stopped
	return s.stopErr
}

func (s *host) shutdown(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.grace)
	defer cancel()
	s.activity.close()
	s.letGo()
	s.config.step("closing")
	err := s.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, s.server.Close())
	}
	s.serving.Wait()
	err = errors.Join(err, s.activity.drain(ctx))
	s.config.step("closed")
	err = errors.Join(err, s.backend.shutdown(ctx))
	s.config.step("finished")
	return errors.Join(err, s.hold.release())
}
