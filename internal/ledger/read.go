package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// byExtraction says what byDocument has to say.
const byExtraction = `SELECT ` + columns + ` FROM entry WHERE extraction_id = ? AND extraction_id != '' AND base_url = ?
	ORDER BY profile = ? DESC, id DESC LIMIT 1`

// Find returns the entry of the extraction with that id at the service, or
// false. One of another profile for the same service will do.
func (l *Ledger) Find(ctx context.Context, profile, baseURL, extractionID string) (Entry, bool, error) {
	e, err := scan(l.db.Read().QueryRowContext(ctx, byExtraction, extractionID, baseURL, profile))
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, false, nil
	}
	return e, err == nil, reading(err)
}

const profilesOf = `SELECT DISTINCT profile FROM entry WHERE extraction_id = ? AND extraction_id != '' ORDER BY profile`

// Profiles are those under which an extraction with that id is known, whatever
// the service.
func (l *Ledger) Profiles(ctx context.Context, extractionID string) ([]string, error) {
	rows, err := l.db.Read().QueryContext(ctx, profilesOf, extractionID)
	if err != nil {
		return nil, reading(err)
	}
	defer rows.Close()
	var profiles []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, reading(err)
		}
		profiles = append(profiles, name)
	}
	return profiles, reading(rows.Err())
}

// Engine is the version of our own server that the service was when something
// was last submitted to it, "" for any other service; false where nothing was.
func (l *Ledger) Engine(ctx context.Context, profile, baseURL string) (engine string, known bool, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT engine FROM entry
		WHERE profile = ? AND base_url = ? AND sha256 != '' ORDER BY planned_at DESC LIMIT 1`, profile, baseURL).Scan(&engine)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return engine, err == nil, reading(err)
}

// Extraction is the service's answer that is kept of an entry, as it gave it.
func (l *Ledger) Extraction(ctx context.Context, e Entry) (api.Extraction, error) {
	var body []byte
	err := l.db.Read().QueryRowContext(ctx, `SELECT body FROM entry WHERE id = ?`, e.ID).Scan(&body)
	if err != nil {
		return api.Extraction{}, reading(err)
	}
	x, err := decompress(e.ExtractionID, body)
	x.FinishedAt = e.FinishedAt
	return x, err
}

// Filter chooses entries. The zero value chooses all.
type Filter struct {
	States []State // any of these; nil for all
	// Profile and BaseURL choose a service, where Service is set.
	Service bool
	Profile string
	BaseURL string
	// Customer is "" for all.
	Customer string
	// SHA256 chooses a document, "" for all.
	SHA256 string
	// Before chooses what was planned before it; zero for all.
	Before time.Time
	// OldestFirst turns the order round.
	OldestFirst bool
	// Limit is 0 for none.
	Limit int

	// beyond is the entry that those chosen follow, nil for the first.
	beyond *Entry
}

func (f Filter) where() (clause string, args []any) {
	var conditions []string
	add := func(condition string, values ...any) {
		conditions = append(conditions, condition)
		args = append(args, values...)
	}
	if f.States != nil {
		marks := make([]string, 0, len(f.States))
		for _, s := range f.States {
			marks = append(marks, "?")
			args = append(args, s)
		}
		column := "state"
		if len(marks) > 1 {
			column = "+state" // the index by time: that by state would have all of them sorted
		}
		conditions = append(conditions, column+" IN ("+strings.Join(marks, ", ")+")")
	}
	if f.Service {
		add("profile = ? AND base_url = ?", f.Profile, f.BaseURL)
	}
	if f.Customer != "" {
		add("customer = ?", f.Customer)
	}
	if f.SHA256 != "" {
		add("sha256 = ?", f.SHA256)
	}
	if !f.Before.IsZero() {
		add("coalesce(saved_at, planned_at) < ?", f.Before.UnixNano())
	}
	switch last := f.beyond; {
	case last != nil && f.OldestFirst:
		add("(planned_at, id) > (?, ?)", last.PlannedAt.UnixNano(), last.ID)
	case last != nil:
		add("(planned_at, id) < (?, ?)", last.PlannedAt.UnixNano(), last.ID)
	}
	if conditions == nil {
		return "", nil
	}
	return " WHERE " + strings.Join(conditions, " AND "), args
}

// page is how many entries are read at a time.
const page = 512

// query selects the first so many of the entries chosen.
func (f Filter) query(most int) (text string, args []any) {
	where, args := f.where()
	order := " ORDER BY planned_at DESC, id DESC"
	if f.OldestFirst {
		order = " ORDER BY planned_at, id"
	}
	return `SELECT ` + columns + ` FROM entry` + where + order + ` LIMIT ?`, append(args, most)
}

// Entries lists those that the filter chooses, newest first. They are read a page
// at a time: nothing of the file is held while the caller does with an entry what
// it likes. What changes meanwhile is seen as it is when its page is read.
func (l *Ledger) Entries(ctx context.Context, f Filter) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		left := cmp.Or(f.Limit, math.MaxInt)
		for left > 0 {
			most := min(page, left)
			entries, err := l.page(ctx, f, most)
			if err != nil {
				yield(Entry{}, reading(err))
				return
			}
			for _, e := range entries {
				if !yield(e, nil) {
					return
				}
			}
			if len(entries) < most {
				return
			}
			left, f.beyond = left-most, &entries[most-1]
		}
	}
}

// page reads the first so many of the entries that the filter chooses.
func (l *Ledger) page(ctx context.Context, f Filter, most int) (entries []Entry, err error) {
	query, args := f.query(most)
	rows, err := l.db.Read().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		e, err := scan(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// Collect gathers entries, for those that are few or few of which are chosen.
func Collect(entries iter.Seq2[Entry, error]) ([]Entry, error) {
	var list []Entry
	for e, err := range entries {
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

func reading(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("read the ledger: %w", err)
}
