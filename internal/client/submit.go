package client

import (
	"context"
	"net/http"

	"github.com/docextract/docextract/internal/api"
)

// expectAbove is the size of a body, in bytes, from which our own server is
// asked before it is sent: a refusal then costs no upload.
const expectAbove = 1 << 20

// Submit uploads the document and returns the extraction's id. An error of
// KindAmbiguous means that nobody knows whether the document was accepted.
func (c *Client) Submit(ctx context.Context, s api.Submission) (string, error) {
	own, err := c.isOwn(ctx)
	if err != nil {
		return "", err
	}
	if s.DocumentType == "" && !own {
		return "", invalid("no document type is given and "+c.base.Host+" has no default", "name one with --type; `docextract types list` may show them")
	}
	call := c.submission(s, own)
	a, err := c.exchange(ctx, call)
	if err != nil {
		return "", err
	}
	id, err := api.DecodeAccepted(a.body)
	if err != nil {
		return "", call.failed(ambiguous(c.foreign(err)))
	}
	return id, nil
}

func (c *Client) submission(s api.Submission, own bool) *call {
	u := *c.base
	u.Path += "extract-data-async"
	call := &call{
		what: "submit " + s.Document.Name, method: http.MethodPost, url: &u, header: c.header(),
		upload: func() (*upload, error) { return openUpload(s) },
		limit:  maxErrorBody,
	}
	call.header.Set("Content-Type", "application/json")
	if !own {
		return call
	}
	if s.IdempotencyKey != "" {
		call.keyed = true
		call.header.Set("Idempotency-Key", s.IdempotencyKey)
	}
	if s.Document.Size > expectAbove {
		call.header.Set("Expect", "100-continue")
	}
	return call
}
