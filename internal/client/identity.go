package client

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"github.com/docextract/docextract/internal/api"
)

// ownServer begins the Server header of docextract's own server.
const ownServer = "docextract/"

// identity remembers whether the server is our own, which decides what it can
// be asked for. It is found out once, when that is first needed.
type identity struct {
	asking singleflight.Group
	own    atomic.Pointer[bool] // nil until it is known
}

// isOwn asks the server if it has not said yet. Those who ask at the same time
// share the answer, or the trouble of getting none: a server that is away is
// waited for once and not by each in turn.
func (c *Client) isOwn(ctx context.Context) (bool, error) {
	for {
		if own := c.identity.own.Load(); own != nil {
			return *own, nil
		}
		asked := c.identity.asking.DoChan("", func() (any, error) { return c.probe(ctx) })
		select {
		case r := <-asked:
			if api.KindOf(r.Err) == api.KindInterrupted && ctx.Err() == nil {
				continue // another caller asked, and was interrupted
			}
			own, _ := r.Val.(bool)
			return own, r.Err
		case <-ctx.Done():
			return false, &api.Error{Kind: api.KindInterrupted, Code: api.CodeInterrupted, Message: reaching + ": interrupted", Err: context.Cause(ctx)}
		}
	}
}

const reaching = "reach the service"

// probe asks the server what it is. Any answer will do, as ours names itself
// in every one.
func (c *Client) probe(ctx context.Context) (own bool, err error) {
	look := c.look(reaching, "health-check", nil)
	look.probe = true
	a, err := c.exchange(ctx, look)
	if err != nil {
		return false, err
	}
	own = isOwn(a)
	if own || a.status < http.StatusInternalServerError { // else a proxy may have spoken for it
		c.identity.own.Store(&own)
	}
	return own, nil
}

func isOwn(a *answer) bool { return strings.HasPrefix(a.header.Get("Server"), ownServer) }

// Health asks whether the service is there and takes the key.
func (c *Client) Health(ctx context.Context) (api.Health, error) {
	a, err := c.exchange(ctx, c.look("check the service", "health-check", nil))
	if err != nil {
		return api.Health{}, err
	}
	h := api.Health{Server: a.header.Get("Server"), Own: isOwn(a)}
	c.identity.own.Store(&h.Own)
	return h, nil
}

// look is a call that only asks. query may be nil.
func (c *Client) look(what, endpoint string, query map[string][]string) *call {
	u := *c.base
	u.Path += endpoint
	u.RawQuery = encodeQuery(query)
	return &call{
		what: what, method: http.MethodGet, url: &u, header: c.header(),
		patience: lookTime, limit: c.largest,
	}
}
