package service

import (
	"context"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// sweepEvery is how long an expired outcome may lie on the disk. It is never
// given out for that long: every look checks the time itself.
const sweepEvery = 5 * time.Minute

// sweep deletes what has expired, at once and then from time to time.
func (s *Service) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		n, err := s.store.Expire(ctx, s.now().Add(-api.Lifetime))
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			s.log.Error("cannot delete expired results; trying again", "error", err)
		case n > 0:
			s.log.Info("deleted expired results", "extractions", n)
		}
		select {
		case <-tick.C:
		case <-s.stopping:
			return
		}
	}
}
