package ledger

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Sending notes that the first byte is about to be sent.
func (l *Ledger) Sending(ctx context.Context, e Entry) error {
	return l.change(ctx, "sending", `UPDATE entry SET state = 'sending', sent_at = coalesce(sent_at, ?)
		WHERE id = ? AND state IN ('planned', 'sending') AND owner = ?`, l.now().UnixNano(), e.ID, e.owner)
}

// Accepted notes the id that the service gave. sha256 is that of the bytes that
// were sent: where the file has changed since the claim, the entry is that of
// the new document, and of neither where that one has an entry.
func (l *Ledger) Accepted(ctx context.Context, e Entry, extractionID, sha256 string) error {
	if sha256 == "" {
		sha256 = e.SHA256
	}
	if sha256 == e.SHA256 {
		return l.change(ctx, "accepted", `UPDATE entry SET state = 'accepted', doubtful = 0, reason = '', owner = '',
			extraction_id = ?, submitted_at = ? WHERE id = ? AND state = 'sending' AND owner = ?`,
			extractionID, l.now().UnixNano(), e.ID, e.owner)
	}
	return l.change(ctx, "accepted", `UPDATE entry SET state = 'accepted', doubtful = 0, reason = '', owner = '',
		extraction_id = ?, submitted_at = ?, sha256 = ?, current = NOT EXISTS (SELECT 1 FROM entry AS other
			WHERE other.sha256 = ? AND other.sha256 != '' AND other.document_type = entry.document_type AND other.customer = entry.customer
			AND other.profile = entry.profile AND other.base_url = entry.base_url AND other.engine = entry.engine AND other.current = 1)
		WHERE id = ? AND state = 'sending' AND owner = ?`,
		extractionID, l.now().UnixNano(), sha256, sha256, e.ID, e.owner)
}

// Rejected notes that the service refused the document for good. That tells of
// an earlier submission in doubt only where both had the same Idempotency-Key.
func (l *Ledger) Rejected(ctx context.Context, e Entry, reason string) error {
	return l.change(ctx, "rejected", `UPDATE entry SET owner = '', reason = ?,
		state = CASE WHEN doubtful = 1 AND idempotency_key = '' THEN 'ambiguous' ELSE 'failed' END,
		doubtful = doubtful AND idempotency_key = ''
		WHERE id = ? AND state IN ('planned', 'sending') AND owner = ?`, reason, e.ID, e.owner)
}

// Doubtful notes that nobody knows whether the service took the document.
func (l *Ledger) Doubtful(ctx context.Context, e Entry, reason string) error {
	return l.change(ctx, "doubtful", `UPDATE entry SET state = 'ambiguous', doubtful = 1, reason = ?, owner = ''
		WHERE id = ? AND state = 'sending' AND owner = ?`, reason, e.ID, e.owner)
}

// Released gives up a claim whose document was certainly not taken: it is as if
// it had never been planned. Where an earlier submission is in doubt it stays so.
func (l *Ledger) Released(ctx context.Context, e Entry) error {
	if e.doubtful {
		return l.change(ctx, "released", `UPDATE entry SET state = 'ambiguous', owner = ''
			WHERE id = ? AND state IN ('planned', 'sending') AND owner = ?`, e.ID, e.owner)
	}
	return l.change(ctx, "released", `DELETE FROM entry WHERE id = ? AND state IN ('planned', 'sending') AND owner = ?`, e.ID, e.owner)
}

// Announced notes that the service says the result is there. It is no error
// where that is known, or the result is kept.
func (l *Ledger) Announced(ctx context.Context, e Entry) error {
	return ignoreMoved(l.change(ctx, "announced", `UPDATE entry SET state = 'finished' WHERE id = ? AND state = 'accepted'`, e.ID))
}

// Pending notes when a look began that found the extraction at work: the
// result will be there until two days after that at least.
func (l *Ledger) Pending(ctx context.Context, e Entry, at time.Time) error {
	_, err := l.db.Note(context.WithoutCancel(ctx), `UPDATE entry SET pending_at = ?
		WHERE id = ? AND state = 'accepted' AND coalesce(pending_at, 0) < ?`, at.UnixNano(), e.ID, at.UnixNano())
	return err
}

// Answered keeps what the service answered of an extraction, if that is an end:
// the result, its error, or that it has expired. pendingAt is when the last look
// began that found it at work, zero for none. A result that is kept is never
// replaced: of several processes that fetch it the first one keeps it, and that
// is no error.
func (l *Ledger) Answered(ctx context.Context, e Entry, x api.Extraction, pendingAt time.Time) error {
	if !x.Status.Finished() {
		if pendingAt.IsZero() {
			return nil
		}
		return l.Pending(ctx, e, pendingAt)
	}
	var body []byte
	var reason string
	var saved sql.NullInt64
	switch x.Status {
	case api.StatusSuccess, api.StatusError:
		var err error
		if body, err = compress(x); err != nil {
			return err
		}
		saved = stamp(l.now())
		if x.Error != nil {
			reason = x.Error.Error()
		}
	case api.StatusExpired:
		reason = "the service deleted the result before it was fetched"
	case api.StatusInProgress:
	}
	return ignoreMoved(l.change(ctx, "answered", `UPDATE entry SET state = ?, reason = ?, body = ?, saved_at = ?, owner = '', doubtful = 0,
		extraction_id = ?, finished_at = ?, pending_at = nullif(max(coalesce(pending_at, 0), ?), 0)
		WHERE id = ? AND state IN ('sending', 'accepted', 'finished', 'ambiguous', 'expired')`,
		stateOf(x.Status), reason, body, saved, x.ID, stamp(x.FinishedAt), nanos(pendingAt), e.ID))
}

// nanos is a time as a number, 0 for none.
func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// Learn makes an entry of an extraction that this machine did not submit, of
// which the id is known. Where it is known here already its entry is returned.
func (l *Ledger) Learn(ctx context.Context, e Entry) (Entry, error) {
	if err := l.step("learn"); err != nil {
		return Entry{}, err
	}
	err := l.db.Update(context.WithoutCancel(ctx), func(tx *sql.Tx) error {
		known, err := scan(tx.QueryRowContext(ctx, byExtraction, e.ExtractionID, e.BaseURL, e.Profile))
		if err == nil {
			e = known
			return nil
		}
		e, err = scan(tx.QueryRowContext(ctx, `INSERT INTO entry
			(profile, base_url, document_type, customer, file_name, state, extraction_id, planned_at)
			VALUES (?, ?, ?, ?, ?, 'accepted', ?, ?) RETURNING `+columns,
			e.Profile, e.BaseURL, e.DocumentType, e.Customer, e.FileName, e.ExtractionID, l.now().UnixNano()))
		return err
	})
	return e, err
}

func ignoreMoved(err error) error {
	if errors.Is(err, ErrMoved) {
		return nil
	}
	return err
}
