package client

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// DefaultTryFor is how long a request is tried again when Config says nothing.
const DefaultTryFor = 2 * time.Minute

// Config says which service to talk to, and how.
type Config struct {
	// BaseURL is the service's address, with or without /api or /api/v1.
	BaseURL string
	// Key is sent to that address and to no other. It may carry the word
	// Token in front and stray white space. "" for none.
	Key string
	// Socket is the path of a unix socket that is dialled instead of
	// BaseURL's host; "" for TCP.
	Socket string
	// InsecureHTTP allows http:// to other machines.
	InsecureHTTP bool
	// UserAgent names this program and its version.
	UserAgent string
	// TryFor limits the time in which a request is begun anew after outcomes
	// that allow it; DefaultTryFor if 0. An upload under way is not cut off.
	TryFor time.Duration
	// LookFor limits a whole look with all its attempts, beside the time that
	// it is held open; 0 for no limit but TryFor.
	LookFor time.Duration
	// Budget is asked before each attempt; nil for no limit.
	Budget Budget
	// Slow is told once of each attempt that has got no answer for a while:
	// what is being done, and where. May be nil. It is called from a goroutine
	// of its own.
	Slow func(what, host string)
	// Retrying is told of each pause before a request is tried again. May be
	// nil. It is called from the goroutine of the request.
	Retrying func(err *api.Error, pause time.Duration)
	// Log gets a line a request at debug level. May be nil.
	Log *slog.Logger
	// Now is the clock, time.Now by default.
	Now func() time.Time
}

// String shows the configuration without the key.
func (c Config) String() string {
	return fmt.Sprintf("{BaseURL:%s Key:%s Socket:%s InsecureHTTP:%t UserAgent:%s TryFor:%s}",
		c.BaseURL, secret(c.Key), c.Socket, c.InsecureHTTP, c.UserAgent, c.TryFor)
}

// GoString shows the configuration without the key.
func (c Config) GoString() string { return "client.Config" + c.String() }

// LogValue shows the configuration without the key.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

func (c Config) withDefaults() Config {
	if c.TryFor == 0 {
		c.TryFor = DefaultTryFor
	}
	if c.UserAgent == "" {
		c.UserAgent = "docextract"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}
