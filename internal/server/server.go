// Package server puts api.Service behind HTTP: routes, keys, limits and the
// streaming request decoder. It holds a service by interface and knows neither
// how documents are stored nor how they are read. What it answers is described
// in docs/openapi.yaml, and its tests hold every answer against that.
package server

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Service is what the server puts behind HTTP. Beside api.Service it takes a
// document in whose bytes arrive before all that must be known of it, and gives
// an outcome as it is sent.
type Service interface {
	api.Service
	// Look is Poll with the outcome in Raw alone: the server would only put
	// together again what Poll takes apart.
	Look(ctx context.Context, id string, hold time.Duration) (api.Extraction, error)
	// Receive calls read, which writes the document's bytes to w as they
	// come and returns the rest of the submission. An error of read means
	// that nothing is kept.
	Receive(ctx context.Context, idempotencyKey string, read func(w io.Writer) (api.Submission, error)) (id string, err error)
}

// Keys knows the keys that may use the server.
type Keys interface {
	// VerifyKey gives the id of a key, for the log. Errors are *api.Error of
	// KindUnauthorized (unknown) or KindForbidden (known, but revoked).
	VerifyKey(ctx context.Context, key string, now time.Time) (id string, err error)
}

// Limits bound what one client can take from all. A zero field has its default.
type Limits struct {
	// DocumentBytes is the longest document, 100 MiB by default.
	DocumentBytes int64
	// Uploads is how many documents may be on their way in at once, 16 by
	// default; one more waits for UploadWait (5 s) and is told 503 then.
	Uploads    int
	UploadWait time.Duration
	// UploadsPerKey is how many of them may be of one key, three quarters by
	// default; one more waits as long and is told 429 then.
	UploadsPerKey int
	// UploadIdle is how long an upload may stand still, 30 s by default.
	UploadIdle time.Duration
	// Hold is the longest that a poll is held open, 60 s by default.
	Hold time.Duration
	// Sync is the longest that extract-data waits for its result, 10 minutes
	// by default.
	Sync time.Duration
}

func (l Limits) withDefaults() Limits {
	uploads := cmp.Or(l.Uploads, 16)
	return Limits{
		DocumentBytes: cmp.Or(l.DocumentBytes, 100<<20),
		Uploads:       uploads,
		UploadsPerKey: cmp.Or(l.UploadsPerKey, max(1, uploads*3/4)),
		UploadWait:    cmp.Or(l.UploadWait, 5*time.Second),
		UploadIdle:    cmp.Or(l.UploadIdle, 30*time.Second),
		Hold:          cmp.Or(l.Hold, time.Minute),
		Sync:          cmp.Or(l.Sync, 10*time.Minute),
	}
}

// Config is what a server is made of. Service is required.
type Config struct {
	Service Service
	// Keys says who may ask. Without it every connection is trusted: only
	// for a private socket whose peer has been checked.
	Keys    Keys
	Version string           // named in every answer as "docextract/VERSION"
	Log     *slog.Logger     // a line a request; silent by default
	Now     func() time.Time // time.Now by default
	Limits  Limits
	// Draining, when it is closed, has polls that are held open answered at
	// once; nil for never.
	Draining <-chan struct{}
}

type server struct {
	service Service
	keys    Keys
	log     *slog.Logger
	now     func() time.Time
	limits  Limits
	name    string
	uploads *slots

	draining <-chan struct{}
}

// New makes the handler that answers the extraction API below /api and
// /api/v1.
func New(c Config) http.Handler {
	s := &server{
		service: c.Service, keys: c.Keys, log: c.Log, now: c.Now,
		limits: c.Limits.withDefaults(), name: "docextract/" + c.Version,
		draining: c.Draining,
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.uploads = newSlots(s.limits)
	return s.logged(normalized(s.routes()))
}

// Listener settings that every server of this program shares.
const (
	headerTimeout  = 10 * time.Second
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 64 << 10
)

// HTTP is an http.Server for h with this program's time limits. There is no
// limit for a whole request: documents may be long and lines slow. Instead an
// upload may not stand still (Limits.UploadIdle).
func HTTP(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}
