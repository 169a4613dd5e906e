package client

import (
	"context"
	"log/slog"
	"time"
)

// logged writes one line an attempt at debug level. It stands outside of auth
// and never sees the key; bodies are not logged.
func logged(log *slog.Logger, key secret, now func() time.Time) link {
	return func(next exchange) exchange {
		return func(ctx context.Context, c *call) (*answer, error) {
			began := now()
			a, err := next(ctx, c)
			attrs := []slog.Attr{
				slog.String("method", c.method),
				slog.String("url", key.scrub(c.url.String())),
				slog.Duration("took", now().Sub(began)),
			}
			if a != nil {
				attrs = append(attrs, slog.Int("status", a.status), slog.Int("bytes", len(a.body)))
			}
			if err != nil {
				attrs = append(attrs, slog.String("error", key.scrub(err.Error())))
			}
			log.LogAttrs(ctx, slog.LevelDebug, "request", attrs...)
			return a, err
		}
	}
}
