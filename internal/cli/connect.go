package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/credential"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/pace"
	"github.com/docextract/docextract/internal/waiting"
)

// connection is the service in force, opened.
type connection struct {
	api.Service
	profile config.Service
	close   func() error
	// experience is what is known of the service's times; nil for one that
	// tells by itself when it has finished.
	experience *waiting.Experience
	budget     *pace.Budget // nil for the local server
	// outlives tells whether submitted work goes on after this process; nil
	// for a service that is elsewhere.
	outlives func() bool
}

// connect opens the service in force. outlive is true where the work must go
// on after this process.
func (f *Factory) connect(ctx context.Context, outlive bool) (*connection, error) {
	c, profile, err := f.service()
	if err != nil {
		return nil, err
	}
	if c.Value(config.Offline).Bool() && !profile.IsLocal() {
		return nil, usagef(
			"leave out --offline, or choose the local server with `--profile local`",
			"offline: the profile in force is %q (%s), which is not the local server", profile.Name, profile.BaseURL)
	}
	if profile.IsLocal() {
		return f.connectLocal(ctx, c, profile, outlive)
	}
	key, _, err := f.key(ctx, profile)
	if err != nil {
		return nil, err
	}
	store, service := f.openPace(ctx), ledgerAddress(profile)
	budget := pace.NewBudget(service, store, f.Now)
	svc, err := f.dial(profile, key, c.Value(config.Timeout).Duration(), budget)
	if err != nil {
		if store != nil {
			err = errors.Join(err, store.Close())
		}
		return nil, err
	}
	conn := &connection{Service: svc, profile: profile, close: svc.Close, experience: experience(service, store), budget: budget}
	if store != nil {
		conn.close = closing(svc.Close, store.Close)
	}
	return conn, nil
}

// dial makes the client of a service; tryFor is how long a request is tried
// again and a look may take, 0 for the client's own measure. budget may be nil.
func (f *Factory) dial(profile config.Service, key string, tryFor time.Duration, budget client.Budget) (*client.Client, error) {
	svc, err := client.New(client.Config{
		BaseURL:      profile.BaseURL,
		Key:          key,
		InsecureHTTP: profile.InsecureHTTP,
		UserAgent:    "docextract/" + f.Build.Version,
		TryFor:       tryFor,
		LookFor:      cmp.Or(tryFor, client.DefaultTryFor),
		Budget:       budget,
		Slow:         f.tellSlow,
		Retrying:     f.tellRetry,
		Log:          f.log(),
		Now:          f.Now,
	})
	if err != nil { // an address or a key that cannot be meant
		e := api.AsError(err)
		return nil, usagef(e.Hint, "%s", e.Message)
	}
	return svc, nil
}

// warn says something that its user should know.
func (f *Factory) warn(message string) {
	fmt.Fprintf(f.Streams.Err, "warning: %s\n", iostreams.CleanLines(message))
}

// tellRetry says why nothing seems to happen.
func (f *Factory) tellRetry(err *api.Error, pause time.Duration) {
	f.tell("%s; trying again in %s", iostreams.Clean(err.Message), duration(pause))
}

// tellSlow says what is waited for.
func (f *Factory) tellSlow(what, host string) {
	f.tell("%s: no answer from %s yet", iostreams.Clean(what), host)
}

// tell says a line that -q silences.
func (f *Factory) tell(format string, args ...any) {
	if c, err := f.Config(); err == nil && !c.Value(config.Quiet).Bool() {
		fmt.Fprintf(f.Streams.Err, format+"\n", args...)
	}
}

// log is what -v shows: requests and answers, without keys.
func (f *Factory) log() *slog.Logger {
	c, err := f.Config()
	if err != nil || !c.Value(config.Verbose).Bool() {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(f.Streams.Err, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// keyPatience is after how long somebody is told that a key_command runs: it may
// wait for a password.
const keyPatience = 3 * time.Second

// key finds the profile's key: the variable's, the profile's own key_file or
// key_command, or the one stored for this very base URL. A service on this
// machine or of one's own may need none: then it says so itself.
func (f *Factory) key(ctx context.Context, p config.Service) (string, credential.Source, error) {
	switch {
	case p.Key != "":
		return credential.Clean(p.Key), credential.FromEnvironment, nil
	case p.KeyFile != "":
		key, err := credential.ReadKeyFile(p.KeyFile)
		return key, credential.FromKeyFile, keyTrouble(p, err)
	case p.KeyCommand != "":
		patience := time.AfterFunc(keyPatience, func() { f.tell("waiting for key_command to give the key of the profile %q", p.Name) })
		key, err := credential.RunKeyCommand(ctx, p.KeyCommand, f.Streams.Env.All())
		patience.Stop()
		return key, credential.FromKeyCommand, keyTrouble(p, err)
	case p.Name != config.EnvironmentProfile:
		key, source, err := f.Credentials().Get(ctx, p.Name, p.BaseURL)
		if !errors.Is(err, credential.ErrNone) {
			return key, source, keyTrouble(p, err)
		}
	}
	if p.BaseURL == config.HostedURL {
		return "", "", noKey(p)
	}
	return "", "", nil
}

func noKey(p config.Service) error {
	return &api.Error{
		Kind: api.KindUnauthorized, Code: api.CodeUnauthorized,
		Message: fmt.Sprintf("there is no key for %s (profile %s)", p.BaseURL, p.Name),
		Hint:    "store one with `docextract auth login`, or set DOCEXTRACT_API_KEY;\nthe local server needs none: --profile local",
	}
}

func keyTrouble(p config.Service, err error) error {
	if err == nil || errors.Is(err, ErrInterrupted) {
		return err
	}
	e := &api.Error{
		Kind: api.KindUnauthorized, Code: api.CodeUnauthorized,
		Message: fmt.Sprintf("no key for the profile %q: %v", p.Name, err), Err: err,
	}
	if x, ok := errors.AsType[*credential.ExposedError](err); ok {
		e.Hint = "chmod 600 " + x.Path
	}
	return e
}
