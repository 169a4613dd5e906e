//go:build !windows

package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// rows is a service whose extractions are files in the data folder. They
// finish when nobody keeps the file "hold" there. It notices a second host:
// each writes its number into the file "holder" and looks it up at each call.
type rows struct {
	dir string
	me  string
}

func startRows(data string) (*backend, error) {
	r := &rows{dir: data, me: strconv.Itoa(os.Getpid()) + "/" + strconv.FormatInt(time.Now().UnixNano(), 36)}
	if err := os.WriteFile(filepath.Join(r.dir, "holder"), []byte(r.me), 0o600); err != nil {
		return nil, err
	}
	return &backend{service: r, handler: rowsHandler(r), unfinished: r.unfinished, shutdown: r.shutdown}, nil
}

func (r *rows) alone() error {
	holder, err := os.ReadFile(filepath.Join(r.dir, "holder"))
	if err != nil {
		return err
	}
	if string(holder) != r.me {
		return fmt.Errorf("two hosts at once: %s and %s", holder, r.me)
	}
	return nil
}

func (r *rows) row(id string) string { return filepath.Join(r.dir, "row-"+id) }

func (r *rows) held() bool {
	_, err := os.Stat(filepath.Join(r.dir, "hold"))
	return err == nil
}

func (r *rows) unfinished(context.Context) (int, error) {
	queued, err := filepath.Glob(r.row("*"))
	n := 0
	for _, path := range queued {
		if body, err := os.ReadFile(path); err == nil && string(body) == "queued" {
			n++
		}
	}
	return n, err
}

func (r *rows) shutdown(context.Context) error { return r.alone() }

// Submit makes the idempotency key the extraction's id.
func (r *rows) Submit(_ context.Context, s api.Submission) (string, error) {
	if err := r.alone(); err != nil {
		return "", err
	}
	f, err := os.OpenFile(r.row(s.IdempotencyKey), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return s.IdempotencyKey, nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	_, err = f.WriteString("queued")
	return s.IdempotencyKey, err
}

func (r *rows) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	ctx, cancel := context.WithTimeout(ctx, hold)
	defer cancel()
	x := api.Extraction{ID: id, Status: api.StatusInProgress, RawStatus: "IN_PROGRESS"}
	for {
		if err := r.alone(); err != nil {
			return x, err
		}
		if _, err := os.Stat(r.row(id)); err != nil {
			return x, &api.Error{Kind: api.KindNotFound, Code: api.CodeNotFound, Message: "no such row"}
		}
		if !r.held() {
			x.Status, x.Result = api.StatusSuccess, &api.Result{FileName: "done"}
			return x, os.WriteFile(r.row(id), []byte("done"), 0o600)
		}
		select {
		case <-ctx.Done():
			return x, nil
		case <-time.After(2 * time.Millisecond):
		}
	}
}

func (r *rows) AwaitingPoll(context.Context, string) ([]string, error) { return nil, r.alone() }

func (r *rows) DocumentTypes(context.Context) ([]api.DocumentType, error) {
	return api.BuiltinTypes(), r.alone()
}

func (r *rows) Health(context.Context) (api.Health, error) { return api.Health{Own: true}, r.alone() }

func rowsHandler(svc api.Service) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /submit", func(w http.ResponseWriter, r *http.Request) {
		id, err := svc.Submit(r.Context(), api.Submission{IdempotencyKey: r.Header.Get("Idempotency-Key")})
		reply(w, []byte(id), err)
	})
	mux.HandleFunc("GET /poll", func(w http.ResponseWriter, r *http.Request) {
		hold, _ := time.ParseDuration(r.URL.Query().Get("hold"))
		x, err := svc.Poll(r.Context(), r.URL.Query().Get("id"), hold)
		if r.Context().Err() != nil {
			return // the client is gone, as far as a handler can tell
		}
		if err == nil {
			var body []byte
			body, err = api.EncodePoll(x)
			reply(w, body, err)
			return
		}
		reply(w, nil, err)
	})
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, r *http.Request) {
		_, err := svc.Health(r.Context())
		reply(w, nil, err)
	})
	return mux
}

func reply(w http.ResponseWriter, body []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), api.KindOf(err).HTTPStatus())
		return
	}
	_, _ = w.Write(body)
}

// rowsClient speaks to rowsHandler.
type rowsClient struct {
	api.Service // what the tests do not call

	http *http.Client
}

func connectRows(socket string) (api.Service, error) {
	return &rowsClient{http: &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}}}, nil
}

func (c *rowsClient) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

func (c *rowsClient) Submit(ctx context.Context, s api.Submission) (string, error) {
	body, err := c.do(ctx, http.MethodPost, "/submit", s.IdempotencyKey, api.KindAmbiguous)
	return string(body), err
}

func (c *rowsClient) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	body, err := c.do(ctx, http.MethodGet, "/poll?id="+id+"&hold="+hold.String(), "", api.KindUnavailable)
	if err != nil {
		return api.Extraction{}, err
	}
	return api.DecodePoll(id, body)
}

func (c *rowsClient) Health(ctx context.Context) (api.Health, error) {
	_, err := c.do(ctx, http.MethodGet, "/health", "", api.KindUnavailable)
	return api.Health{Own: true}, err
}

func (c *rowsClient) do(ctx context.Context, method, target, key string, lostAs api.Kind) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://local"+target, http.NoBody)
	if err != nil {
		return nil, err
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
		req.GetBody = nil // the transport must not repeat it by itself
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, &api.Error{Kind: lostAs, Message: err.Error(), Err: err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, &api.Error{Kind: lostAs, Message: err.Error(), Err: err}
	}
	if resp.StatusCode != http.StatusOK {
		return nil, &api.Error{
			Kind: api.KindFromHTTP(resp.StatusCode), HTTPStatus: resp.StatusCode, Message: strings.TrimSpace(string(body)),
		}
	}
	return body, nil
}
