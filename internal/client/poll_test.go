package client

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// TestPollIsAnsweredAsItIs asks for an id that needs escaping and keeps the
// body byte for byte.
func TestPollIsAnsweredAsItIs(t *testing.T) {
	const id, body = "a b&c=d/é", " {\"status\" : \"In Progress\",\n \"new\": 1}\n"
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/get-extraction-data" || r.URL.Query().Get("extraction_id") != id {
			t.Errorf("asked for %s", r.URL)
		}
		_, _ = w.Write([]byte(body))
	}))
	defer srv.Close()
	x, err := once(t, srv.URL).Poll(t.Context(), id, 0)
	if err != nil || x.Status != api.StatusInProgress || x.RawStatus != "In Progress" || string(x.Raw) != body {
		t.Errorf("got %+v, %v", x, err)
	}
}

// TestAServerThatIsNotOurs says so in each of its ways.
func TestAServerThatIsNotOurs(t *testing.T) {
	tests := map[string]struct {
		answer []string
		kind   api.Kind
		says   string
	}{
		"a shop":            {[]string{"HTTP/1.1 200 OK", "Content-Length: 34", "", "<html><title>Our shop</title></html>"[:34]}, api.KindUnavailable, "Our shop"},
		"a login page":      {[]string{"HTTP/1.1 302 Found", "Location: /login", "Content-Length: 0", "", ""}, api.KindRejected, "/login"},
		"no page":           {[]string{"HTTP/1.1 404 Not Found", "Content-Length: 6", "", "<html>"}, api.KindNotFound, "web page"},
		"something endless": {[]string{"HTTP/1.1 200 OK", "", strings.Repeat("x", 100_000)}, api.KindUnavailable, "longer than"},
		"cut in the middle": {[]string{"HTTP/1.1 200 OK", "Content-Length: 100", "", `{"status":"SUC`}, api.KindUnavailable, "broke off"},
		"another JSON":      {[]string{"HTTP/1.1 200 OK", "Content-Length: 13", "", `{"ok": true} `}, api.KindUnavailable, "no status"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPeer(t, says(tt.answer...))
			c := once(t, p.URL)
			c.largest = 99_999
			_, err := c.Poll(t.Context(), "ab12", 0)
			wantFailure(t, "", err, tt.kind, tt.says)
			if api.AsError(err).Hint == "" {
				t.Error("no hint")
			}
		})
	}
}

// TestHoldIsWaitedFor does not give up on a look while it is held open.
func TestHoldIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sequence{server: "docextract/1", steps: []step{{takes: 85 * time.Second, status: 200, body: `{"status":"SUCCESS"}`}}}
		x, err := over(t, Config{}, s.RoundTrip).Poll(t.Context(), "ab12", 60*time.Second)
		if err != nil || x.Status != api.StatusSuccess || s.posts != 1 {
			t.Errorf("got %+v, %v after %d looks", x, err, s.posts)
		}
	})
}
