package local

import (
	"context"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
)

// Session is the service on this machine for one command: hosted in this
// process, or by another whose client it is. When the host goes, calls wait
// for the next one or become it. It is safe for concurrent use.
type Session struct {
	config Config
	places places.Places
	folder folder

	// turn holds the link in use; who takes it may change it.
	turn chan *link
	// detachStarts is how many detached hosts this session may still start:
	// none after a failure, and few if they keep dying. Guarded by turn, as
	// outlives.
	detachStarts int
	outlives     bool
}

var _ api.Service = (*Session)(nil)

// Open finds the local server, or starts it as the mode says. The caller
// closes the session; a host in this process ends with it.
func Open(ctx context.Context, c Config) (*Session, error) {
	c = c.withDefaults()
	p := places.Find(c.Environment)
	f, err := openFolder(p, c.Environment.UID)
	if err != nil {
		return nil, err
	}
	if p.Temporary {
		c.Warn("there is no home folder: the local server's data is temporary, in " + p.Data)
	}
	s := &Session{config: c, places: p, folder: f, turn: make(chan *link, 1), detachStarts: maxDetachStarts}
	l, err := s.attach(ctx, true)
	if err != nil {
		return nil, err
	}
	s.turn <- l
	return s, nil
}

// Outlives reports whether submitted work goes on after this process.
func (s *Session) Outlives() bool {
	l := <-s.turn
	defer func() { s.turn <- l }()
	return s.outlives || l.host == nil && l.detached
}

// Close ends the session, and with it a host in this process: what runs is
// finished or put back for the next one.
func (s *Session) Close() error {
	l := <-s.turn
	s.turn <- l
	return l.close()
}

// Poll takes one look at an extraction.
func (s *Session) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	return call(ctx, s, func(svc api.Service) (api.Extraction, error) { return svc.Poll(ctx, id, hold) })
}

// AwaitingPoll lists the extractions that are finished and not fetched.
func (s *Session) AwaitingPoll(ctx context.Context, customer string) ([]string, error) {
	return call(ctx, s, func(svc api.Service) ([]string, error) { return svc.AwaitingPoll(ctx, customer) })
}

// DocumentTypes lists the document types that can be submitted.
func (s *Session) DocumentTypes(ctx context.Context) ([]api.DocumentType, error) {
	return call(ctx, s, func(svc api.Service) ([]api.DocumentType, error) { return svc.DocumentTypes(ctx) })
}

// Health asks whether the server is there and what it is.
func (s *Session) Health(ctx context.Context) (api.Health, error) {
	return call(ctx, s, func(svc api.Service) (api.Health, error) { return svc.Health(ctx) })
}

// maxDetachStarts is how many detached hosts one session starts at most.
const maxDetachStarts = 3

// sameHostTries is how often a call is made to a host that is still there
// although the call before it was lost.
const sameHostTries = 3

// call makes one call, again and on a new link where the host went.
func call[T any](ctx context.Context, s *Session, do func(api.Service) (T, error)) (T, error) {
	var none T
	for try := 1; ; try++ {
		l, err := s.link(ctx)
		if err != nil {
			return none, err
		}
		answer, err := do(l.service)
		if err == nil || !l.lost(err) || ctx.Err() != nil {
			return answer, err
		}
		next, relinkErr := s.relink(ctx, l)
		if relinkErr != nil {
			return none, relinkErr
		}
		if next.sameHost(l) && (try >= sameHostTries || answered(err)) {
			return none, err
		}
	}
}

// answered reports whether err came from a host rather than from its absence.
func answered(err error) bool { return api.AsError(err).HTTPStatus != 0 }

// link returns the link in use.
func (s *Session) link(ctx context.Context) (*link, error) {
	select {
	case l := <-s.turn:
		s.turn <- l
		return l, nil
	case <-ctx.Done():
		return nil, interrupted(ctx)
	}
}

// relink replaces a link that was lost, unless another call has done so.
func (s *Session) relink(ctx context.Context, was *link) (*link, error) {
	select {
	case l := <-s.turn:
		if l != was {
			s.turn <- l
			return l, nil
		}
	case <-ctx.Done():
		return nil, interrupted(ctx)
	}
	if err := was.close(); err != nil {
		s.config.Log.Debug("closing the lost link", "error", err)
	}
	next, err := s.attach(ctx, false)
	if err != nil {
		s.turn <- was
		return nil, err
	}
	s.turn <- next
	return next, nil
}

// interrupted is the error of a call whose caller has given up.
func interrupted(ctx context.Context) error {
	return &api.Error{
		Kind:    api.KindInterrupted,
		Code:    api.CodeInterrupted,
		Message: "waiting for the local server was interrupted",
		Err:     context.Cause(ctx),
	}
}
