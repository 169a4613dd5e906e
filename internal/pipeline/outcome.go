package pipeline

import (
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/waiting"
)

// Input is one document to send.
type Input struct {
	// Source is what the user calls it: a path as given, or "-".
	Source string
	// Open describes the document. It is called when its turn has come.
	Open func() (api.Document, error)
}

// Outcome is what became of one input.
type Outcome struct {
	// Index is the input's place, from 0.
	Index  int
	Source string
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
