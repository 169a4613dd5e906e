package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/server"
)

// serve puts a server on a real connection.
func serve(t *testing.T, c server.Config) *httptest.Server {
	t.Helper()
	srv := httptest.NewUnstartedServer(nil)
	srv.Config = server.HTTP(server.New(c), slog.New(slog.DiscardHandler))
	srv.Start()
	t.Cleanup(srv.Close)
	return srv
}

// connection sends raw bytes to a server.
func connection(t *testing.T, srv *httptest.Server, text string) net.Conn {
	t.Helper()
	var d net.Dialer
	conn, err := d.DialContext(t.Context(), "tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	return conn
}

func answerOn(t *testing.T, conn net.Conn) (int, string) {
	t.Helper()
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

const post = "POST /api/extract-data-async HTTP/1.1\r\nHost: x\r\n"

func TestAnUploadThatStandsStillIsEnded(t *testing.T) {
	srv := serve(t, server.Config{Service: &scripted{}, Limits: server.Limits{UploadIdle: 20 * time.Millisecond}})
	conn := connection(t, srv, post+"Content-Length: 1000\r\n\r\n{\"file")
	if status, body := answerOn(t, conn); status != http.StatusRequestTimeout || !strings.Contains(body, "did not arrive") {
		t.Errorf("%d %s", status, body)
	}
}

func TestARefusedUploadIsNeverSent(t *testing.T) {
	srv := serve(t, server.Config{Service: &scripted{}, Keys: keys{}})
	conn := connection(t, srv, post+"Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n")
	if status, _ := answerOn(t, conn); status != http.StatusUnauthorized {
		t.Errorf("without a key: %d", status)
	}
	conn = connection(t, srv, post+"Authorization: Token good\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n")
	if status, _ := answerOn(t, conn); status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", status)
	}
}

// TestUploadsAreBounded sends one document more than may be on their way in:
// in all, and of one key.
func TestUploadsAreBounded(t *testing.T) {
	tests := map[string]struct {
		limits server.Limits
		keys   server.Keys
		status int
		code   string
	}{
		"in all":     {server.Limits{Uploads: 1, UploadWait: time.Millisecond}, nil, http.StatusServiceUnavailable, api.CodeUnavailable},
		"of one key": {server.Limits{UploadsPerKey: 1, UploadWait: time.Millisecond}, keys{}, http.StatusTooManyRequests, api.CodeRateLimited},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			entered, leave := make(chan struct{}), make(chan struct{})
			srv := serve(t, server.Config{
				Limits: tt.limits, Keys: tt.keys,
				Service: &scripted{receive: func(string, api.Submission, string) (string, error) {
					close(entered)
					<-leave
					return someID, nil
				}},
			})
			request := fmt.Sprintf("%sAuthorization: Token good\r\nContent-Length: %d\r\n\r\n%s", post, len(goodBody), goodBody)
			first := connection(t, srv, request)
			<-entered
			status, body := answerOn(t, connection(t, srv, request))
			if status != tt.status || !strings.Contains(body, tt.code) {
				t.Errorf("one too many: %d %s", status, body)
			}
			close(leave)
			if status, body := answerOn(t, first); status != http.StatusAccepted {
				t.Errorf("the first: %d %s", status, body)
			}
		})
	}
}

func TestHeldPollsAreLetGoWhenTheServerDrains(t *testing.T) {
	draining, held := make(chan struct{}), make(chan struct{})
	srv := serve(t, server.Config{
		Draining: draining,
		Service: &scripted{poll: func(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
			if hold > 0 {
				close(held)
				<-ctx.Done()
				return api.Extraction{}, ctx.Err()
			}
			return api.Extraction{ID: id, Status: api.StatusInProgress}, nil
		}},
	})
	conn := connection(t, srv, "GET /api/get-extraction-data?extraction_id=x HTTP/1.1\r\nHost: x\r\nPrefer: wait=60\r\n\r\n")
	<-held
	close(draining)
	if status, body := answerOn(t, conn); status != http.StatusOK || !strings.Contains(body, "IN_PROGRESS") {
		t.Errorf("%d %s", status, body)
	}
}

func TestAClientThatGoesEndsItsHold(t *testing.T) {
	held, gone := make(chan struct{}), make(chan struct{})
	srv := serve(t, server.Config{
		Service: &scripted{poll: func(ctx context.Context, _ string, _ time.Duration) (api.Extraction, error) {
			close(held)
			<-ctx.Done()
			close(gone)
			return api.Extraction{}, ctx.Err()
		}},
	})
	conn := connection(t, srv, "GET /api/get-extraction-data?extraction_id=x HTTP/1.1\r\nHost: x\r\nPrefer: wait=60\r\n\r\n")
	<-held
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	<-gone
}

// deadlines notes until when an answer may be written.
type deadlines struct {
	*httptest.ResponseRecorder

	until time.Time
}

func (d *deadlines) SetWriteDeadline(t time.Time) error {
	d.until = t
	return nil
}

// Who does not read the answer must not keep the connection for ever.
func TestAnAnswerIsNotWrittenForEver(t *testing.T) {
	h := server.New(server.Config{})
	for _, path := range []string{"/api/health-check", "/nowhere"} {
		w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, http.NoBody))
		if left := time.Until(w.until); left <= 0 || left > 10*time.Minute {
			t.Errorf("%s may be answered until %v", path, w.until)
		}
	}
}
