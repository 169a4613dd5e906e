package event_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/event"
)

// TestAnnouncerTellsAtLeastOnce keeps an event beyond the end of the process
// and sends it, signed, once its outcome is stored.
func TestAnnouncerTellsAtLeastOnce(t *testing.T) {
	s, dir := secret(t, "secret"), t.TempDir()
	came := make(chan event.Event, 10)
	var away atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || s.Verify(r.Header, body, time.Now()) != nil || away.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		if e, err := event.Decode(body); err == nil {
			came <- e
		}
	}))
	defer server.Close()
	start := func() (*event.Announcer, func()) {
		spool, err := event.OpenSpool(dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		a := event.NewAnnouncer(spool, server.URL, event.Sender{Secret: s, Now: time.Now}, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { a.Run(ctx); close(ended) }()
		return a, func() { cancel(); <-ended }
	}
	a, stop := start()
	if err := a.Finishing("one"); err != nil {
		t.Fatal(err)
	}
	a.Finished()
	if e := <-came; e.ExtractionID != "one" || e.Type != event.Finished {
		t.Errorf("told %+v", e)
	}
	away.Store(true)
	if err := a.Finishing("two"); err != nil {
		t.Fatal(err)
	}
	a.Finished()
	stop() // whether it was tried or not: nobody took it
	away.Store(false)
	_, stop = start()
	if e := <-came; e.ExtractionID != "two" {
		t.Errorf("after a restart told %+v", e)
	}
	stop()
	if len(came) > 0 {
		t.Errorf("told once more: %+v", <-came)
	}
}
