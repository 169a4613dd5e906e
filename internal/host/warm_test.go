package host_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/docextract/docextract/internal/host"
)

// warming is an engine that gets ready by that function.
type warming func(context.Context) error

func (w warming) Warm(ctx context.Context) error { return w(ctx) }

func TestWarmAhead(t *testing.T) {
	t.Run("nobody waits for it, and the end breaks it off", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var log strings.Builder
			ended := false
			stop := host.WarmAhead(t.Context(), warming(func(ctx context.Context) error {
				<-ctx.Done()
				ended = true
				return ctx.Err()
			}), slog.New(slog.NewTextHandler(&log, nil)))
			stop()
			if !ended || log.Len() > 0 {
				t.Errorf("ended %t, said %q", ended, log.String())
			}
		})
	})
	t.Run("a failure is logged", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var log strings.Builder
			stop := host.WarmAhead(t.Context(), warming(func(context.Context) error {
				return errors.New("no memory")
			}), slog.New(slog.NewTextHandler(&log, nil)))
			synctest.Wait()
			stop()
			if !strings.Contains(log.String(), "no memory") {
				t.Errorf("said %q", log.String())
			}
		})
	})
}
