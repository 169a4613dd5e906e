package host

import (
	"context"
	"log/slog"
	"sync"
)

// Warmer can do ahead what its first document would have to wait for.
type Warmer interface {
	Warm(ctx context.Context) error
}

// WarmAhead gets the engine ready beside everything else. The returned
// function ends that, and must be called before the engine is closed.
func WarmAhead(ctx context.Context, engine Warmer, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var warming sync.WaitGroup
	warming.Go(func() {
		if err := engine.Warm(ctx); err != nil && ctx.Err() == nil {
			log.Warn("the engine cannot get ready ahead of its first document", "error", err)
		}
	})
	return func() {
		cancel()
		warming.Wait()
	}
}
