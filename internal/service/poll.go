package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/store"
)

// Poll takes one look at an extraction. While it is in progress the answer is
// held back until it has finished, hold has passed or the service shuts down.
// An outcome that was given once is no longer awaiting its poll.
func (s *Service) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	look, err := s.Look(ctx, id, hold)
	if err != nil {
		return look, err
	}
	x, err := api.DecodePoll(id, look.Raw)
	if err != nil {
		return api.Extraction{}, fmt.Errorf("read the outcome of %s: %w", id, err)
	}
	x.FinishedAt = look.FinishedAt
	return x, nil
}

// Look is Poll that does not take the outcome apart: it is in Raw alone.
func (s *Service) Look(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	// First the signal, then the look: what finishes in between is not missed.
	finished, leave := s.signals.wait(id)
	defer leave()
	row, err := s.row(ctx, id)
	if err != nil {
		return api.Extraction{}, err
	}
	if row.FinishedAt.IsZero() && hold > 0 {
		if err := s.hold(ctx, finished, hold); err != nil {
			return api.Extraction{}, err
		}
		if row, err = s.row(ctx, id); err != nil {
			return api.Extraction{}, err
		}
	}
	return s.answer(ctx, row), nil
}

func (s *Service) hold(ctx context.Context, finished <-chan struct{}, hold time.Duration) error {
	timer := time.NewTimer(hold)
	defer timer.Stop()
	select {
	case <-finished:
	case <-timer.C:
	case <-s.stopping:
	case <-ctx.Done():
		return &api.Error{Kind: api.KindInterrupted, Code: api.CodeInterrupted, Message: "stopped waiting", Err: context.Cause(ctx)}
	}
	return nil
}

func (s *Service) row(ctx context.Context, id string) (store.Extraction, error) {
	row, err := s.store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return row, &api.Error{Kind: api.KindNotFound, Code: api.CodeNotFound, Message: fmt.Sprintf("there is no extraction %q", id)}
	}
	if err != nil {
		return row, api.AsError(err)
	}
	return row, nil
}

// answer turns a row into what the API says of it.
func (s *Service) answer(ctx context.Context, row store.Extraction) api.Extraction {
	x := api.Extraction{ID: row.ID, Status: row.Status, FinishedAt: row.FinishedAt}
	if s.expired(row) {
		x.Status = api.StatusExpired
	}
	x.RawStatus, x.Raw = string(x.Status), api.PollOf(x.Status, row.Outcome)
	if row.FetchedAt.IsZero() && (x.Status == api.StatusSuccess || x.Status == api.StatusError) {
		if err := s.store.Fetched(context.WithoutCancel(ctx), row.ID, s.now()); err != nil {
			// The answer is worth more than the note that it was given.
			s.log.Warn("cannot note that an outcome was fetched", "extraction_id", row.ID, "error", err)
		}
	}
	return x
}

// expired reports whether the outcome's 48 hours are over, whether or not it
// has been deleted yet.
func (s *Service) expired(row store.Extraction) bool {
	return !row.FinishedAt.IsZero() && s.now().Sub(row.FinishedAt) >= api.Lifetime
}

// AwaitingPoll lists the extractions that are finished and not fetched yet.
func (s *Service) AwaitingPoll(ctx context.Context, customer string) ([]string, error) {
	ids, err := s.store.Awaiting(ctx, customer, s.now().Add(-api.Lifetime))
	if err != nil {
		return nil, api.AsError(err)
	}
	return ids, nil
}
