package pace

import (
	"context"
	"sync"
	"time"
)

// Budget is the requests that may be asked of one service, shared by all who
// hold one with the same store and service.
type Budget struct {
	service string
	store   *Store // nil: the budget of this process alone
	now     func() time.Time

	mu      sync.Mutex
	own     allowance // where there is no store
	from    time.Time // the next request of the lease
	every   time.Duration
	left    int
	blocked time.Time
	looked  time.Time // when the file was looked into last, while no limit is known
	answers [512]time.Time
	at      int // in answers
}

// NewBudget is the budget for the service of that base URL. store may be nil.
func NewBudget(service string, store *Store, now func() time.Time) *Budget {
	return &Budget{service: service, store: store, now: now}
}

// Take waits until a request may begin.
func (b *Budget) Take(ctx context.Context) error {
	at := b.reserve(ctx)
	d := at.Sub(b.now())
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// glance is how often the file is looked into while no limit is known: another
// process may have met one.
const glance = time.Second

// reserve takes a place in the row. Trouble with the file is no reason to ask
// nothing: the process keeps to what it knows itself.
func (b *Budget) reserve(ctx context.Context) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	if b.left > 0 && now.Sub(b.from) > leased { // nothing was asked for a while
		b.left = 0
	}
	if b.left == 0 {
		b.renew(ctx, now)
	}
	if b.left == 0 {
		return later(now, b.blocked)
	}
	at := later(b.from, b.blocked)
	b.from = at.Add(b.every)
	b.left--
	return at
}

func (b *Budget) renew(ctx context.Context, now time.Time) {
	if b.store == nil {
		b.from, b.every, b.left = b.own.lease(now)
		return
	}
	if b.own.rate == 0 {
		if now.Sub(b.looked) < glance {
			return
		}
		b.looked = now
		a, err := b.store.peek(ctx, b.service)
		if err != nil || a.forgotten(now) {
			return
		}
	}
	a, err := b.store.update(ctx, b.service, func(a *allowance) { b.from, b.every, b.left = a.lease(now) })
	if err != nil {
		b.from, b.every, b.left = b.own.lease(now)
		return
	}
	b.own, b.blocked = a, a.blocked
}

// RequestTime is how long the next request must wait for one that is made: 0
// where the service has not refused any of late.
func (b *Budget) RequestTime() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	const late = time.Minute
	if b.own.rate == 0 || b.now().Sub(b.own.cut) > late {
		return 0
	}
	return time.Duration(float64(time.Second) / b.own.rate)
}

// Answered notes that a request was answered, and not refused for the rate.
func (b *Budget) Answered() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answers[b.at] = b.now()
	b.at = (b.at + 1) % len(b.answers)
}

// Refused notes that the service has refused a request for its rate, and how
// long it asked to be left alone, 0 if it did not say.
func (b *Budget) Refused(ctx context.Context, after time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	goodput := b.goodput(now)
	change := func(a *allowance) { a.refuse(now, goodput, after) }
	if b.store != nil {
		if a, err := b.store.update(ctx, b.service, change); err == nil {
			b.own, b.blocked = a, a.blocked
			return
		}
	}
	change(&b.own)
	b.blocked = b.own.blocked
}

// goodput is how many answers came in the last second.
func (b *Budget) goodput(now time.Time) float64 {
	const window = time.Second
	n := 0
	for _, t := range b.answers {
		if !t.IsZero() && now.Sub(t) < window {
			n++
		}
	}
	return float64(max(n, 1))
}
