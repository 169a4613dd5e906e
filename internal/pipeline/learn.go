package pipeline

import (
	"context"

	"github.com/docextract/docextract/internal/waiting"
)

// plan says when to look at an extraction. The more documents are under way,
// the dearer is a look: it takes its place from a request of each of them,
// while a late look delays one.
func (r *run) plan(ctx context.Context, o *Outcome) waiting.Plan {
	if r.cfg.Experience == nil {
		return nil
	}
	return r.cfg.Experience.Plan(ctx, r.cfg.DocumentType, o.size, waiting.UsualEffort*float64(r.gate.crowd()))
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
