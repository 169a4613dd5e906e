package client

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// outcome is what the failure of an attempt means for sending again. Nothing
// else decides about that.
type outcome int

const (
	refused     outcome = iota // for good
	notAccepted                // not taken, or not answered: may be tried again
	unknown                    // a submission may have been taken
)

// failure is an attempt that did not succeed.
type failure struct {
	outcome outcome
	err     *api.Error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// outcomes turns what an attempt came to into success or a failure. host names
// the service in messages.
func outcomes(host string, key secret, now func() time.Time) link {
	return func(next exchange) exchange {
		return func(ctx context.Context, c *call) (*answer, error) {
			a, err := next(ctx, c)
			var f *failure
			if err != nil {
				f = withoutAnswer(ctx, c, host, err)
			} else if !success(c, a) {
				f = withAnswer(c, a, host, now())
			}
			if f == nil {
				return a, nil
			}
			explain(f.err, c, host, key != "")
			f.err.Message = key.scrub(f.err.Message)
			for i, d := range f.err.Details {
				f.err.Details[i] = key.scrub(d)
			}
			return a, f
		}
	}
}

func success(c *call, a *answer) bool { return a.status/100 == 2 || c.probe }

// withAnswer judges an answer that is no success.
func withAnswer(c *call, a *answer, host string, now time.Time) *failure {
	e := api.DecodeError(a.status, a.body)
	e.RetryAfter = retryAfter(a.header, now)
	f := &failure{refused, e}
	switch {
	case c.upload != nil && e.Kind == api.KindNotFound:
		e.Kind, e.Code = api.KindRejected, api.CodeInvalidRequest // no such path, not no such id
	case a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable:
		f.outcome = notAccepted
	case a.status >= http.StatusInternalServerError:
		serverFailed(f, c)
	case a.status/100 == 3:
		e.Message = host + " answered with a redirect to " + location(a) + ", which is not followed"
		e.Hint = "if that is the service, make it the base URL"
	case a.status == http.StatusConflict && c.keyed && e.RetryAfter > 0:
		f.outcome = notAccepted // the first sending of the same submission is still under way
	case a.status == http.StatusRequestTimeout || a.status == http.StatusTooEarly:
		if c.upload == nil {
			f.outcome = notAccepted
		}
	}
	return f
}

// serverFailed judges 500, 502, 504 and their like: a look is repeated, the
// fate of a submission is unknown.
func serverFailed(f *failure, c *call) {
	f.outcome = notAccepted
	f.err.Kind = api.KindUnavailable
	if f.err.Code == api.CodeInternal {
		f.err.Code = api.CodeUnavailable
	}
	if c.upload != nil {
		f.outcome = unknown
		f.err = ambiguous(f.err)
	}
}

// withoutAnswer judges an attempt that got no whole answer.
func withoutAnswer(ctx context.Context, c *call, host string, err error) *failure {
	t, ok := errors.AsType[*transportError](err)
	switch {
	case !ok: // no request was made: the document, or the call itself
		return &failure{refused, api.AsError(err)}
	case t.unreadable != nil && c.upload != nil:
		return &failure{refused, api.AsError(t.unreadable)}
	case stopped(ctx) && (c.upload == nil || !t.complete):
		return &failure{refused, interrupted(c, t)}
	}
	e := away(host, t)
	if c.upload != nil && t.written {
		return &failure{unknown, ambiguous(e)}
	}
	if certificate(t) {
		return &failure{refused, e}
	}
	return &failure{notAccepted, e}
}

// stopped reports whether the caller broke off, other than by a deadline.
func stopped(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }

func location(a *answer) string {
	if to := a.header.Get("Location"); to != "" {
		return to
	}
	return "an address it does not name"
}
