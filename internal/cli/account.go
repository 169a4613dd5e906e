package cli

import (
	"context"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/ledger"
)

// account is what a service has finished, whoever submitted it.
type account struct {
	factory *Factory
	ledger  *ledger.Ledger
	conn    *connection
	profile config.Service
}

// unknown are the ids of what is finished, not fetched, and unknown here.
func (a *account) unknown(ctx context.Context, customer string) ([]string, error) {
	ids, err := a.conn.AwaitingPoll(ctx, customer)
	if err != nil {
		return nil, err
	}
	var unknown []string
	for _, id := range ids {
		e, found, err := a.ledger.Find(ctx, a.profile.Name, ledgerAddress(a.profile), id)
		switch {
		case err != nil:
			return nil, err
		case !found:
			unknown = append(unknown, id)
		default:
			if err := a.ledger.Announced(ctx, e); err != nil {
				return nil, err
			}
		}
	}
	return unknown, nil
}

// foreign is the entry of an extraction of which only the id is known.
func (a *account) foreign(id string) ledger.Entry {
	return ledger.Entry{Key: ledger.Key{Profile: a.profile.Name, BaseURL: ledgerAddress(a.profile)}, ExtractionID: id}
}

// say tells that something is fetched which others may wait for.
func (a *account) say(n int) {
	if n > 0 {
		a.factory.tell("%s fetched that this machine did not submit: another program of this account may not see it as awaiting any more",
			plural(n, "extraction is", "extractions are"))
	}
}

// fetch looks at what is unknown and keeps what it is told, so that nothing is
// lost by having been looked at.
func (a *account) fetch(ctx context.Context, ids []string) error {
	a.say(len(ids))
	for _, id := range ids {
		x, err := a.conn.Poll(ctx, id, 0)
		if api.KindOf(err) == api.KindNotFound && err != nil {
			continue
		}
		if err != nil {
			return err
		}
		e := a.foreign(id)
		if x.Result != nil {
			e.FileName, e.Customer = x.Result.FileName, x.Result.Customer
		}
		if e, err = a.ledger.Learn(ctx, e); err != nil {
			return err
		}
		if err := a.ledger.Answered(ctx, e, x, e.PendingAt); err != nil {
			return err
		}
	}
	return nil
}
