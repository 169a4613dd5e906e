package client

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

// TestLog wants a line a request, with the status and without the key, even
// if the server or the id holds it.
func TestLog(t *testing.T) {
	var log strings.Builder
	p := newPeer(t, says("HTTP/1.1 401 Unauthorized", "Content-Length: 27", "", `{"detail":"bad token: k3y"}`))
	c := once(t, p.URL, func(cfg *Config) {
		cfg.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	_, err := c.Submit(t.Context(), invoice())
	if err == nil || strings.Contains(err.Error(), "k3y") || !strings.Contains(err.Error(), redacted) {
		t.Errorf("got %v", err)
	}
	_, _ = c.Poll(t.Context(), "k3y", 0)
	for _, want := range []string{"method=GET", "method=POST", "status=401", "/api/extract-data-async", "extraction_id=%5Bredacted%5D"} {
		if !strings.Contains(log.String(), want) && !strings.Contains(log.String(), strings.ReplaceAll(want, "%5Bredacted%5D", redacted)) {
			t.Errorf("no %q in:\n%s", want, log.String())
		}
	}
	if strings.Contains(log.String(), "k3y") {
		t.Errorf("the key is logged:\n%s", log.String())
	}
}

// TestNoGetBody holds the rule that keeps the transport from sending a
// submission again by itself.
func TestNoGetBody(t *testing.T) {
	c := once(t, "https://api.example.com")
	for _, own := range []bool{true, false} {
		req, body, err := newRequest(t.Context(), c.submission(invoice(), own))
		if err != nil {
			t.Fatal(err)
		}
		if req.GetBody != nil || req.ContentLength != body.length() || req.Method != http.MethodPost {
			t.Errorf("GetBody set: %t, length %d", req.GetBody != nil, req.ContentLength)
		}
		if key := req.Header.Get("Idempotency-Key"); (key != "") != own {
			t.Errorf("Idempotency-Key %q", key)
		}
		_ = body.Close()
	}
}
