package client

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Poll takes one look. Our own server holds it open until the extraction is
// finished or hold has passed; others answer at once.
func (c *Client) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	look := c.look("poll extraction "+id, "get-extraction-data", map[string][]string{"extraction_id": {id}})
	look.ofID = true
	if seconds := int(hold / time.Second); seconds > 0 {
		own, err := c.isOwn(ctx)
		if err != nil {
			return api.Extraction{}, err
		}
		if own {
			look.header.Set("Prefer", fmt.Sprintf("wait=%d", seconds))
			look.patience += hold
		}
	}
	a, err := c.exchange(ctx, look)
	if err != nil {
		return api.Extraction{}, err
	}
	x, err := api.DecodePoll(id, a.body)
	if err != nil {
		return api.Extraction{}, look.failed(c.foreign(err))
	}
	if at, err := http.ParseTime(a.header.Get("Last-Modified")); err == nil && isOwn(a) && x.Status.Finished() {
		x.FinishedAt = at
	}
	return x, nil
}

// foreign is the error of an answer of success that the API did not give.
func (c *Client) foreign(err error) *api.Error {
	e := *api.AsError(err)
	e.Message = c.base.Host + ": " + e.Message
	e.Hint = "check that " + c.base.Host + " is the address of an extraction API"
	return &e
}
