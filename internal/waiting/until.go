package waiting

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/docextract/docextract/internal/api"
)

const (
	// hold is how long our own server is asked to keep a look open. Proxies
	// commonly cut a silent request after 30 or 60 seconds.
	hold = 25 * time.Second
	// lookTime is how long one look may take beyond its hold.
	lookTime = 15 * time.Second
	// lastLookTime is how long the look at the deadline may take.
	lastLookTime = 5 * time.Second
)

// Options say how to wait.
type Options struct {
	// Deadline is when to give up; the job itself goes on. Zero is never.
	Deadline time.Time
	// Hold is how long the service holds a look open; see HoldOf.
	Hold time.Duration
	// Observe is told of the first answer and of every change of the
	// service's word after it. May be nil.
	Observe func(api.Extraction)
	// Plan says when to look; Growing where nil.
	Plan Plan
	// Since is when the document was accepted, as far as it is known: the age
	// of the job counts from then. Zero is the start of the wait.
	Since time.Time
	// Wake, where it is not nil, is closed when somebody says that the job has
	// finished. That may be wrong or never come: looks go on, but rarely. Where
	// Since is not known, the first is at once: it may have been said before.
	Wake <-chan struct{}
	// Now is the clock, time.Now by default.
	Now func() time.Time
	// Random gives numbers in [0, 1) for the jitter, math/rand by default.
	Random func() float64
}

// HoldOf is how long the service can hold a look open: some time for our own
// server, which is asked what it is, and 0 for any other or one that is away.
func HoldOf(ctx context.Context, svc api.Service) time.Duration {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	if health, err := svc.Health(ctx); err == nil && health.Own {
		return hold
	}
	return 0
}

// Until looks at the extraction until it is finished or the deadline is
// there. A service that is away, overloaded or broken is only looked at
// again; what ends the wait early is an answer that no further look can
// change: the request or the key is refused, or the id is not known.
//
// At the deadline the report holds the last state and the error is nil if the
// last look was answered, and otherwise the reason why it was not.
func Until(ctx context.Context, svc api.Service, id string, opts Options) (Report, error) {
	w := wait{svc: svc, id: id, opts: opts, report: Report{Extraction: api.Extraction{ID: id, Status: api.StatusInProgress}}}
	if w.opts.Now == nil {
		w.opts.Now = time.Now
	}
	if w.opts.Random == nil {
		w.opts.Random = rand.Float64
	}
	if w.opts.Since.IsZero() {
		w.opts.Since, w.unknownAge = w.opts.Now(), true
	}
	err := w.run(ctx)
	return w.report, err
}

type wait struct {
	svc    api.Service
	id     string
	opts   Options
	report Report
	seen   bool
	// unknownAge says that Since was not given.
	unknownAge bool
}

func (w *wait) run(ctx context.Context) error {
	if w.opts.Wake != nil {
		w.opts.Plan = Rare{}
	}
	schedule := newSchedule(w.opts.Plan, w.opts.Random)
	pause := w.firstPause(schedule)
	for {
		woken, err := w.sleep(ctx, pause)
		if err != nil {
			return w.interrupted(err)
		}
		if woken { // from now on by the usual plan, from its start
			w.opts.Wake, w.opts.Since = nil, w.opts.Now()
			schedule = newSchedule(nil, w.opts.Random)
		}
		began := w.opts.Now()
		err = w.look(ctx, began)
		switch {
		case ctx.Err() != nil && err != nil:
			return w.interrupted(context.Cause(ctx))
		case err != nil && settled(err):
			return err
		case err == nil && w.report.Extraction.Status.Finished():
			return nil
		case w.timeUp():
			return w.atDeadline(err)
		}
		pause = w.nextPause(schedule, began, err)
	}
}

// firstPause is none where the service holds the look open.
func (w *wait) firstPause(s schedule) time.Duration {
	if w.opts.Hold > 0 || w.opts.Wake != nil && w.unknownAge {
		return 0
	}
	return s.pause(w.age(), 0)
}

func (w *wait) age() time.Duration { return w.opts.Now().Sub(w.opts.Since) }

// nextPause is none after a look that was held open for its whole time.
func (w *wait) nextPause(s schedule, began time.Time, err error) time.Duration {
	if err == nil && w.opts.Hold > 0 && w.opts.Now().Sub(began) >= w.opts.Hold {
		return 0
	}
	return s.pause(w.age(), retryAfter(err))
}

// look polls once and notes the answer.
func (w *wait) look(ctx context.Context, began time.Time) error {
	held := w.opts.Hold
	limit := began.Add(held + lookTime)
	if d := w.opts.Deadline; !d.IsZero() {
		held = max(0, min(held, d.Sub(began)))
		limit = began.Add(min(limit.Sub(began), max(d.Sub(began), 0)+lastLookTime))
	}
	ctx, cancel := context.WithTimeout(ctx, limit.Sub(began))
	defer cancel()
	x, err := w.svc.Poll(ctx, w.id, held)
	if err != nil {
		return err
	}
	if x.Status == api.StatusInProgress {
		w.report.PendingAt = began
	} else {
		w.report.FoundAt = w.opts.Now()
	}
	changed := !w.seen || x.RawStatus != w.report.Extraction.RawStatus || x.Status != w.report.Extraction.Status
	w.report.Extraction, w.seen = x, true
	if changed && w.opts.Observe != nil {
		w.opts.Observe(x)
	}
	return nil
}

// nap is how long the wait sleeps at a time. The clock of the processor stands
// still while the machine sleeps: so that a wait does not go on then for what
// was left of a long pause, the clock on the wall is looked at now and then.
const nap = 5 * time.Second

// sleep waits for d or until the deadline, when one last look is due, or until
// it is woken.
func (w *wait) sleep(ctx context.Context, d time.Duration) (woken bool, err error) {
	if !w.opts.Deadline.IsZero() {
		d = min(d, w.opts.Deadline.Sub(w.opts.Now()))
	}
	until := w.opts.Now().Add(d).Round(0) // without the processor's clock
	for d > 0 {
		timer := time.NewTimer(min(d, nap))
		select {
		case <-timer.C:
			d = min(d-nap, until.Sub(w.opts.Now().Round(0)))
		case <-w.opts.Wake:
			timer.Stop()
			return true, nil
		case <-ctx.Done():
			timer.Stop()
			return false, context.Cause(ctx)
		}
	}
	return false, context.Cause(ctx)
}

func (w *wait) timeUp() bool {
	return !w.opts.Deadline.IsZero() && !w.opts.Now().Before(w.opts.Deadline)
}

// atDeadline is nil if the last look was answered. Otherwise the service was
// not there, or limits us, and that is the error.
func (w *wait) atDeadline(err error) error {
	if err == nil {
		return nil
	}
	e := *api.AsError(err)
	if e.Kind != api.KindRateLimited {
		e.Kind, e.Code = api.KindUnavailable, api.CodeUnavailable
	}
	e.Message = fmt.Sprintf("the time to wait for extraction %s is over and the service does not answer: %s", w.id, e.Message)
	return &e
}

func (w *wait) interrupted(err error) error {
	return &api.Error{
		Kind:    api.KindInterrupted,
		Code:    api.CodeInterrupted,
		Message: "interrupted while waiting for extraction " + w.id + ", which goes on",
		Err:     err,
	}
}

// settled reports whether no further look can change the answer.
func settled(err error) bool {
	switch api.KindOf(err) {
	case api.KindInvalid, api.KindUnauthorized, api.KindForbidden, api.KindNotFound:
		return true
	default:
		return false
	}
}

// GoesOn reports whether an error ended the looking only, and not the job.
func GoesOn(err *api.Error) bool {
	switch err.Kind {
	case api.KindInterrupted, api.KindUnavailable, api.KindRateLimited:
		return true
	default:
		return false
	}
}

func retryAfter(err error) time.Duration {
	if e, ok := errors.AsType[*api.Error](err); ok {
		return e.RetryAfter
	}
	return 0
}
