package client

import (
	"context"
	"net/url"
)

// auth puts the key on a call, and nothing goes to another address than the
// one that the key was given for.
func auth(base *url.URL, key secret) link {
	return func(next exchange) exchange {
		return func(ctx context.Context, c *call) (*answer, error) {
			if c.url.Scheme != base.Scheme || c.url.Host != base.Host {
				return nil, invalid("refusing to go from "+base.Host+" to "+c.url.Scheme+"://"+c.url.Host, "")
			}
			if key != "" {
				keyed := *c
				keyed.header = c.header.Clone()
				keyed.header.Set("Authorization", "Token "+string(key))
				c = &keyed
			}
			return next(ctx, c)
		}
	}
}
