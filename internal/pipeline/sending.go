package pipeline

import (
	"cmp"
	"context"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/ledger"
)

// send submits a claimed document and notes what came of it. It is false where
// the service has not accepted it.
func (k *keeper) send(ctx context.Context, doc api.Document, entry ledger.Entry, o *Outcome) bool {
	book := k.keeping.Ledger
	if err := k.maySend(ctx); err != nil {
		o.Err, o.Unkept = err, book.Released(ctx, entry)
		return false
	}
	k.observe(Event{Index: o.Index, Source: o.Source, Step: Started})
	if err := book.Sending(ctx, entry); err != nil {
		o.Err = api.AsError(err)
		return false
	}
	doc.Name = entry.FileName // with a repeated Idempotency-Key the body must be the same
	o.size = doc.Size
	doc, sum := hashing(doc)
	before := k.fuse.accepted()
	graced, done := withGrace(ctx, answerGrace)
	defer done()
	id, err := k.cfg.Service.Submit(graced, api.Submission{
		Document:       doc,
		DocumentType:   k.cfg.DocumentType,
		Customer:       k.cfg.Customer,
		IdempotencyKey: entry.IdempotencyKey,
	})
	k.fuse.note(err, before)
	o.SHA256 = cmp.Or(sum(), o.SHA256)
	if err != nil {
		o.Err = api.AsError(err)
		o.Unkept = k.unaccepted(ctx, entry, o.Err)
		if o.Err.Kind == api.KindAmbiguous {
			o.Err = o.Err.WithHint("it is not sent again by itself, because it may be billed twice\n" + howToSettle)
		}
		return false
	}
	o.Unkept = book.Accepted(ctx, entry, id, o.SHA256)
	accept(o, id, k.cfg.Now())
	k.observe(Event{Index: o.Index, Source: o.Source, Step: Accepted, ID: id})
	return true
}

// unaccepted notes why a document was not accepted, in the four ways that
// matter for sending it again.
func (k *keeper) unaccepted(ctx context.Context, entry ledger.Entry, err *api.Error) error {
	book := k.keeping.Ledger
	switch err.Kind {
	case api.KindUnauthorized, api.KindForbidden, api.KindRateLimited, api.KindUnavailable, api.KindInterrupted, api.KindNotStarted, api.KindUnreadable:
		return book.Released(ctx, entry)
	case api.KindInvalid, api.KindTooLarge, api.KindRejected, api.KindNotFound, api.KindDocument:
		return book.Rejected(ctx, entry, err.Error())
	case api.KindAmbiguous, api.KindConflict, api.KindInternal:
	}
	return book.Doubtful(ctx, entry, err.Error())
}

// answered keeps what the wait has brought before anybody sees it.
func (k *keeper) answered(ctx context.Context, entry ledger.Entry, o *Outcome) {
	x := o.Extraction
	if o.Err != nil {
		if o.Err.Kind != api.KindNotFound {
			x.Status = api.StatusInProgress // the looking ended, and not the job
		} else {
			x.Status = api.StatusExpired
		}
	}
	if err := k.keeping.Ledger.Answered(ctx, entry, x, o.pendingAt); err != nil {
		o.Unkept = err
	}
}

// withGrace is a context that ends some time after ctx does.
func withGrace(ctx context.Context, grace time.Duration) (graced context.Context, done func()) {
	graced, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel(context.Cause(ctx))
		case <-graced.Done():
		}
	})
	return graced, func() { stop(); cancel(nil) }
}
