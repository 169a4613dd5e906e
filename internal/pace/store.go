// Package pace keeps what this machine knows of each service's pace: how long
// its documents take, and how many requests it answers. It is one SQLite file
// that all processes share; losing it costs some patience and nothing else.
package pace

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/docextract/docextract/internal/sqlite"
	"github.com/docextract/docextract/internal/waiting"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is the open file.
type Store struct{ db *sqlite.DB }

var _ waiting.Memory = (*Store)(nil)

// Open opens the file in dir, and makes both where they are missing, for this
// user only.
func Open(ctx context.Context, dir string) (*Store, error) {
	db, err := sqlite.Open(ctx, filepath.Join(dir, "pace.db"), migrations)
	if err != nil {
		return nil, fmt.Errorf("open what is known of services' pace: %w", err)
	}
	return &Store{db}, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// keptRows is how many times of a sort stay in the file; waiting chooses from
// them what it needs.
const keptRows = 100

// Recall gives the times of a service, of each sort the oldest first.
func (s *Store) Recall(ctx context.Context, service string) (took map[waiting.Sort][]waiting.Took, err error) {
	rows, err := s.db.Read().QueryContext(ctx,
		`SELECT document_type, size, after, within FROM took WHERE service = ? ORDER BY id`, service)
	if err != nil {
		return nil, fmt.Errorf("recall the times of %s: %w", service, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	took = map[waiting.Sort][]waiting.Took{}
	for rows.Next() {
		sort, t := waiting.Sort{Service: service}, waiting.Took{}
		if err := rows.Scan(&sort.DocumentType, &sort.Size, &t.After, &t.Within); err != nil {
			return nil, err
		}
		took[sort] = append(took[sort], t)
	}
	return took, rows.Err()
}

// Keep adds a time. It survives the end of the process, but perhaps not a power
// cut: it is not worth waiting for the disk.
func (s *Store) Keep(ctx context.Context, sort waiting.Sort, t waiting.Took) error {
	res, err := s.db.Note(ctx, `INSERT INTO took (service, document_type, size, after, within) VALUES (?, ?, ?, ?, ?)`,
		sort.Service, sort.DocumentType, sort.Size, t.After, t.Within)
	if err != nil {
		return fmt.Errorf("note the time of a document: %w", err)
	}
	const sweepEvery = 16
	if id, err := res.LastInsertId(); err != nil || id%sweepEvery != 0 {
		return err
	}
	_, err = s.db.Note(ctx, `DELETE FROM took WHERE service = ?1 AND document_type = ?2 AND size = ?3 AND id <= (
		SELECT id FROM took WHERE service = ?1 AND document_type = ?2 AND size = ?3 ORDER BY id DESC LIMIT 1 OFFSET ?4)`,
		sort.Service, sort.DocumentType, sort.Size, keptRows)
	return err
}

// update changes the allowance of a service in one step for all processes.
func (s *Store) update(ctx context.Context, service string, change func(*allowance)) (a allowance, err error) {
	err = s.db.Update(ctx, func(tx *sql.Tx) error {
		var next, blocked, cut, raised int64
		err := tx.QueryRowContext(ctx, `SELECT rate, next_at, blocked, cut_at, raised_at, guess FROM allowance WHERE service = ?`, service).
			Scan(&a.rate, &next, &blocked, &cut, &raised, &a.guess)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		a.next, a.blocked, a.cut, a.raised = moment(next), moment(blocked), moment(cut), moment(raised)
		change(&a)
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO allowance (service, rate, next_at, blocked, cut_at, raised_at, guess) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			service, a.rate, a.next.UnixNano(), a.blocked.UnixNano(), a.cut.UnixNano(), a.raised.UnixNano(), a.guess)
		return err
	})
	return a, err
}

// peek reads the allowance of a service; the zero one where none is set.
func (s *Store) peek(ctx context.Context, service string) (a allowance, err error) {
	var next, blocked, cut, raised int64
	err = s.db.Read().QueryRowContext(ctx, `SELECT rate, next_at, blocked, cut_at, raised_at, guess FROM allowance WHERE service = ?`, service).
		Scan(&a.rate, &next, &blocked, &cut, &raised, &a.guess)
	if errors.Is(err, sql.ErrNoRows) {
		return allowance{}, nil
	}
	a.next, a.blocked, a.cut, a.raised = moment(next), moment(blocked), moment(cut), moment(raised)
	return a, err
}

func moment(nanos int64) time.Time { return time.Unix(0, nanos) }
