package local

import (
	"context"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// hosted is the service of a host in this process, behind the same gate as
// the requests of others.
type hosted struct {
	api.Service

	host *host
}

// Submit hands over one document.
func (h *hosted) Submit(ctx context.Context, sub api.Submission) (string, error) {
	if !h.host.activity.enter() {
		return "", goneError()
	}
	defer h.host.activity.leave()
	return h.Service.Submit(ctx, sub)
}

// Poll takes one look, and is let go when the host stops.
func (h *hosted) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	if !h.host.activity.enter() {
		return api.Extraction{}, goneError()
	}
	defer h.host.activity.leave()
	held, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(h.host.polls, cancel)()
	x, err := h.Service.Poll(held, id, hold)
	if err != nil && ctx.Err() == nil && h.host.activity.closing() {
		return api.Extraction{}, goneError()
	}
	return x, err
}

// AwaitingPoll lists the extractions that are finished and not fetched.
func (h *hosted) AwaitingPoll(ctx context.Context, customer string) ([]string, error) {
	if !h.host.activity.enter() {
		return nil, goneError()
	}
	defer h.host.activity.leave()
	return h.Service.AwaitingPoll(ctx, customer)
}
