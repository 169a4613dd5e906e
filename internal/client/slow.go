package client

import (
	"context"
	"time"
)

// slowTime is after how long without an answer somebody who waits is told
// what for.
const slowTime = 5 * time.Second

// slow tells of an attempt that has got no answer for a while, beyond the time
// that it is held open.
func slow(host string, tell func(what, host string)) link {
	return func(next exchange) exchange {
		if tell == nil {
			return next
		}
		return func(ctx context.Context, c *call) (*answer, error) {
			timer := time.AfterFunc(slowTime+c.held(), func() { tell(c.what, host) })
			defer timer.Stop()
			return next(ctx, c)
		}
	}
}
