package client

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// sequence answers one request after the other; the last answer is repeated.
// The health-check is answered apart, by a server of that name.
type sequence struct {
	server string
	posts  int
	keys   []string
	steps  []step
}

// step is one answer, or the error of getting none.
type step struct {
	takes   time.Duration
	status  int
	body    string
	headers []string
	err     error
}

func (s *sequence) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == "/api/health-check" {
		return respond(200, "{}", "Server", s.server), nil
	}
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	if r.GetBody != nil {
		return nil, errors.New("GetBody is set")
	}
	step := s.steps[min(s.posts, len(s.steps)-1)]
	s.posts++
	s.keys = append(s.keys, r.Header.Get("Idempotency-Key"))
	select {
	case <-time.After(step.takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if step.err != nil {
		return nil, step.err
	}
	return respond(step.status, step.body, step.headers...), nil
}

func status(code int, headers ...string) step { return step{status: code, headers: headers} }

var (
	accepted = step{status: 202, body: `{"extraction_id":"ab12"}`}
	refuses  = step{err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}
)

// TestRetry goes through what is sent again, and what never is. own is our own
// server, which knows a submission by its key.
func TestRetry(t *testing.T) {
	const own = "docextract/1.0"
	type steps = []step
	tests := map[string]struct {
		server string
		steps  steps
		posts  int
		kind   api.Kind // where it fails
		id     string
		least  time.Duration // the pauses in all are no shorter
	}{
		"refused connections":          {foreign, steps{refuses, refuses, accepted}, 3, 0, "ab12", 0},
		"503, then taken":              {foreign, steps{status(503), accepted}, 2, 0, "ab12", 0},
		"429 in seconds":               {foreign, steps{status(429, "Retry-After", "17"), accepted}, 2, 0, "ab12", 17 * time.Second},
		"503 with a date":              {foreign, steps{status(503, "Retry-After", "Thu, 01 Jan 2026 00:00:40 GMT", "Date", "Thu, 01 Jan 2026 00:00:00 GMT"), accepted}, 2, 0, "ab12", 40 * time.Second},
		"longer than the time allowed": {foreign, steps{status(429, "Retry-After", "600"), accepted}, 1, api.KindRateLimited, "", 0},
		"400 is for good":              {foreign, steps{status(400), accepted}, 1, api.KindInvalid, "", 0},
		"a redirect is for good":       {foreign, steps{status(307, "Location", "/x"), accepted}, 1, api.KindRejected, "", 0},
		"409 without a key":            {foreign, steps{status(409, "Retry-After", "1"), accepted}, 1, api.KindConflict, "", 0},
		"500 is a doubt":               {foreign, steps{status(500), accepted}, 1, api.KindAmbiguous, "", 0},
		"our own, 500":                 {own, steps{status(500), accepted}, 2, 0, "ab12", 0},
		"our own, 409 still uploading": {own, steps{status(409, "Retry-After", "2"), accepted}, 2, 0, "ab12", 2 * time.Second},
		"our own, 409 for good":        {own, steps{status(409), accepted}, 1, api.KindConflict, "", 0},
		"our own, doubt settled":       {own, steps{status(500), status(413)}, 2, api.KindTooLarge, "", 0},
		"our own, doubt not settled":   {own, steps{status(500), status(401)}, 2, api.KindAmbiguous, "", 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &sequence{server: tt.server, steps: tt.steps}
				began := time.Now()
				id, err := over(t, Config{}, s.RoundTrip).Submit(t.Context(), invoice())
				if id != tt.id || s.posts != tt.posts {
					t.Errorf("got %q after %d posts, %v", id, s.posts, err)
				}
				if tt.id == "" && api.KindOf(err) != tt.kind {
					t.Errorf("kind %d, %v", api.KindOf(err), err)
				}
				if took := time.Since(began); took < tt.least {
					t.Errorf("asked again after %s", took)
				}
				for _, key := range s.keys {
					if (key == "intent") != (tt.server == own) {
						t.Errorf("the Idempotency-Key is %q", key)
					}
				}
			})
		})
	}
}

// TestRetryEnds tries for as long as it may, tells of each pause, and gives
// the last reason.
func TestRetryEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told int
		s := &sequence{server: foreign, steps: []step{status(503)}}
		began := time.Now()
		c := over(t, Config{TryFor: time.Minute, Retrying: func(err *api.Error, pause time.Duration) {
			if told++; err.Kind != api.KindUnavailable || pause <= 0 {
				t.Errorf("told of %v and %s", err, pause)
			}
		}}, s.RoundTrip)
		_, err := c.Submit(t.Context(), invoice())
		if api.KindOf(err) != api.KindUnavailable {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took > time.Minute || took < 30*time.Second {
			t.Errorf("tried for %s", took)
		}
		if told != s.posts-1 || told < 4 {
			t.Errorf("%d posts, told of %d", s.posts, told)
		}
	})
}

// TestRetryKeepsTheDoubt is about our own server going away for good after an
// attempt that it may have taken.
func TestRetryKeepsTheDoubt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sequence{server: "docextract/1.0", steps: []step{status(502), refuses}}
		_, err := over(t, Config{}, s.RoundTrip).Submit(t.Context(), invoice())
		if api.KindOf(err) != api.KindAmbiguous || s.posts < 3 {
			t.Errorf("after %d posts: %v", s.posts, err)
		}
	})
}

// TestLooks repeats what is safe to repeat within the context's deadline.
func TestLooks(t *testing.T) {
	for code, attempts := range map[int]int{
		200: 1, 400: 1, 401: 1, 403: 1, 404: 1, 422: 1, 301: 1, 405: 1,
		408: 2, 425: 2, 429: 2, 500: 2, 502: 2, 503: 2, 504: 2,
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &sequence{steps: []step{status(code), accepted}}
			_, _ = over(t, Config{}, s.RoundTrip).AwaitingPoll(t.Context(), "")
			if s.posts != attempts {
				t.Errorf("%d: %d attempts", code, s.posts)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began := time.Now()
		s := &sequence{steps: []step{refuses}}
		_, err := over(t, Config{}, s.RoundTrip).AwaitingPoll(ctx, "")
		if api.KindOf(err) != api.KindUnavailable || time.Since(began) > 10*time.Second || s.posts < 3 {
			t.Errorf("%d attempts in %s: %v", s.posts, time.Since(began), err)
		}
	})
}

// TestRetryInterrupted breaks off during a pause.
func TestRetryInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := &sequence{server: foreign, steps: []step{status(503, "Retry-After", "60")}}
		time.AfterFunc(5*time.Second, cancel)
		began := time.Now()
		_, err := over(t, Config{}, s.RoundTrip).Submit(ctx, invoice())
		if api.KindOf(err) != api.KindInterrupted || time.Since(began) != 5*time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("7", "")
	f.Add("Thu, 01 Jan 2026 00:01:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT")
	f.Fuzz(func(t *testing.T, value, date string) {
		h := http.Header{"Retry-After": {value}, "Date": {date}}
		if d := retryAfter(h, time.Unix(0, 0)); d < 0 || d > maxRetryAfter {
			t.Errorf("%q: %s", value, d)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		value, date string
		want        time.Duration
	}{
		"none":                   {"", "", 0},
		"seconds":                {" 7 ", "", 7 * time.Second},
		"a fraction":             {"0.5", "", 500 * time.Millisecond},
		"negative":               {"-7", "", 0},
		"absurd":                 {"1e300", "", 24 * time.Hour},
		"a word":                 {"soon", "", 0},
		"not a number":           {"NaN", "", 0},
		"a date":                 {"Thu, 01 Jan 2026 00:01:00 GMT", "", time.Minute},
		"a date gone by":         {"Wed, 31 Dec 2025 23:00:00 GMT", "", 0},
		"by the server's clock":  {"Fri, 02 Jan 2026 00:00:30 GMT", "Fri, 02 Jan 2026 00:00:00 GMT", 30 * time.Second},
		"RFC 850, an older form": {"Thursday, 01-Jan-26 00:00:10 GMT", "", 10 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := http.Header{}
			h.Set("Retry-After", tt.value)
			h.Set("Date", tt.date)
			if got := retryAfter(h, now); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
