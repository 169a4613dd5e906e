package client

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
)

// maxErrorBody is how much of a refusal is read, in bytes.
const maxErrorBody = 1 << 20

// transportError is the failure of an attempt that got no whole answer.
type transportError struct {
	err error
	// written is true once a byte of the request went out.
	written bool
	// complete is true once the whole request was handed to the connection.
	complete bool
	// unreadable is why the document could not be read, if that is the cause.
	unreadable error
}

func (e *transportError) Error() string { return e.err.Error() }
func (e *transportError) Unwrap() error { return e.err }

// send is the innermost exchange: one request over one connection. Nothing is
// followed and nothing is sent twice here.
func send(looks, submissions http.RoundTripper) exchange {
	return func(ctx context.Context, c *call) (*answer, error) {
		if c.patience > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, c.patience)
			defer cancel()
		}
		var w written
		req, body, err := newRequest(httptrace.WithClientTrace(ctx, w.trace()), c)
		if err != nil {
			return nil, err
		}
		via := looks
		if body != nil && !c.keyed {
			via = submissions
		}
		resp, err := via.RoundTrip(req)
		if err != nil {
			return nil, failed(err, &w, body)
		}
		defer resp.Body.Close()
		a := &answer{status: resp.StatusCode, header: resp.Header}
		if a.body, err = readBody(resp, c.limit); err != nil {
			e := failed(err, &w, body)
			e.written = true // it was answered
			return a, e
		}
		return a, nil
	}
}

// newRequest makes a fresh request with a fresh handle on the document.
// GetBody is never set: with it the transport would repeat a request unasked.
func newRequest(ctx context.Context, c *call) (*http.Request, *upload, error) {
	req, err := http.NewRequestWithContext(ctx, c.method, c.url.String(), http.NoBody)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", c.what, err)
	}
	req.Header = c.header.Clone()
	req.GetBody = nil
	if c.upload == nil {
		return req, nil, nil
	}
	body, err := c.upload()
	if err != nil {
		return nil, nil, err
	}
	req.Body, req.ContentLength = body, body.length()
	return req, body, nil
}

func failed(err error, w *written, body *upload) *transportError {
	e := &transportError{err: err, written: w.any(), complete: true}
	if body != nil {
		e.complete, e.unreadable = body.state()
	}
	return e
}

// readBody reads an answer of success to its end, and of any other its start.
func readBody(resp *http.Response, limit int64) ([]byte, error) {
	success := resp.StatusCode/100 == 2
	if !success {
		limit = maxErrorBody
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if !success { // the status says enough, also without the whole body
		return body[:min(int64(len(body)), limit)], nil
	}
	if err == nil && int64(len(body)) > limit {
		err = fmt.Errorf("the answer is longer than %d bytes", limit)
	}
	return body, err
}
