package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Unfinished lists the extractions that are in progress, oldest first: the
// work list after a start.
func (s *Store) Unfinished(ctx context.Context) ([]string, error) {
	return s.ids(ctx, `SELECT id FROM extraction WHERE finished_at IS NULL ORDER BY submitted_at, id`)
}

// Awaiting lists the extractions, of one customer or with "" of all, that
// finished after since and whose outcome has not been fetched, oldest first.
func (s *Store) Awaiting(ctx context.Context, customer string, since time.Time) ([]string, error) {
	return s.ids(ctx, `SELECT id FROM extraction
		WHERE finished_at IS NOT NULL AND fetched_at IS NULL AND finished_at > ?1 AND (?2 = '' OR customer = ?2)
		ORDER BY finished_at, id`, since.UnixNano(), customer)
}

// Begin counts an attempt at an extraction before it is made and gives the
// row. The count survives the end of the process, which is what it is for. One
// that has finished is ErrNotFound: there is nothing to do.
func (s *Store) Begin(ctx context.Context, id string) (Extraction, error) {
	if err := one(s.db.Note(ctx, `UPDATE extraction SET attempts = attempts + 1 WHERE id = ? AND finished_at IS NULL`, id)); err != nil {
		return Extraction{}, err
	}
	return s.Get(ctx, id)
}

// GiveBack uncounts an attempt that was stopped through no fault of the
// document.
func (s *Store) GiveBack(ctx context.Context, id string) error {
	return one(s.db.Note(ctx, `UPDATE extraction SET attempts = max(attempts - 1, 0) WHERE id = ? AND finished_at IS NULL`, id))
}

// Finish stores the outcome, the state and the moment in one step: an
// extraction has an outcome exactly when it has finished. ErrNotFound where it
// had finished before; the first outcome stays.
func (s *Store) Finish(ctx context.Context, id string, status api.Status, outcome []byte, at time.Time) error {
	column := "result"
	if status == api.StatusError {
		column = "error"
	}
	return one(s.db.Exec(ctx, `UPDATE extraction SET status = ?, finished_at = ?, `+column+` = ? WHERE id = ? AND finished_at IS NULL`,
		status, at.UnixNano(), outcome, id))
}

// Fetched notes that the outcome was fetched; the first time counts.
func (s *Store) Fetched(ctx context.Context, id string, at time.Time) error {
	_, err := s.db.Note(ctx, `UPDATE extraction SET fetched_at = ? WHERE id = ? AND fetched_at IS NULL`, at.UnixNano(), id)
	return err
}

// Expire deletes what extractions that finished at or before a moment have
// given, and everything their documents said of themselves. The row stays and
// its status is EXPIRED. It gives the number of extractions that expired.
func (s *Store) Expire(ctx context.Context, finishedBefore time.Time) (int, error) {
	res, err := s.db.Exec(ctx, `UPDATE extraction
		SET status = 'EXPIRED', result = NULL, error = NULL, idempotency_key = NULL, fingerprint = NULL,
		    customer = '', file_name = '', sha256 = x'', size = 0
		WHERE status IN ('SUCCESS', 'ERROR') AND finished_at <= ?`, finishedBefore.UnixNano())
	if err != nil {
		return 0, fmt.Errorf("expire extractions: %w", err)
	}
	n, err := res.RowsAffected()
	if err != nil || n == 0 {
		return int(n), err
	}
	return int(n), s.db.Checkpoint(ctx)
}

// one is the outcome of a statement that must change a row.
func one(res sql.Result, err error) error {
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

func (s *Store) ids(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := s.db.Read().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list extractions: %w", err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("list extractions: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
