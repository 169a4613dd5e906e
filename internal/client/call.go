package client

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// call is one exchange with the service. Each attempt makes a fresh request
// from it.
type call struct {
	// what says what is being done, for messages: "submit invoice.pdf".
	what   string
	method string
	url    *url.URL
	header http.Header
	// upload opens the body of a submission anew; nil for a look.
	upload func() (*upload, error)
	// keyed is true for a submission that the server knows by its
	// Idempotency-Key: it may be repeated.
	keyed bool
	// probe is true where every answer will do, whatever its status.
	probe bool
	// ofID is true where the call asks for something by its id.
	ofID bool
	// patience limits one attempt; 0 for none.
	patience time.Duration
	// limit is the size of the largest answer, in bytes.
	limit int64
}

// held is how long the server was asked to hold a look open.
func (c *call) held() time.Duration { return max(0, c.patience-lookTime) }

// failed says in the error what was being done.
func (c *call) failed(e *api.Error) *api.Error {
	e.Message = c.what + ": " + e.Message
	return e
}

// answer is what came back, read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// exchange carries out a call.
type exchange func(context.Context, *call) (*answer, error)

// link does its one thing around the next exchange.
type link func(next exchange) exchange

// chain puts links around the innermost exchange; the first is outermost.
func chain(innermost exchange, links ...link) exchange {
	for _, l := range slices.Backward(links) {
		innermost = l(innermost)
	}
	return innermost
}
