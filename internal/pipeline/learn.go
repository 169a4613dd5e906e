package pipeline

import (
	"context"
	"time"

	"github.com/docextract/docextract/internal/waiting"
)

// plan says when to look at an extraction. Where the service allows so many
// requests only, a look takes its place from a request of each document under
// way, while a late look delays one: then looks are dear.
func (r *run) plan(ctx context.Context, o *Outcome) waiting.Plan {
	if r.cfg.Experience == nil {
		return nil
	}
	var price time.Duration
	if r.cfg.RequestTime != nil {
		price = time.Duration(r.gate.crowd()) * r.cfg.RequestTime()
	}
	return r.cfg.Experience.Plan(ctx, r.cfg.DocumentType, o.size, waiting.UsualEffort, price)
}

// learn notes how long the service took. What cannot be noted is forgotten.
func (r *run) learn(ctx context.Context, o *Outcome, report waiting.Report) {
	if r.cfg.Experience == nil || o.SubmittedAt.IsZero() {
		return
	}
	if took, ok := report.Took(o.SubmittedAt); ok {
		_ = r.cfg.Experience.Note(ctx, r.cfg.DocumentType, o.size, took)
	}
}
