package ledger

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// keyLife is how long an Idempotency-Key is relied on. Our own server keeps it
// for 48 hours.
const keyLife = 47 * time.Hour

// Intent is a document that somebody wants extracted.
type Intent struct {
	Key

	Source   string
	Path     string
	FileName string
	Size     int64
	// Keyed says that the service honours an Idempotency-Key.
	Keyed bool
}

// Policy says what may be sent although an earlier extraction is known. The
// zero value sends nothing twice.
type Policy struct {
	// Since is when the run began. Nothing that was planned in the run itself is
	// sent again, whatever else is asked: a folder may hold a document twice.
	Since time.Time
	// Again asks for a fresh extraction of what has an end already.
	Again bool
	// Failed asks for one where the earlier ended in ERROR.
	Failed bool
	// Ambiguous sends again what the service may have taken.
	Ambiguous bool
	// Expired sends again what was never fetched.
	Expired bool
}

// Action is what is to be done about a document.
type Action int

// The actions.
const (
	// Send: the claim is ours.
	Send Action = iota + 1
	// PickUp: the service has accepted it earlier; wait for the result.
	PickUp
	// Reuse: its end is kept here.
	Reuse
	// Withhold: it is ambiguous or expired, and not sent unasked.
	Withhold
	// Busy: another claim on it is being sent. Ask again in a while.
	Busy
)

// Claim finds out what is to be done about a document, and claims it where it
// is to be sent: of several processes that ask, and of several that ask in one
// process, one may send it. A claim ends with Accepted, Rejected, Doubtful or
// Released, or with the process.
func (l *Ledger) Claim(ctx context.Context, in Intent, p Policy) (action Action, entry Entry, err error) {
	name, err := l.owner.name()
	if err != nil {
		return 0, Entry{}, err
	}
	if err := l.step("claim"); err != nil {
		return 0, Entry{}, err
	}
	c := claim{ledger: l, owner: name, intent: in, policy: p, now: l.now()}
	// A claim that a power cut takes back has sent nothing: it need not wait for
	// the disk, as every later step does.
	err = l.db.Draft(ctx, func(tx *sql.Tx) error {
		action, entry, err = c.settle(ctx, tx)
		return err
	})
	if err != nil {
		return 0, Entry{}, fmt.Errorf("claim %s in the ledger: %w", in.Source, err)
	}
	return action, entry, nil
}

// errRehearsed takes back what a rehearsal has done.
var errRehearsed = errors.New("rehearsed")

// Rehearse tells what Claim would give, and changes nothing.
func (l *Ledger) Rehearse(ctx context.Context, in Intent, p Policy) (action Action, err error) {
	c := claim{ledger: l, intent: in, policy: p, now: l.now()}
	err = l.db.Draft(ctx, func(tx *sql.Tx) error {
		if action, _, err = c.settle(ctx, tx); err != nil {
			return err
		}
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		return action, nil
	}
	return 0, reading(err)
}

type claim struct {
	ledger *Ledger
	owner  string
	intent Intent
	policy Policy
	now    time.Time
}

// settle decides within a transaction, which holds the ledger's only write lock.
func (c *claim) settle(ctx context.Context, tx *sql.Tx) (Action, Entry, error) {
	e, err := c.known(ctx, tx)
	if errors.Is(err, sql.ErrNoRows) {
		return c.plan(ctx, tx, 0)
	}
	if err != nil {
		return 0, Entry{}, err
	}
	earlier := e.PlannedAt.Before(c.policy.Since)
	switch e.State {
	case Planned, Sending:
		if c.ledger.owner.alive(e.owner) {
			return Busy, e, nil
		}
		if e.State == Planned && !e.doubtful { // nothing was sent
			return c.anew(ctx, tx, e)
		}
		return c.doubt(ctx, tx, e, true)
	case Ambiguous:
		return c.doubt(ctx, tx, e, earlier)
	case Accepted, Finished:
		return PickUp, e, nil
	case Expired:
		if (c.policy.Expired || c.policy.Again) && earlier {
			return c.plan(ctx, tx, e.ID)
		}
		return Withhold, e, nil
	case Saved, Failed:
	}
	return c.ended(ctx, tx, e, earlier)
}

// anew forgets what a process that died had planned, and decides once more.
func (c *claim) anew(ctx context.Context, tx *sql.Tx, e Entry) (Action, Entry, error) {
	if _, err := tx.ExecContext(ctx, `DELETE FROM entry WHERE id = ?`, e.ID); err != nil {
		return 0, Entry{}, err
	}
	return c.settle(ctx, tx)
}

// ended decides about a document whose extraction has an end.
func (c *claim) ended(ctx context.Context, tx *sql.Tx, e Entry, earlier bool) (Action, Entry, error) {
	switch {
	case !earlier:
		return Reuse, e, nil
	case e.State == Failed && e.ExtractionID == "":
		return c.take(ctx, tx, e, false) // refused before: it cost nothing, and may do now
	case c.policy.Again, c.policy.Failed && e.State == Failed:
		return c.plan(ctx, tx, e.ID)
	}
	return Reuse, e, nil
}

// doubt decides about a document of which nobody knows whether it was taken.
// Asking again with the same Idempotency-Key is no second submission.
func (c *claim) doubt(ctx context.Context, tx *sql.Tx, e Entry, earlier bool) (Action, Entry, error) {
	switch {
	case e.IdempotencyKey != "" && c.now.Sub(e.SentAt) < keyLife && earlier:
		return c.repeat(ctx, tx, e)
	case c.policy.Ambiguous && earlier:
		return c.take(ctx, tx, e, true)
	case e.State == Ambiguous:
		return Withhold, e, nil
	}
	e, err := scan(tx.QueryRowContext(ctx, orphan+` WHERE id = ? RETURNING `+columns, reasonDied, e.ID))
	return Withhold, e, err
}

// orphan is what becomes of an entry whose owner died while it was sent.
const orphan = `UPDATE entry SET state = 'ambiguous', doubtful = 1, owner = '', reason = CASE WHEN state = 'planned' AND reason != '' THEN reason ELSE ? END`

const reasonDied = "the program ended while the document was being sent"

// byDocument finds the entry that stands for a document. That its hash is not
// empty has to be said: the index is one of such entries only.
const byDocument = `SELECT ` + columns + ` FROM entry
	WHERE sha256 = ? AND sha256 != '' AND document_type = ? AND customer = ? AND profile = ? AND base_url = ? AND engine = ? AND current = 1`

func (c *claim) known(ctx context.Context, tx *sql.Tx) (Entry, error) {
	k := c.intent.Key
	return scan(tx.QueryRowContext(ctx, byDocument, k.SHA256, k.DocumentType, k.Customer, k.Profile, k.BaseURL, k.Engine))
}

// plan makes a new entry, in the place of another where that is not 0.
func (c *claim) plan(ctx context.Context, tx *sql.Tx, instead int64) (Action, Entry, error) {
	if _, err := tx.ExecContext(ctx, `UPDATE entry SET current = 0 WHERE id = ?`, instead); err != nil {
		return 0, Entry{}, err
	}
	in, key := c.intent, c.newKey()
	e, err := scan(tx.QueryRowContext(ctx, `INSERT INTO entry
		(sha256, document_type, customer, profile, base_url, engine, source, path, file_name, size, state, instead, owner, idempotency_key, planned_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?) RETURNING `+columns,
		in.SHA256, in.DocumentType, in.Customer, in.Profile, in.BaseURL, in.Engine, in.Source, in.Path, in.FileName, in.Size,
		instead, c.owner, key, c.now.UnixNano()))
	return Send, e, err
}

// take makes an entry ours that is not known to be accepted, as a new intent.
// doubtful says that the earlier submission may have been.
func (c *claim) take(ctx context.Context, tx *sql.Tx, e Entry, doubtful bool) (Action, Entry, error) {
	in, reason := c.intent, ""
	if doubtful {
		reason = cmp.Or(e.Reason, reasonDied)
	}
	e, err := scan(tx.QueryRowContext(ctx, `UPDATE entry SET state = 'planned', doubtful = ?, reason = ?, owner = ?, idempotency_key = ?,
		source = ?, path = ?, file_name = ?, size = ?, planned_at = ?, sent_at = NULL, body = NULL WHERE id = ? RETURNING `+columns,
		doubtful, reason, c.owner, c.newKey(), in.Source, in.Path, in.FileName, in.Size, c.now.UnixNano(), e.ID))
	return Send, e, err
}

// repeat makes an entry ours whose submission is to be asked about with its own
// key, and under its own name: another body would be refused. It counts as being
// sent from now on, as the first submission may have been taken.
func (c *claim) repeat(ctx context.Context, tx *sql.Tx, e Entry) (Action, Entry, error) {
	e, err := scan(tx.QueryRowContext(ctx, `UPDATE entry SET state = 'sending', doubtful = 1, reason = ?, owner = ? WHERE id = ? RETURNING `+columns,
		cmp.Or(e.Reason, reasonDied), c.owner, e.ID))
	return Send, e, err
}

// newKey is random, one for each intent; "" for a service that takes none.
func (c *claim) newKey() string {
	if !c.intent.Keyed {
		return ""
	}
	return rand.Text()
}
