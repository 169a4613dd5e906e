package pipeline

import (
	"context"
	"crypto/rand"
	"iter"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/waiting"
)

const (
	// DefaultConcurrency is how many documents are under way at a time, to
	// begin with.
	DefaultConcurrency = 4
	// Ceiling is how many may be under way at most where the user names no
	// number.
	Ceiling = 64
)

// Config says how to take documents through a service. How long it is tried
// to submit a document is the service's matter (client.Config.TryFor): a time
// limit here would cut off an upload whose fate nobody knows then.
type Config struct {
	Service      api.Service
	DocumentType string
	Customer     string // "" for none
	// Concurrency is how many documents are under way at a time,
	// DefaultConcurrency if 0.
	Concurrency int
	// Ceiling is up to how many the concurrency may grow where the service
	// takes more; 0 for Concurrency always.
	Ceiling int
	// Experience says when to look, and learns; nil for no learning.
	Experience *waiting.Experience
	// RequestTime is what one request costs the others where the service limits
	// them, 0 where it does not; nil for never.
	RequestTime func() time.Duration
	// WaitTimeout limits the wait for one document from its acceptance on, 0
	// for no limit.
	WaitTimeout time.Duration
	// SubmitOnly ends a document's way with its acceptance.
	SubmitOnly bool
	// MaxFailures is how many documents may fail before no more are started, 0 for
	// no limit. What is under way then ends in its own time. What the ledger knows
	// to have failed before does not count.
	MaxFailures int
	// InOrder delivers in the order of the input instead of that of finishing.
	// What is finished early is kept until then, at most a few hundred.
	InOrder bool
	// Keeping is the ledger's part; nil for none: then every document is sent.
	Keeping *Keeping
	// Wake is closed when the extraction of that id is said to have finished;
	// nil where nobody says it.
	Wake func(id string) <-chan struct{}
	// Observe is told of every step. May be nil. Neither Observe nor the
	// Deliver of a run is called while another of their calls goes on.
	Observe func(Event)
	// Now is the clock, time.Now by default.
	Now func() time.Time
}

// Event is one step of one document.
type Event struct {
	Index  int
	Source string
	Step   Step
	// ID is the extraction's, "" before Accepted.
	ID string
	// RawStatus is the service's word, with Looked.
	RawStatus string
}

// Step is where a document has come to.
type Step int

// The steps, in order. Looked comes with every change of the service's word.
const (
	Started Step = iota
	Accepted
	PickedUp // instead of Started and Accepted, where that was earlier
	Looked
	Finished
)

// Deliver takes over an outcome. An error stops the run: nothing new is
// started, a submission under way is ended, and nothing is waited for.
type Deliver func(Outcome) error

// Run takes the inputs through the service and delivers one outcome for each.
// It returns deliver's error, and nil
// otherwise: what goes wrong with a document is in its outcome.
//
// When ctx ends, when too many documents have failed, or when the service turns
// out to refuse the key or to be away, the inputs not started are delivered as failed without being opened.
func Run(ctx context.Context, cfg Config, inputs iter.Seq[Input], deliver Deliver) error {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Concurrency <= 0 {
		cfg.Concurrency = DefaultConcurrency
	}
	waitCtx, nobodyListens := context.WithCancel(ctx)
	defer nobodyListens()
	gate := newGate(cfg.Concurrency, cfg.Ceiling)
	cfg.Service = timed{cfg.Service, gate, cfg.Now}
	r := &run{cfg: cfg, gate: gate, desk: newDesk(cfg.InOrder, deliver, nobodyListens), hold: sync.OnceValue(func() time.Duration {
		return waiting.HoldOf(waitCtx, cfg.Service)
	})}
	r.failures.most = cfg.MaxFailures
	if cfg.Keeping != nil {
		r.keeper = newKeeper(ctx, r)
	}
	work := make(chan job)
	var workers sync.WaitGroup
	for range gate.width() {
		workers.Go(func() {
			for j := range work {
				o := r.process(ctx, waitCtx, j)
				r.failures.note(o, cfg.SubmitOnly)
				r.desk.put(o)
				gate.leave()
			}
		})
	}
	index := 0
	for input := range inputs {
		if !r.desk.room(index) {
			break
		}
		gate.enter()
		work <- job{index, input}
		index++
	}
	close(work)
	workers.Wait()
	return r.desk.err()
}

type job struct {
	index int
	input Input
}

type run struct {
	cfg  Config
	gate *gate
	desk *desk
	fuse fuse
	hold func() time.Duration
	// failures ends the starting where too many fail.
	failures failures
	// keeper is nil without a ledger.
	keeper *keeper
}

func (r *run) process(ctx, waitCtx context.Context, j job) Outcome {
	o := Outcome{Index: j.index, Input: j.input}
	switch {
	case r.stopped(ctx) != nil:
		o.Err = r.stopped(ctx)
		return o
	case r.keeper != nil:
		r.keeper.process(ctx, waitCtx, j.input, &o)
	case r.fuse.blown() != nil:
		o.Err = r.fuse.blown()
		return o
	default:
		r.through(ctx, waitCtx, j.input, &o)
	}
	r.observe(Event{Index: o.Index, Source: o.Source, Step: Finished, ID: o.Extraction.ID, RawStatus: o.Extraction.RawStatus})
	return o
}

// through sends the document, whatever was sent before.
func (r *run) through(ctx, waitCtx context.Context, input Input, o *Outcome) {
	r.observe(Event{Index: o.Index, Source: o.Source, Step: Started})
	r.submit(ctx, input, o)
	if o.Err == nil && !r.cfg.SubmitOnly {
		r.wait(waitCtx, o)
	}
}

// stopped says why no further document is to be looked at.
func (r *run) stopped(ctx context.Context) *api.Error {
	if ctx.Err() != nil || r.desk.err() != nil {
		return &api.Error{
			Kind: api.KindInterrupted, Code: api.CodeInterrupted,
			Message: "interrupted before the document was sent", Err: context.Cause(ctx),
		}
	}
	return r.failures.enough()
}

// maySend says why no further document is to be sent.
func (r *run) maySend(ctx context.Context) *api.Error {
	if err := r.stopped(ctx); err != nil {
		return err
	}
	return r.fuse.blown()
}

func (r *run) submit(ctx context.Context, input Input, o *Outcome) {
	accepted := r.fuse.accepted()
	doc, err := input.Open()
	if err != nil {
		o.Err = unreadable(input.Source, err)
		return
	}
	o.size = doc.Size
	doc, sum := hashing(doc)
	id, err := r.cfg.Service.Submit(ctx, api.Submission{
		Document:       doc,
		DocumentType:   r.cfg.DocumentType,
		Customer:       r.cfg.Customer,
		IdempotencyKey: rand.Text(),
	})
	o.SHA256 = sum()
	r.fuse.note(err, accepted)
	if err != nil {
		o.Err = api.AsError(err)
		return
	}
	accept(o, id, r.cfg.Now())
	r.observe(Event{Index: o.Index, Source: o.Source, Step: Accepted, ID: id})
}

func (r *run) wait(ctx context.Context, o *Outcome) {
	opts := waiting.Options{Hold: r.hold(), Plan: r.plan(ctx, o), Since: o.SubmittedAt, Now: r.cfg.Now, Observe: func(x api.Extraction) {
		r.observe(Event{Index: o.Index, Source: o.Source, Step: Looked, ID: x.ID, RawStatus: x.RawStatus})
	}}
	if r.cfg.Wake != nil && opts.Hold == 0 {
		opts.Wake = r.cfg.Wake(o.Extraction.ID)
		if o.Reused != nil {
			opts.Since = time.Time{} // that may have been said before we listened
		}
	}
	if d := r.cfg.WaitTimeout; d > 0 {
		since := o.SubmittedAt
		if o.Reused != nil { // it was accepted in another run
			since = r.cfg.Now()
		}
		opts.Deadline = since.Add(d)
	}
	report, err := waiting.Until(ctx, r.cfg.Service, o.Extraction.ID, opts)
	o.Extraction, o.Err, o.pendingAt = report.Extraction, api.AsError(err), report.PendingAt
	o.ExpiresAt, o.ExpiresExact = report.Expiry(o.SubmittedAt)
	if o.Reused == nil { // else it may have been finished long before
		r.learn(ctx, o, report)
	}
}

func (r *run) observe(e Event) {
	if r.cfg.Observe == nil {
		return
	}
	r.desk.mu.Lock()
	defer r.desk.mu.Unlock()
	r.cfg.Observe(e)
}

// unreadable makes sure that a document that cannot be opened says which.
func unreadable(source string, err error) *api.Error {
	if api.KindOf(err) != api.KindInternal {
		return api.AsError(err)
	}
	return &api.Error{
		Kind: api.KindUnreadable, Code: api.CodeUnreadable,
		Message: "cannot read " + source + ": " + err.Error(), Err: err,
	}
}
