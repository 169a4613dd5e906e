package pipeline

import (
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/source"
	"github.com/docextract/docextract/internal/waiting"
)

// Input is one document to send.
type Input struct {
	// Source is what the user calls it: a path as given, or "-".
	Source string
	// Path is the absolute path of its file, "" for none.
	Path string
	// File is how it was found, zero where it was not. The run makes nothing of it.
	File source.File
	// Open describes the document. It is called when its turn has come.
	Open func() (api.Document, error)
}

// Outcome is what became of one input.
type Outcome struct {
	Input

	// Index is the input's place, from 0.
	Index int
	// SHA256 is that of the bytes sent, in hex; "" if they were not all read.
	SHA256 string
	// Extraction is the last that the service said; its ID is "" if the
	// document was not accepted.
	Extraction api.Extraction
	// Err is what went wrong on the way. It is nil where the service had the
	// last word, also if that word is ERROR.
	Err *api.Error
	// SubmittedAt is when the service accepted the document, zero if it did not.
	SubmittedAt time.Time
	// ExpiresAt is when the result is deleted: the earliest it can be, unless
	// ExpiresExact. Zero if the document was not accepted.
	ExpiresAt    time.Time
	ExpiresExact bool
	// Reused is the earlier extraction that answers, of the same bytes; nil
	// where the document was sent.
	Reused *ledger.Entry
	// Unkept is why the ledger could not note how the document stands; nil
	// where it did. What is delivered is true all the same.
	Unkept error

	recalled  bool  // its end was known before its turn
	size      int64 // of the document, in bytes; 0 where it was not sent in this run
	pendingAt time.Time
}

// LeftOut tells that the document was not started, since the run was to end.
func (o Outcome) LeftOut() bool {
	if o.Err == nil {
		return false
	}
	return o.Err.Kind == api.KindNotStarted || o.Err.Kind == api.KindInterrupted && o.Extraction.ID == ""
}

// accept notes that the service has taken the document.
func accept(o *Outcome, id string, at time.Time) {
	o.SubmittedAt = at
	o.ExpiresAt = at.Add(api.Lifetime)
	o.Extraction = api.Extraction{ID: id, Status: api.StatusInProgress, RawStatus: string(api.StatusInProgress)}
}

// reuse notes that the document was submitted before.
func reuse(o *Outcome, e ledger.Entry) {
	o.Reused = &e
	o.Extraction = api.Extraction{ID: e.ExtractionID}
	if e.ExtractionID != "" {
		o.Extraction.Status, o.Extraction.RawStatus = api.StatusInProgress, string(api.StatusInProgress)
	}
	o.SubmittedAt = e.SubmittedAt
	o.ExpiresAt, o.ExpiresExact = e.Expiry()
}

// howToSettle is what a user can do about an ambiguous submission.
const howToSettle = "`docextract reconcile` looks for it; --resubmit-ambiguous looks for it and sends it again if it is not found"

// withhold says why the document is not sent again.
func withhold(o *Outcome, e ledger.Entry) {
	if e.State == ledger.Expired {
		o.Extraction.Status, o.Extraction.RawStatus = api.StatusExpired, string(api.StatusExpired)
		return
	}
	o.Err = &api.Error{
		Kind: api.KindAmbiguous, Code: api.CodeAmbiguous,
		Message: "not sent again, since the service may have taken it before: " + e.Reason,
		Hint:    howToSettle,
	}
}

// Status is one of the four states: a failure on the way is ERROR, and a job
// that goes on when the time is up is IN_PROGRESS.
func (o Outcome) Status() api.Status {
	switch {
	case o.Extraction.ID == "":
		return api.StatusError
	case o.Err == nil || o.Extraction.Status.Finished():
		return o.Extraction.Status
	case waiting.GoesOn(o.Err):
		return api.StatusInProgress
	default:
		return api.StatusError
	}
}
