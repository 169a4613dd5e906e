package cli

import (
	"log/slog"
	"math"
	"runtime/debug"

	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/local"
)

// heapLimit is what the collector keeps Go's own memory at, and heapGrowth
// (in percent) how far it may grow before it collects at all. Looking for
// lines on a page takes 170 MB for a moment; without a limit as much again
// lies about uncollected. Compiling a module takes 130 to 230 MB once, and less
// time where it is not collected meanwhile. WebAssembly's memory comes on top,
// and the whole process has 600 MB.
const (
	heapLimit  = 320 << 20
	heapGrowth = 400
)

// newEngine is the engine of this program; compiled modules go to cache.
func newEngine(cache string, log *slog.Logger) local.Engine {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT says nothing else
		debug.SetMemoryLimit(heapLimit)
		debug.SetGCPercent(heapGrowth)
	}
	return engine.New(engine.Config{CacheDir: cache, Log: log})
}
