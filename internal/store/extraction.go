package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/sqlite"
)

// Extraction is a row: one document handed in, and what came of it.
type Extraction struct {
	ID           string
	Status       api.Status
	DocumentType string
	Customer     string // "" for none
	FileName     string
	SHA256       [sha256.Size]byte
	Size         int64
	// IdempotencyKey is "" for none. Fingerprint is what a submission with
	// the same key must repeat.
	IdempotencyKey string
	Fingerprint    [sha256.Size]byte
	// Attempts is how often processing was begun and not given back.
	Attempts    int
	SubmittedAt time.Time
	FinishedAt  time.Time // zero while it is in progress
	FetchedAt   time.Time // zero until the outcome was fetched
	// Outcome is the JSON of the result (SUCCESS) or of the error (ERROR).
	Outcome []byte
}

// Insert adds an extraction that is in progress, whose document has been
// committed. It is durable when Insert returns; ErrDuplicateKey says that its
// idempotency key is taken.
func (s *Store) Insert(ctx context.Context, x Extraction) error {
	_, err := s.db.Exec(ctx, `INSERT INTO extraction
		(id, status, document_type, customer, file_name, sha256, size, idempotency_key, fingerprint, submitted_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		x.ID, api.StatusInProgress, x.DocumentType, x.Customer, x.FileName, x.SHA256[:], x.Size,
		sql.NullString{String: x.IdempotencyKey, Valid: x.IdempotencyKey != ""}, x.Fingerprint[:], x.SubmittedAt.UnixNano())
	if sqlite.Conflict(err) {
		return ErrDuplicateKey
	}
	if err != nil {
		return fmt.Errorf("insert extraction: %w", err)
	}
	return nil
}

const columns = `id, status, document_type, customer, file_name, sha256, size, coalesce(idempotency_key, ''),
	fingerprint, attempts, submitted_at, finished_at, fetched_at, coalesce(result, error)`

// Get reads an extraction; ErrNotFound where there is none.
func (s *Store) Get(ctx context.Context, id string) (Extraction, error) {
	return scan(s.db.Read().QueryRowContext(ctx, `SELECT `+columns+` FROM extraction WHERE id = ?`, id))
}

// ByIdempotencyKey reads the extraction that was submitted with that key;
// ErrNotFound where there is none.
func (s *Store) ByIdempotencyKey(ctx context.Context, key string) (Extraction, error) {
	return scan(s.db.Read().QueryRowContext(ctx, `SELECT `+columns+` FROM extraction WHERE idempotency_key = ?`, key))
}

func scan(row *sql.Row) (Extraction, error) {
	var (
		x                   Extraction
		sum, fingerprint    []byte
		submitted           int64
		finished, fetchedAt sql.NullInt64
	)
	err := row.Scan(&x.ID, &x.Status, &x.DocumentType, &x.Customer, &x.FileName, &sum, &x.Size, &x.IdempotencyKey,
		&fingerprint, &x.Attempts, &submitted, &finished, &fetchedAt, &x.Outcome)
	if errors.Is(err, sql.ErrNoRows) {
		return Extraction{}, ErrNotFound
	}
	if err != nil {
		return Extraction{}, fmt.Errorf("read extraction: %w", err)
	}
	copy(x.SHA256[:], sum)
	copy(x.Fingerprint[:], fingerprint)
	x.SubmittedAt = time.Unix(0, submitted).UTC()
	x.FinishedAt, x.FetchedAt = moment(finished), moment(fetchedAt)
	return x, nil
}

func moment(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.Unix(0, n.Int64).UTC()
}
