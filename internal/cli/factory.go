package cli

import (
	"crypto/rand"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/buildinfo"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/credential"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/local/places"
)

// Factory gives commands what they depend on. The streams are there at once;
// everything else comes into being on first use, so that help, version and
// completion touch neither disk nor keyring nor network.
type Factory struct {
	Streams *iostreams.Streams
	Now     func() time.Time
	Rand    io.Reader
	Keyring credential.Keyring
	Build   buildinfo.Info
	// Engine makes the engine of a server inside this program; compiled
	// modules go to the cache folder.
	Engine func(cache string, log *slog.Logger) local.Engine

	command *cobra.Command // the one that runs, for its flags
	once    sync.Once
	config  *config.Config
	err     error
}

// NewFactory is the factory of this process. released is the version that the
// release's linker wrote into main, "" for every other build.
func NewFactory(s *iostreams.Streams, released string) *Factory {
	return &Factory{
		Streams: s,
		Now:     time.Now,
		Rand:    rand.Reader,
		Keyring: credential.SystemKeyring{},
		Build:   buildinfo.Read(released),
		Engine:  newEngine,
	}
}

// Places are this user's folders.
func (f *Factory) Places() places.Places { return places.Find(f.environment()) }

// securePlaces comes before the first use of any place.
func (f *Factory) securePlaces() error {
	env := f.environment()
	return local.SecureTemp(places.Find(env), env.UID)
}

func (f *Factory) environment() places.Environment {
	return places.Environment{Lookup: f.Streams.Env.Lookup, UID: os.Getuid()}
}

// Config is the configuration with the running command's flags.
func (f *Factory) Config() (*config.Config, error) {
	f.once.Do(func() {
		if f.err = f.securePlaces(); f.err != nil {
			return
		}
		f.config, f.err = config.Load(f.configPath(), f.Streams.Env.Lookup, changedSettings(f.command))
	})
	return f.config, f.err
}

// service is the configuration with the service in force.
func (f *Factory) service() (*config.Config, config.Service, error) {
	c, err := f.Config()
	if err != nil {
		return nil, config.Service{}, err
	}
	s, err := c.Service()
	return c, s, err
}

func (f *Factory) configPath() string { return filepath.Join(f.Places().Config, "config.yaml") }

// Credentials is where keys are stored.
func (f *Factory) Credentials() credential.Store {
	const deadline = 3 * time.Second // a locked keyring may wait for its owner for ever
	return credential.Store{
		Keyring:  f.Keyring,
		File:     filepath.Join(f.Places().Config, "credentials.json"),
		Deadline: deadline,
	}
}
