package cli

import (
	"log/slog"
	"math"
	"runtime/debug"

	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/local"
)

// heapLimit is what the collector keeps Go's own memory at. Looking for lines
// on a page takes 170 MB for a moment; without a limit as much again lies
// about uncollected. WebAssembly's memory comes on top, and the whole process
// has 600 MB.
const heapLimit = 256 << 20

// newEngine is the engine of this program; compiled modules go to cache.
func newEngine(cache string, log *slog.Logger) local.Engine {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT says nothing else
		debug.SetMemoryLimit(heapLimit)
	}
	return engine.New(engine.Config{CacheDir: cache, Log: log})
}
