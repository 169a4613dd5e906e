package client

import (
	"context"
	"errors"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Budget is how many requests may be asked of the service, by all that ask.
type Budget interface {
	// Take waits until a request may begin.
	Take(ctx context.Context) error
	// Answered and Refused tell what came of it: an answer of any kind, or a
	// refusal for the rate, with how long to wait (0 where that is not said).
	Answered()
	Refused(ctx context.Context, after time.Duration)
}

// budgeted lets each attempt take its share of the budget. nil is no limit.
func budgeted(b Budget) link {
	return func(next exchange) exchange {
		if b == nil {
			return next
		}
		return func(ctx context.Context, c *call) (*answer, error) {
			if err := b.Take(ctx); err != nil {
				return nil, &failure{outcome: notAccepted, err: c.failed(interrupted(c, context.Cause(ctx)))}
			}
			a, err := next(ctx, c)
			if f, failed := errors.AsType[*failure](err); failed && f.err.Kind == api.KindRateLimited {
				b.Refused(context.WithoutCancel(ctx), f.err.RetryAfter)
			} else if a != nil {
				b.Answered()
			}
			return a, err
		}
	}
}
