package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/ledger"
)

// Keeping is the ledger's part in a run: what was submitted before is picked up
// or reused, and each step is on the disk before the next is taken.
type Keeping struct {
	Ledger *ledger.Ledger
	// Profile and BaseURL name the service, "" for the local server's address.
	Profile string
	BaseURL string
	// Identify says what the service is. It is called once, when that is first
	// needed.
	Identify func(ctx context.Context) (Identity, error)
	// Policy says what may be sent although an earlier extraction is known.
	Policy ledger.Policy
}

// Identity is what the ledger must know of a service.
type Identity struct {
	// Engine is the version of our own server, "" for any other service.
	Engine string
	// Keyed says that it honours an Idempotency-Key.
	Keyed bool
}

// answerGrace is how long a submission under way may wait for its answer after
// an interruption. To break it off at once would leave its fate unknown.
const answerGrace = 5 * time.Second

// The pauses before asking again for a document that another is sending.
const (
	firstBusyPause   = 20 * time.Millisecond
	longestBusyPause = time.Second
)

// keeper takes one document through service and ledger.
type keeper struct {
	*run
	keeping  *Keeping
	identify func() (Identity, error)
}

func newKeeper(ctx context.Context, r *run) *keeper {
	k := r.cfg.Keeping
	return &keeper{run: r, keeping: k, identify: sync.OnceValues(func() (Identity, error) { return k.identity(ctx) })}
}

// identity asks the service what it is. Of one that is away it is taken for
// granted that it is what it was: what is kept here can be had all the same.
func (k *Keeping) identity(ctx context.Context) (Identity, error) {
	id, err := k.Identify(ctx)
	if kind := api.KindOf(err); err == nil || kind != api.KindUnavailable && kind != api.KindRateLimited {
		return id, err
	}
	engine, known, readErr := k.Ledger.Engine(ctx, k.Profile, k.BaseURL)
	if readErr != nil || !known {
		return id, err
	}
	return Identity{Engine: engine, Keyed: engine != ""}, nil
}

// process does what the ledger says: send the document, pick up what was
// accepted earlier, or answer from what is kept.
func (k *keeper) process(ctx, waitCtx context.Context, input Input, o *Outcome) {
	doc, intent, err := k.intent(input)
	if err != nil {
		o.Err = unreadable(input.Source, err)
		return
	}
	o.SHA256 = intent.SHA256
	id, err := k.identify()
	if err != nil {
		o.Err = api.AsError(err)
		k.fuse.note(err, k.fuse.accepted())
		return
	}
	intent.Engine, intent.Keyed = id.Engine, id.Keyed
	// What is picked up may turn out to have expired, and may then be sent.
	for range 2 {
		action, entry, err := k.claim(ctx, intent)
		if err != nil {
			o.Err = api.AsError(err)
			return
		}
		if k.act(ctx, waitCtx, action, entry, doc, o) {
			return
		}
	}
}

// act is false where the ledger is to be asked again.
func (k *keeper) act(ctx, waitCtx context.Context, action ledger.Action, entry ledger.Entry, doc api.Document, o *Outcome) bool {
	if action == ledger.Send {
		o.Extraction, o.Reused = api.Extraction{}, nil
		if k.send(ctx, doc, entry, o) && !k.cfg.SubmitOnly {
			k.wait(waitCtx, o)
			k.answered(waitCtx, entry, o)
		}
		return true
	}
	reuse(o, entry)
	o.recalled = action == ledger.Reuse || action == ledger.Withhold
	switch action {
	case ledger.Reuse:
		o.Extraction, o.Err = k.recall(ctx, entry)
	case ledger.Withhold:
		withhold(o, entry)
	case ledger.PickUp:
		k.observe(Event{Index: o.Index, Source: o.Source, Step: PickedUp, ID: entry.ExtractionID})
		if k.cfg.SubmitOnly {
			return true
		}
		k.wait(waitCtx, o)
		k.answered(waitCtx, entry, o)
		return !k.keeping.Policy.Expired || !gone(o)
	case ledger.Send, ledger.Busy:
	}
	return true
}

// gone reports whether the service has the extraction no more.
func gone(o *Outcome) bool {
	return o.Extraction.Status == api.StatusExpired || o.Err != nil && o.Err.Kind == api.KindNotFound
}

// recall reads what is kept. A document that was refused has no body.
func (k *keeper) recall(ctx context.Context, e ledger.Entry) (api.Extraction, *api.Error) {
	if !e.Kept() {
		return api.Extraction{}, &api.Error{Kind: api.KindRejected, Code: api.CodeInvalidRequest, Message: "the service refused the document: " + e.Reason}
	}
	x, err := k.keeping.Ledger.Extraction(ctx, e)
	if err != nil {
		return api.Extraction{ID: e.ExtractionID}, api.AsError(err)
	}
	return x, nil
}

// intent describes the document by its content.
func (k *keeper) intent(input Input) (api.Document, ledger.Intent, error) {
	doc, err := input.Open()
	if err != nil {
		return doc, ledger.Intent{}, err
	}
	rc, err := doc.Open()
	if err != nil {
		return doc, ledger.Intent{}, err
	}
	sum := sha256.New()
	size, err := io.Copy(sum, rc)
	if err = errors.Join(err, rc.Close()); err != nil {
		return doc, ledger.Intent{}, err
	}
	return doc, ledger.Intent{
		Key: ledger.Key{
			SHA256:       hex.EncodeToString(sum.Sum(nil)),
			DocumentType: k.cfg.DocumentType, Customer: k.cfg.Customer,
			Profile: k.keeping.Profile, BaseURL: k.keeping.BaseURL,
		},
		Source: input.Source, Path: input.Path, FileName: doc.Name, Size: size,
	}, nil
}

// claim asks the ledger, again and again while another sends the document.
func (k *keeper) claim(ctx context.Context, in ledger.Intent) (ledger.Action, ledger.Entry, error) {
	pause := firstBusyPause
	for {
		action, entry, err := k.keeping.Ledger.Claim(ctx, in, k.keeping.Policy)
		if err == nil && action != ledger.Busy {
			return action, entry, nil
		}
		if err == nil {
			select {
			case <-time.After(pause):
				pause = min(longestBusyPause, pause*3/2)
				continue
			case <-ctx.Done():
			}
		}
		if stop := k.stopped(ctx); stop != nil {
			return 0, entry, stop
		}
		return 0, entry, err
	}
}
