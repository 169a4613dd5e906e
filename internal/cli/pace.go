package cli

import (
	"context"
	"errors"

	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pace"
	"github.com/docextract/docextract/internal/waiting"
)

// openPace opens what is known of services' pace. Without it, what is learned
// lasts as long as this process.
func (f *Factory) openPace(ctx context.Context) *pace.Store {
	store, err := pace.Open(ctx, f.Places().State)
	if err != nil {
		f.log().Debug("no memory of services' pace", "error", err)
		return nil
	}
	return store
}

// experience is what is known of the times of a service; store may be nil.
func experience(service string, store *pace.Store) *waiting.Experience {
	if store == nil {
		return waiting.NewExperience(service, nil)
	}
	return waiting.NewExperience(service, store)
}

// closing closes the client and what it has learned.
func closing(closers ...func() error) func() error {
	return func() error {
		var err error
		for _, c := range closers {
			err = errors.Join(err, c())
		}
		return err
	}
}

// planFor waits for an extraction that the ledger knows at the times that such
// documents take.
func (c *connection) planFor(ctx context.Context, e ledger.Entry, options waiting.Options) waiting.Options {
	if c.experience == nil || e.SubmittedAt.IsZero() {
		return options
	}
	options.Since = e.SubmittedAt
	options.Plan = c.experience.Plan(ctx, e.DocumentType, e.Size, waiting.UsualEffort, 0)
	return options
}

// learn notes how long it took. A job that was not seen at work may have been
// finished for long: that tells nothing.
func (c *connection) learn(ctx context.Context, e ledger.Entry, r waiting.Report) {
	if c.experience == nil || r.PendingAt.IsZero() {
		return
	}
	if took, ok := r.Took(e.SubmittedAt); ok {
		_ = c.experience.Note(ctx, e.DocumentType, e.Size, took) // what cannot be noted is forgotten
	}
}
