package local

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// link is a session's way to the host: the host itself where it is in this
// process, else a client.
type link struct {
	service api.Service
	host    *host // nil for a client
	// pid and started tell one host from the next.
	pid      int
	started  time.Time
	detached bool
}

func (l *link) sameHost(other *link) bool {
	return l.pid == other.pid && l.started.Equal(other.started)
}

// lost reports whether a call may have failed because the host went. An
// ambiguous submission is among these: its key makes it safe to repeat.
func (l *link) lost(err error) bool {
	kind := api.KindOf(err)
	if kind != api.KindUnavailable && kind != api.KindAmbiguous {
		return false
	}
	return l.host == nil || l.host.activity.closing()
}

// close stops a host of our own, or lets a client's connections go.
func (l *link) close() error {
	if l.host != nil {
		return l.host.stop(context.Background()) // the host limits its own end
	}
	if c, ok := l.service.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// attach makes a link: to a detached host if one is wanted, else to whoever
// hosts, else by hosting here. Only a session's first link replaces a host of
// another build: two builds would otherwise take turns for ever.
func (s *Session) attach(ctx context.Context, first bool) (*link, error) {
	if s.config.detached() && s.detachStarts > 0 {
		if err := s.ensureDetached(ctx); err != nil {
			return nil, err
		}
	}
	h, st, err := s.config.contend(ctx, s.folder, first)
	if err != nil {
		return nil, err
	}
	if h == nil {
		return s.clientLink(st)
	}
	host, err := startHost(ctx, s.config, h, s.places, false)
	if err != nil {
		return nil, err
	}
	return &link{
		service: &hosted{Service: host.backend.service, host: host}, host: host,
		pid: host.notice.PID, started: host.notice.StartedAt,
	}, nil
}

func (s *Session) clientLink(st answer) (*link, error) {
	svc, err := s.config.Connect(st.Socket)
	if err != nil {
		return nil, err
	}
	return &link{service: svc, pid: st.PID, started: st.StartedAt, detached: st.Detached}, nil
}

// ensureDetached starts a detached host unless one of this build runs. In
// ModeAuto a failure is a warning: the work is then done here.
func (s *Session) ensureDetached(ctx context.Context) error {
	st, err := s.folder.ask(ctx, http.MethodGet, statusPath)
	if err == nil && st.Detached && !st.Stopping && s.config.identity.file == st.Executable {
		return nil
	}
	s.detachStarts--
	err = startDetached(ctx, s.config, s.folder)
	if s.outlives = err == nil; s.outlives {
		return nil
	}
	s.detachStarts = 0
	if s.config.Mode == ModeBackground || ctx.Err() != nil {
		return err
	}
	s.config.Warn("the local server could not be started in the background: " + err.Error())
	return nil
}
