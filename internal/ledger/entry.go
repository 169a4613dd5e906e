package ledger

import (
	"database/sql"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Key is what a document is known by: never its name, and never the API key.
type Key struct {
	SHA256       string // of its bytes, in hex
	DocumentType string
	Customer     string // "" for none
	Profile      string
	BaseURL      string // "" for the local server
	// Engine is the version of our own server, whose results change with it;
	// "" for any other service.
	Engine string
}

// Entry is one extraction, or the intent of one.
type Entry struct {
	Key

	ID       int64
	Source   string // what the user called the document; "" where only its id is known
	Path     string // the absolute path of its file, "" for none
	FileName string // the name it was sent under
	Size     int64
	State    State
	Reason   string // why it failed or is ambiguous
	// IdempotencyKey makes a repeated submission the same one; "" for a service
	// that does not honour it.
	IdempotencyKey string
	ExtractionID   string // "" before acceptance

	PlannedAt   time.Time
	SentAt      time.Time
	SubmittedAt time.Time
	// PendingAt is when the last look began that found it at work.
	PendingAt time.Time
	// FinishedAt is zero unless the service tells it.
	FinishedAt time.Time
	SavedAt    time.Time

	// doubtful says that an earlier submission of it may have been taken.
	doubtful bool
	instead  int64 // the entry whose place it has taken, 0 for none
	owner    string
}

// Expiry is when the service deletes the result: exact where it told when the
// job finished, else the earliest it can be. Zero before acceptance.
func (e Entry) Expiry() (at time.Time, exact bool) {
	if !e.FinishedAt.IsZero() {
		return e.FinishedAt.Add(api.Lifetime), true
	}
	since := e.SubmittedAt
	if e.PendingAt.After(since) {
		since = e.PendingAt
	}
	if since.IsZero() {
		return time.Time{}, false
	}
	return since.Add(api.Lifetime), false
}

// Kept reports whether the extraction's end is kept here.
func (e Entry) Kept() bool {
	return e.ExtractionID != "" && (e.State == Saved || e.State == Failed)
}

// Unfetched reports whether a service holds a result, or will, that is not
// kept here.
func (e Entry) Unfetched() bool { return e.State == Accepted || e.State == Finished }

// columns are those that scan reads, in its order.
const columns = `id, sha256, document_type, customer, profile, base_url, engine, source, path, file_name, size,
	state, reason, doubtful, instead, owner, idempotency_key, extraction_id,
	planned_at, sent_at, submitted_at, pending_at, finished_at, saved_at`

func scan(row interface{ Scan(dest ...any) error }) (Entry, error) {
	var e Entry
	var planned int64
	var sent, submitted, pending, finished, saved sql.NullInt64
	err := row.Scan(&e.ID, &e.SHA256, &e.DocumentType, &e.Customer, &e.Profile, &e.BaseURL, &e.Engine,
		&e.Source, &e.Path, &e.FileName, &e.Size,
		&e.State, &e.Reason, &e.doubtful, &e.instead, &e.owner, &e.IdempotencyKey, &e.ExtractionID,
		&planned, &sent, &submitted, &pending, &finished, &saved)
	e.PlannedAt = time.Unix(0, planned)
	e.SentAt, e.SubmittedAt, e.PendingAt = moment(sent), moment(submitted), moment(pending)
	e.FinishedAt, e.SavedAt = moment(finished), moment(saved)
	return e, err
}

func moment(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.Unix(0, n.Int64)
}

// stamp is a time as a column holds it.
func stamp(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: nanos(t), Valid: !t.IsZero()}
}
