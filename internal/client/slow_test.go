package client

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// silent never answers.
func silent(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// TestASilentServer is a service that takes the connection and says nothing: a
// look ends when its time is up, and whoever waits is told what for.
func TestASilentServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []string
		c := over(t, Config{LookFor: 8 * time.Second, Slow: func(what, host string) {
			told = append(told, what+" at "+host)
		}}, silent)
		began := time.Now()
		_, err := c.Poll(t.Context(), "ab12", 0)
		if took := time.Since(began); took != 8*time.Second {
			t.Errorf("looked for %s", took)
		}
		synctest.Wait() // for the timer that tells
		if api.KindOf(err) != api.KindUnavailable || !strings.Contains(err.Error(), "did not answer in time") {
			t.Errorf("got %v", err)
		}
		if want := []string{"poll extraction ab12 at api.example.com"}; !slices.Equal(told, want) {
			t.Errorf("told %q", told)
		}
	})
}

// TestALookThatIsHeldOpen has its time beyond what it was held for, and nobody
// is told that it takes long.
func TestALookThatIsHeldOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := over(t, Config{LookFor: time.Second, Slow: func(what, _ string) { t.Errorf("told of %s", what) }},
			func(r *http.Request) (*http.Response, error) {
				if r.Header.Get("Prefer") != "" {
					time.Sleep(20 * time.Second)
				}
				return respond(200, `{"status":"IN_PROGRESS","error":{},"result":{}}`, "Server", "docextract/1.0"), nil
			})
		if x, err := c.Poll(t.Context(), "ab12", 20*time.Second); err != nil || x.Status != api.StatusInProgress {
			t.Errorf("got %v, %v", x.Status, err)
		}
	})
}

// TestTheLastReasonCounts is a service that is away when the time is up during
// a pause: why it could not be reached says more than that time was up.
func TestTheLastReasonCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		c := over(t, Config{LookFor: 10 * time.Second}, func(r *http.Request) (*http.Response, error) {
			if attempts++; attempts == 1 {
				return nil, refuses.err
			}
			return silent(r)
		})
		_, err := c.Poll(t.Context(), "ab12", 0)
		if api.KindOf(err) != api.KindUnavailable || attempts < 2 {
			t.Errorf("got %v", err)
		}
	})
}
