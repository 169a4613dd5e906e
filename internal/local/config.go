package local

import (
	"io"
	"log/slog"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
	"github.com/docextract/docextract/internal/store"
)

// Mode decides who hosts the local server.
type Mode string

// The modes.
const (
	// ModeAuto starts a detached host only for work that must outlive this
	// process, and not in a continuous-integration run.
	ModeAuto Mode = "auto"
	// ModeProcess hosts the server in this process while it runs.
	ModeProcess Mode = "process"
	// ModeBackground starts a detached host if none is there.
	ModeBackground Mode = "background"
)

// Config says where the local server's data is and how to run it.
type Config struct {
	// Environment is this process's environment and user.
	Environment places.Environment
	// Mode is ModeAuto when empty.
	Mode Mode
	// Outlive is true where the work must go on after this process.
	Outlive bool
	// Version is the program's version, for the log.
	Version string
	// Now and Rand are the clock and the source of keys.
	Now  func() time.Time
	Rand io.Reader
	// Log receives what the host does. Nil discards it.
	Log *slog.Logger
	// Warn receives sentences for the user. Nil discards them.
	Warn func(message string)
	// Engine makes the engine of a host in this process, with a folder for
	// its compiled modules.
	Engine func(cacheDir string, log *slog.Logger) Engine
	// Connect returns the client of the server behind a unix socket. It must
	// not retry by itself for long: a server that has gone is replaced.
	Connect func(socket string) (api.Service, error)

	// start replaces the server itself, so that tests need no engine.
	start func(data string) (*backend, error)
	// step is called at each step of a host's life; tests die there.
	step func(name string)
	// identity replaces the executable's, so that tests can be two builds.
	identity *identity
	// schema replaces the store's, for the same reason.
	schema int
	// args replace HostArgs where a test binary stands in for the program.
	args []string
}

// Periods of a host's life.
const (
	// idleLimit is how long a detached host stays without work.
	idleLimit = 5 * time.Minute
	// processGrace is how long a host inside a command may take to finish
	// what runs before it is put back; its user waits.
	processGrace = time.Second
	// detachedGrace is the same for a detached host.
	detachedGrace = 20 * time.Second
	// patience is how long a host may hold the lock without answering before
	// that is an error. It is longer than any grace.
	patience = 30 * time.Second
)

func (c Config) withDefaults() Config {
	if c.Mode == "" {
		c.Mode = ModeAuto
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Warn == nil {
		c.Warn = func(string) {}
	}
	if c.step == nil {
		c.step = func(string) {}
	}
	if c.identity == nil {
		c.identity = executableIdentity()
	}
	if c.schema == 0 {
		c.schema = store.Schema()
	}
	return c
}

// hostArgs are the arguments of a detached host's process.
func (c Config) hostArgs() []string {
	if c.args != nil {
		return c.args
	}
	return HostArgs()
}

// detached reports whether a host is wanted that outlives this process.
func (c Config) detached() bool {
	switch {
	case !canDetach:
		return false
	case c.Mode == ModeBackground:
		return true
	case c.Mode == ModeProcess:
		return false
	default:
		return c.Outlive && !c.continuousIntegration()
	}
}

// continuousIntegration reports whether CI is set: a detached process would
// outlive the job there, or be killed with it.
func (c Config) continuousIntegration() bool {
	ci, _ := c.Environment.Lookup("CI")
	return ci != "" && ci != "false" && ci != "0"
}
