package client

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// service answers everything as a server of that name would, and keeps the
// headers of the requests by their path.
type service struct {
	*httptest.Server
	checks atomic.Int32
	seen   map[string]http.Header
}

func newService(t *testing.T, name string, health int) *service {
	t.Helper()
	s := &service{seen: map[string]http.Header{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", name)
		path := strings.TrimPrefix(r.URL.Path, "/api/")
		s.seen[path] = r.Header
		switch path {
		case "health-check":
			s.checks.Add(1)
			w.WriteHeader(health)
		case "get-extraction-data":
			w.Header().Set("Last-Modified", "Thu, 01 Jan 2026 00:00:07 GMT")
			_, _ = w.Write([]byte(`{"status":"EXPIRED"}`))
		case "extract-data-async":
			_, _ = w.Write([]byte(`{"extraction_id":"ab12"}`))
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// TestWhatOnlyOurServerIsAsked sends Prefer and Idempotency-Key to none but
// our own, which is asked once, when that is first needed.
func TestWhatOnlyOurServerIsAsked(t *testing.T) {
	tests := map[string]struct {
		server string
		health int
		own    bool
	}{
		"ours":                   {"docextract/1.2.3", 200, true},
		"ours, busy":             {"docextract/1.2.3", 503, true},
		"another":                {"gunicorn/20", 200, false},
		"another with our words": {"not docextract/1.2.3", 200, false},
		"one without the check":  {"nginx", 404, false},
		"one that says nothing":  {"", 401, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := newService(t, tt.server, tt.health)
			c := once(t, s.URL)
			if s.checks.Load() != 0 {
				t.Error("asked before it was needed")
			}
			for range 3 {
				if _, err := c.Submit(t.Context(), invoice()); err != nil {
					t.Fatal(err)
				}
				x, err := c.Poll(t.Context(), "ab12", 7900*time.Millisecond)
				if err != nil {
					t.Fatal(err)
				}
				if finished := time.Date(2026, 1, 1, 0, 0, 7, 0, time.UTC); x.FinishedAt.Equal(finished) != tt.own {
					t.Errorf("finished at %v", x.FinishedAt)
				}
			}
			if n := s.checks.Load(); n != 1 {
				t.Errorf("asked %d times", n)
			}
			if got := s.seen["extract-data-async"].Get("Idempotency-Key"); (got == "intent") != tt.own {
				t.Errorf("Idempotency-Key: %q", got)
			}
			if got := s.seen["get-extraction-data"].Get("Prefer"); (got == "wait=7") != tt.own {
				t.Errorf("Prefer: %q", got)
			}
			if got := s.seen["get-extraction-data"].Get("Authorization"); got != "Token k3y" {
				t.Errorf("Authorization: %q", got)
			}
		})
	}
}

// TestAProxyDoesNotSpeakForTheServer asks again after a 502 in its stead.
func TestAProxyDoesNotSpeakForTheServer(t *testing.T) {
	s := newService(t, "nginx", 502)
	c := once(t, s.URL)
	for range 2 {
		if _, err := c.isOwn(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := s.checks.Load(); n != 2 {
		t.Errorf("asked %d times", n)
	}
}

func TestNoDefaultTypeElsewhere(t *testing.T) {
	submission := invoice()
	submission.DocumentType = ""
	if _, err := once(t, newService(t, "docextract/1", 200).URL).Submit(t.Context(), submission); err != nil {
		t.Error(err)
	}
	s := newService(t, "nginx", 200)
	if _, err := once(t, s.URL).Submit(t.Context(), submission); api.KindOf(err) != api.KindInvalid || s.seen["extract-data-async"] != nil {
		t.Errorf("got %v", err)
	}
}

func TestHealth(t *testing.T) {
	if h, err := once(t, newService(t, "docextract/1.2.3", 200).URL).Health(t.Context()); err != nil || h != (api.Health{Server: "docextract/1.2.3", Own: true}) {
		t.Errorf("got %+v, %v", h, err)
	}
	_, err := once(t, newService(t, "docextract/1.2.3", 401).URL).Health(t.Context())
	if e := api.AsError(err); e == nil || e.Kind != api.KindUnauthorized || !strings.Contains(e.Hint, "auth login") {
		t.Errorf("got %+v", e)
	}
}

// TestAServerThatIsAwayIsWaitedForOnce shares the trouble: ten documents that
// start together do not wait for it one after the other.
func TestAServerThatIsAwayIsWaitedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := over(t, Config{TryFor: time.Minute}, func(*http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		})
		began := time.Now()
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				if _, err := c.Submit(t.Context(), invoice()); api.KindOf(err) != api.KindUnavailable {
					t.Errorf("got %v", err)
				}
			})
		}
		wg.Wait()
		if took := time.Since(began); took > time.Minute {
			t.Errorf("waited for %s", took)
		}
	})
}

// TestAnInterruptedAskerIsReplaced asks anew for those who are still there.
func TestAnInterruptedAskerIsReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sequence{server: "docextract/1", steps: []step{accepted}}
		slow := true
		c := over(t, Config{}, func(r *http.Request) (*http.Response, error) {
			if slow {
				slow = false
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
			return s.RoundTrip(r)
		})
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.Submit(ctx, invoice()); api.KindOf(err) != api.KindInterrupted {
				t.Errorf("the first: %v", err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			if id, err := c.Submit(t.Context(), invoice()); err != nil || id != "ab12" {
				t.Errorf("the second: %q, %v", id, err)
			}
		})
		synctest.Wait()
		cancel()
		wg.Wait()
	})
}
