package client

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/docextract/docextract/internal/api"
)

// retry repeats a call whose outcome allows it, within tryFor and the
// context's deadline, and a look within lookFor. A submission is repeated if
// it was not accepted, and with an Idempotency-Key also if its fate is unknown.
func retry(tryFor, lookFor time.Duration, notify func(*api.Error, time.Duration)) link {
	return func(next exchange) exchange {
		return func(ctx context.Context, c *call) (*answer, error) {
			if c.upload == nil && lookFor > 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, lookFor+c.held())
				defer cancel()
			}
			pace := &pace{ExponentialBackOff: newBackOff(), ctx: ctx, until: time.Now().Add(tryFor)}
			var last, doubt *failure // doubt: an earlier attempt of which nobody knows
			a, err := backoff.Retry(ctx, func() (*answer, error) {
				a, err := next(ctx, c)
				f, failed := errors.AsType[*failure](err)
				if !failed {
					return a, err
				}
				if last = f; f.outcome == unknown {
					doubt = f
				}
				pace.floor = f.err.RetryAfter
				if f.outcome == notAccepted || f.outcome == unknown && c.keyed {
					return a, f
				}
				return a, backoff.Permanent(f)
			}, backoff.WithBackOff(pace), backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, d time.Duration) {
				if notify != nil {
					notify(api.AsError(err), d)
				}
			}))
			if last != nil && errors.Is(err, context.DeadlineExceeded) {
				err = last // the time was up: that says less than why
			}
			return a, verdict(ctx, c, err, doubt)
		}
	}
}

// verdict is the error of the whole call.
func verdict(ctx context.Context, c *call, err error, doubt *failure) error {
	if err == nil {
		return nil
	}
	f, ok := errors.AsType[*failure](err)
	switch {
	case doubt != nil && (!ok || !settles(f)):
		return doubt.err
	case ok:
		return f.err
	default: // the context ended during a pause
		return c.failed(interrupted(c, context.Cause(ctx)))
	}
}

// settles reports whether a refusal tells the fate of an earlier attempt with
// the same Idempotency-Key too: had that been accepted, the answer would be
// its id. A refused key or a busy server tells nothing.
func settles(f *failure) bool {
	switch f.err.Kind {
	case api.KindInvalid, api.KindTooLarge, api.KindRejected, api.KindNotFound:
		return true
	default:
		return false
	}
}

func newBackOff() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.MaxInterval = 15 * time.Second
	return b
}

// pace is an exponential back-off that never goes below what the service
// asked for, and stops where the next attempt would come too late.
type pace struct {
	*backoff.ExponentialBackOff

	ctx   context.Context //nolint:containedctx // lives as long as one call; for its deadline
	until time.Time
	floor time.Duration
}

func (p *pace) NextBackOff() time.Duration {
	next := max(p.ExponentialBackOff.NextBackOff(), p.floor)
	at := time.Now().Add(next)
	if deadline, ok := p.ctx.Deadline(); at.After(p.until) || ok && at.After(deadline) {
		return backoff.Stop
	}
	return next
}
