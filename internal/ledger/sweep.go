package ledger

import (
	"context"
	"database/sql"
	"fmt"
)

// Sweep settles what processes that died have left: what they had planned is
// forgotten, and what they were sending is ambiguous.
func (l *Ledger) Sweep(ctx context.Context) error {
	left, err := Collect(l.Entries(ctx, Filter{States: []State{Planned, Sending}}))
	if err != nil {
		return err
	}
	for _, e := range left {
		if l.owner.alive(e.owner) {
			continue
		}
		if err := l.settle(ctx, e); err != nil {
			return err
		}
	}
	l.owner.clean()
	return nil
}

// settle does so for one entry, unless another process has claimed it since.
func (l *Ledger) settle(ctx context.Context, e Entry) error {
	if e.State == Planned && !e.doubtful {
		return ignoreMoved(l.change(ctx, "sweep", `DELETE FROM entry WHERE id = ? AND state = 'planned' AND owner = ?`, e.ID, e.owner))
	}
	return ignoreMoved(l.change(ctx, "sweep", orphan+` WHERE id = ? AND state = ? AND owner = ?`, reasonDied, e.ID, e.State, e.owner))
}

// Prune removes the entries that the filter chooses, with what is kept of them,
// for good, tells how many, and gives their room back to the disk. What a process
// is at work on stays. With dry nothing is removed.
func (l *Ledger) Prune(ctx context.Context, f Filter, dry bool) (n int, err error) {
	where, args := f.where()
	if where == "" {
		where = " WHERE true"
	}
	where += " AND state NOT IN ('planned', 'sending')"
	if dry {
		err := l.db.Read().QueryRowContext(ctx, `SELECT count(*) FROM entry`+where, args...).Scan(&n)
		return n, reading(err)
	}
	err = l.db.Update(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `DELETE FROM entry`+where, args...) //nolint:gosec // the conditions are constants
		if err != nil {
			return err
		}
		deleted, err := res.RowsAffected()
		n = int(deleted)
		return err
	})
	if err == nil {
		err = l.db.Shrink(ctx)
	}
	if err != nil {
		return n, fmt.Errorf("remove from the ledger: %w", err)
	}
	return n, nil
}
