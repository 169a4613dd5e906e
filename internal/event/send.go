package event

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// sendTime is how long a receiver may take for one event.
const sendTime = 20 * time.Second

// Sender hands events over. It follows no redirects.
type Sender struct {
	// Secret signs what is sent; nil sends it unsigned.
	Secret *Secret
	// UserAgent names this program and its version.
	UserAgent string
	// Now is the clock.
	Now func() time.Time
}

// Send hands one event over to url, once. Only an answer of success is one.
func (s Sender) Send(ctx context.Context, url, id string, body []byte) error {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("send event %s: %w", id, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", s.UserAgent)
	if s.Secret != nil {
		s.Secret.Sign(req.Header, id, body, s.Now())
	}
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return fmt.Errorf("send event %s: %w", id, err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxBody))
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("send event %s: %s answered %s", id, req.URL.Host, resp.Status)
	}
	return nil
}
