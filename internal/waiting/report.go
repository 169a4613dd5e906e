package waiting

import (
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Report is what waiting found out about an extraction.
type Report struct {
	// Extraction is the last answer. Its ID is set even if there was none.
	Extraction api.Extraction
	// PendingAt is when the last look that was answered IN_PROGRESS began:
	// the job finished later than that. Zero if no look was.
	PendingAt time.Time
	// FoundAt is when the answer came that the job is finished, zero before.
	FoundAt time.Time
}

// Expiry is the moment the result is deleted: exact where the service told
// when the job finished, otherwise the earliest it can be, api.Lifetime after
// the last look that found the job at work or, without one, after it was
// submitted. Zero where nothing is known; submittedAt may be zero.
func (r Report) Expiry(submittedAt time.Time) (at time.Time, exact bool) {
	if finished := r.Extraction.FinishedAt; !finished.IsZero() {
		return finished.Add(api.Lifetime), true
	}
	since := submittedAt
	if r.PendingAt.After(since) {
		since = r.PendingAt
	}
	if since.IsZero() {
		return time.Time{}, false
	}
	return since.Add(api.Lifetime), false
}

// Took is what the report of a wait tells of the job's time; ok is false where
// it tells nothing.
func (r Report) Took(since time.Time) (t Took, ok bool) {
	if since.IsZero() || !r.Extraction.Status.Finished() || r.FoundAt.IsZero() {
		return Took{}, false
	}
	t = Took{Within: r.FoundAt.Sub(since)}
	if !r.PendingAt.IsZero() {
		t.After = max(0, r.PendingAt.Sub(since))
	}
	return t, t.Within > 0 && t.After <= t.Within
}
