package cli

import (
	"log/slog"

	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/local"
)

// newEngine is the engine of this program; compiled modules go to cache.
func newEngine(cache string, log *slog.Logger) local.Engine {
	return engine.New(engine.Config{CacheDir: cache, Log: log})
}
