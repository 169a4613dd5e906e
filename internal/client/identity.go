package client

import (
	"context"
	"net/http"
	"strings"
	"sync"

	"github.com/docextract/docextract/internal/api"
)

// ownServer begins the Server header of docextract's own server.
const ownServer = "docextract/"

// identity remembers whether the server is our own, which decides what it can
// be asked for. It is found out once, when that is first needed.
type identity struct {
	mu    sync.Mutex
	known bool
	own   bool
}

// isOwn asks the server if it has not said yet. Any answer will do, as ours
// names itself in every one; without an answer the next caller asks again.
func (c *Client) isOwn(ctx context.Context) (bool, error) {
	c.identity.mu.Lock()
	defer c.identity.mu.Unlock()
	if c.identity.known {
		return c.identity.own, nil
	}
	probe := c.look("ask what the server is", "health-check", nil)
	probe.probe = true
	a, err := c.exchange(ctx, probe)
	if err != nil {
		return false, err
	}
	own := isOwn(a)
	if own || a.status < http.StatusInternalServerError { // else a proxy may have spoken for it
		c.identity.known, c.identity.own = true, own
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
	c.identity.mu.Lock()
	defer c.identity.mu.Unlock()
	c.identity.known, c.identity.own = true, h.Own
	return h, nil
}

// look is a call that only asks. query may be nil.
func (c *Client) look(what, endpoint string, query map[string][]string) *call {
	u := *c.base
	u.Path += endpoint
	u.RawQuery = encodeQuery(query)
	return &call{
		what: what, method: http.MethodGet, url: &u, header: c.header(),
		patience: lookTime, limit: maxAnswer,
	}
}
