package ledger

import (
	"context"
	"database/sql"
	"errors"
)

// Reread gives an entry as it stands now. Where it has been replaced or removed
// it is given as it was.
func (l *Ledger) Reread(ctx context.Context, e Entry) (Entry, error) {
	now, err := scan(l.db.Read().QueryRowContext(ctx, `SELECT `+columns+` FROM entry WHERE id = ?`, e.ID))
	if errors.Is(err, sql.ErrNoRows) {
		return e, nil
	}
	return now, reading(err)
}

// likeness is what an ambiguous submission and an extraction of unknown origin
// must share to be the same: the wire tells no more.
type likeness struct{ fileName, customer string }

// Match settles the ambiguous submissions to a service by the extractions there
// that this machine has learned of and did not submit: where exactly one of
// either has a file name and customer, they are the same. All others stay as
// they are.
func (l *Ledger) Match(ctx context.Context, profile, baseURL string) error {
	service := Filter{Service: true, Profile: profile, BaseURL: baseURL}
	doubts, found := map[likeness][]Entry{}, map[likeness][]Entry{}
	for e, err := range l.Entries(ctx, service) {
		if err != nil {
			return err
		}
		alike := likeness{e.FileName, e.Customer}
		switch {
		case e.FileName == "":
		case e.State == Ambiguous:
			doubts[alike] = append(doubts[alike], e)
		case e.SHA256 == "" && e.Kept():
			found[alike] = append(found[alike], e)
		}
	}
	for alike, submitted := range doubts {
		if len(submitted) != 1 || len(found[alike]) != 1 {
			continue
		}
		if err := l.adopt(ctx, submitted[0], found[alike][0]); err != nil {
			return err
		}
	}
	return nil
}

// adopt makes two entries one: the document of the one with the extraction of
// the other.
func (l *Ledger) adopt(ctx context.Context, submitted, found Entry) error {
	if err := l.step("adopt"); err != nil {
		return err
	}
	return l.db.Update(context.WithoutCancel(ctx), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE entry SET state = other.state, reason = other.reason, doubtful = 0, owner = '',
			extraction_id = other.extraction_id, submitted_at = entry.sent_at, pending_at = other.pending_at,
			finished_at = other.finished_at, saved_at = other.saved_at, body = other.body
			FROM (SELECT * FROM entry WHERE id = ?) AS other
			WHERE entry.id = ? AND entry.state = 'ambiguous'`, found.ID, submitted.ID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM entry WHERE id = ? AND EXISTS
			(SELECT 1 FROM entry AS other WHERE other.id = ? AND other.extraction_id = entry.extraction_id)`, found.ID, submitted.ID)
		return err
	})
}
