package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/server"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const someID = "14a5389b00112233445566778899aabbccddeeff"

var finishedAt = time.Date(2026, 11, 24, 12, 0, 0, 999, time.UTC)

// scripted is a service that answers as it is told and notes what it was
// asked.
type scripted struct {
	receive func(key string, sub api.Submission, document string) (string, error)
	poll    func(ctx context.Context, id string, hold time.Duration) (api.Extraction, error)
	awaits  func(customer string) ([]string, error)
}

func (s *scripted) Submit(context.Context, api.Submission) (string, error) {
	return "", errors.New("not by this way")
}

func (s *scripted) Receive(_ context.Context, key string, read func(io.Writer) (api.Submission, error)) (string, error) {
	var document bytes.Buffer
	sub, err := read(&document)
	if err != nil || s.receive == nil {
		return someID, err
	}
	return s.receive(key, sub, document.String())
}

func (s *scripted) Poll(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	if s.poll == nil {
		return success(id), nil
	}
	return s.poll(ctx, id, hold)
}

func (s *scripted) Look(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	x, err := s.Poll(ctx, id, hold)
	if err == nil {
		x.Raw, err = api.EncodePoll(x)
	}
	return x, err
}

func (s *scripted) AwaitingPoll(_ context.Context, customer string) ([]string, error) {
	if s.awaits == nil {
		return nil, nil
	}
	return s.awaits(customer)
}

func (s *scripted) DocumentTypes(context.Context) ([]api.DocumentType, error) {
	return api.BuiltinTypes(), nil
}

func (s *scripted) Health(context.Context) (api.Health, error) { return api.Health{Own: true}, nil }

func success(id string) api.Extraction {
	text := "440.0000"
	return api.Extraction{
		ID: id, Status: api.StatusSuccess, RawStatus: "SUCCESS", FinishedAt: finishedAt,
		Result: &api.Result{ObjectID: "o", FileName: "a.pdf", Fields: []api.Field{{
			Name: api.TotalAmount, DataType: api.TypeNumber, Values: []api.Value{{Text: &text, Confidence: 0.9}},
		}}},
	}
}

// keys knows the keys "good" and "revoked".
type keys struct{}

func (keys) VerifyKey(_ context.Context, key string, _ time.Time) (string, error) {
	switch key {
	case "good":
		return "k1", nil
	case "revoked":
		return "", &api.Error{Kind: api.KindForbidden, Code: api.CodeForbidden, Message: "revoked"}
	default:
		return "", &api.Error{Kind: api.KindUnauthorized, Code: api.CodeUnauthorized, Message: "unknown"}
	}
}

const goodBody = `{"file_name":"a.pdf","file":"aGVsbG8=","document_type_name":"receipt","customer":"c"}`

// request is one request and what is to be answered.
type request struct {
	method, path, body string
	header             map[string]string
	service            scripted
	status             int
	holds              []string // parts of the body
	answer             map[string]string
}

// ask sends a request to a server and holds the answer to the contract.
func ask(t *testing.T, h http.Handler, method, path, body string, header map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	for name, value := range header {
		req.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	if got := rec.Header().Get("Server"); got != "docextract/1.2.3" {
		t.Errorf("Server: %q", got)
	}
	if method != http.MethodHead && !json.Valid(rec.Body.Bytes()) {
		t.Errorf("no JSON: %q", rec.Body)
	}
	return rec
}

func TestAnswers(t *testing.T) {
	inProgress := func(_ context.Context, id string, _ time.Duration) (api.Extraction, error) {
		return api.Extraction{ID: id, Status: api.StatusInProgress}, nil
	}
	ends := func(x api.Extraction) scripted {
		return scripted{poll: func(context.Context, string, time.Duration) (api.Extraction, error) { return x, nil }}
	}
	refuses := func(err error) scripted {
		return scripted{receive: func(string, api.Submission, string) (string, error) { return "", err }}
	}
	failed := func(code string) api.Extraction {
		return api.Extraction{Status: api.StatusError, FinishedAt: finishedAt, Error: api.DocumentError(code, "it is locked", "page 1")}
	}
	const poll = "/api/get-extraction-data?extraction_id=" + someID
	for name, c := range map[string]request{
		"health":               {method: "GET", path: "/api/health-check", status: 200, holds: []string{"ok"}},
		"health by HEAD":       {method: "HEAD", path: "/api/health-check", status: 200},
		"asynchronous":         {method: "POST", path: "/api/extract-data-async", body: goodBody, status: 202, holds: []string{`{"extraction_id":"` + someID + `"}`}},
		"synchronous":          {method: "POST", path: "/api/extract-data", body: goodBody, status: 200, holds: []string{`"object_id":"o"`, `"440.0000"`}},
		"synchronous error":    {method: "POST", path: "/api/extract-data", body: goodBody, service: ends(failed(api.CodeEncrypted)), status: 422, holds: []string{"ENCRYPTED", "page 1"}},
		"synchronous fault":    {method: "POST", path: "/api/extract-data", body: goodBody, service: ends(failed(api.CodeInternal)), status: 500, holds: []string{"INTERNAL"}},
		"synchronous too long": {method: "POST", path: "/api/extract-data", body: goodBody, service: scripted{poll: inProgress}, status: 504, holds: []string{someID}},

		"in progress": {method: "GET", path: poll, service: scripted{poll: inProgress}, status: 200, holds: []string{`"IN_PROGRESS"`}, answer: map[string]string{"Last-Modified": "", "Expires": "", "Preference-Applied": ""}},
		"success": {method: "GET", path: poll, status: 200, holds: []string{`"SUCCESS"`}, answer: map[string]string{
			"Last-Modified": "Tue, 24 Nov 2026 12:00:00 GMT", "Expires": "Thu, 26 Nov 2026 12:00:00 GMT", "Cache-Control": "no-store",
		}},
		"error":         {method: "GET", path: poll, service: ends(failed(api.CodeInternal)), status: 200, holds: []string{`"ERROR"`, "page 1"}},
		"expired":       {method: "GET", path: poll, service: ends(api.Extraction{Status: api.StatusExpired, FinishedAt: finishedAt}), status: 200, holds: []string{`{"status":"EXPIRED","error":{},"result":{}}`}},
		"poll of none":  {method: "GET", path: "/api/get-extraction-data", status: 422, holds: []string{"extraction_id"}},
		"poll by HEAD":  {method: "HEAD", path: poll, status: 405, answer: map[string]string{"Allow": "GET"}},
		"poll by POST":  {method: "POST", path: poll, status: 405, answer: map[string]string{"Allow": "GET"}},
		"awaiting none": {method: "GET", path: "/api/awaiting-poll", status: 200, holds: []string{`{"extraction_ids":[]}`}},
		"awaiting": {
			method: "GET", path: "/api/awaiting-poll?customer=c%26d", service: scripted{awaits: func(c string) ([]string, error) { return []string{c}, nil }},
			status: 200, holds: []string{`["c&d"]`},
		},

		"types":           {method: "GET", path: "/api/document-types", status: 200, holds: []string{`"count":5`, `"/api/document-types/receipt/"`}},
		"a type":          {method: "GET", path: "/api/document-types/receipt", status: 200, holds: []string{`"supplier_address"`}},
		"an unknown type": {method: "GET", path: "/api/document-types/letter", status: 404, holds: []string{"NOT_FOUND"}},
		"creating a type": {method: "POST", path: "/api/document-types", status: 405, holds: []string{"INVALID_REQUEST"}, answer: map[string]string{"Allow": "GET, HEAD"}},
		"deleting a type": {method: "DELETE", path: "/api/document-types/receipt", status: 405},
		"extract by GET":  {method: "GET", path: "/api/extract-data", status: 405, answer: map[string]string{"Allow": "POST"}},

		"no JSON":        {method: "POST", path: "/api/extract-data-async", body: "%PDF-1.7", status: 400, holds: []string{"INVALID_REQUEST", "object"}},
		"a member twice": {method: "POST", path: "/api/extract-data-async", body: `{"file":"","file":""}`, status: 400, holds: []string{"file: more than once"}},
		"incomplete":     {method: "POST", path: "/api/extract-data-async", body: `{}`, status: 422, holds: []string{"file_name: required", "file: required"}},
		"too large":      {method: "POST", path: "/api/extract-data-async", body: `{"file":"` + strings.Repeat("A", 4<<20) + `"}`, status: 413, holds: []string{"TOO_LARGE", "1 MiB"}},
		"padded":         {method: "POST", path: "/api/extract-data-async", body: strings.Repeat(" ", 3<<20) + goodBody, status: 413},
		"compressed":     {method: "POST", path: "/api/extract-data-async", body: goodBody, header: map[string]string{"Content-Encoding": "gzip"}, status: 415},
		"a long key":     {method: "POST", path: "/api/extract-data-async", body: goodBody, header: map[string]string{"Idempotency-Key": strings.Repeat("k", 256)}, status: 400},
		"a key in use":   {method: "POST", path: "/api/extract-data-async", body: goodBody, service: refuses(&api.Error{Kind: api.KindConflict, Code: api.CodeInvalidRequest, Message: "in use", RetryAfter: 1}), status: 409, answer: map[string]string{"Retry-After": "1"}},
		"a full queue":   {method: "POST", path: "/api/extract-data-async", body: goodBody, service: refuses(&api.Error{Kind: api.KindUnavailable, Code: api.CodeUnavailable, Message: "full", RetryAfter: 1500 * time.Millisecond}), status: 503, answer: map[string]string{"Retry-After": "2"}},
		"a fault":        {method: "POST", path: "/api/extract-data-async", body: goodBody, service: refuses(errors.New("secret path")), status: 500, holds: []string{"INTERNAL"}},
		"a panic":        {method: "POST", path: "/api/extract-data-async", body: goodBody, service: scripted{receive: func(string, api.Submission, string) (string, error) { panic("secret") }}, status: 500, holds: []string{"INTERNAL"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := server.New(server.Config{Service: &c.service, Version: "1.2.3", Limits: server.Limits{DocumentBytes: 1 << 20}})
			contract := newContract(t)
			for _, path := range aliases(c.path) {
				rec := ask(t, h, c.method, path, c.body, c.header)
				c.check(t, rec)
				if c.method == http.MethodHead || rec.Code == http.StatusMethodNotAllowed {
					continue // what the contract does not list
				}
				contract.hold(t, c.method, c.path, rec)
			}
		})
	}
}

func (c request) check(t *testing.T, rec *httptest.ResponseRecorder) {
	t.Helper()
	if rec.Code != c.status {
		t.Errorf("status %d, want %d: %s", rec.Code, c.status, rec.Body)
	}
	for _, part := range c.holds {
		if !strings.Contains(rec.Body.String(), part) {
			t.Errorf("%s does not hold %s", rec.Body, part)
		}
	}
	if strings.Contains(rec.Body.String(), "secret") {
		t.Errorf("told %s", rec.Body)
	}
	for name, want := range c.answer {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// aliases are the ways to write a path.
func aliases(path string) []string {
	path, query, _ := strings.Cut(path, "?")
	if query != "" {
		query = "?" + query
	}
	v1 := strings.Replace(path, "/api/", "/api/v1/", 1)
	return []string{path + query, path + "/" + query, v1 + query, v1 + "/" + query, "/" + path + query}
}

func TestNothingElseIsThere(t *testing.T) {
	h := server.New(server.Config{Service: &scripted{}, Version: "1.2.3"})
	for _, path := range []string{"/", "/api", "/api/", "/api/v1", "/api/v2/health-check", "/health-check", "/api/document-types/a/b", "/%2e%2e/etc/passwd", "/api/extract-data/../../x"} {
		rec := ask(t, h, http.MethodGet, path, "", nil)
		if rec.Code != http.StatusNotFound || !strings.Contains(rec.Body.String(), `"code":"NOT_FOUND"`) {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
}

func TestWhatASubmissionSays(t *testing.T) {
	var got []string
	h := server.New(server.Config{Version: "1.2.3", Service: &scripted{receive: func(key string, sub api.Submission, document string) (string, error) {
		got = append(got, key, sub.IdempotencyKey, sub.Document.Name, sub.DocumentType, sub.Customer, document)
		return someID, nil
	}}})
	ask(t, h, http.MethodPost, "/api/extract-data-async", goodBody, map[string]string{"Idempotency-Key": "k"})
	if want := "k k a.pdf receipt c hello"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKeys(t *testing.T) {
	h := server.New(server.Config{Service: &scripted{}, Keys: keys{}, Version: "1.2.3"})
	contract := newContract(t)
	for authorization, status := range map[string]int{
		"Token good": 200, "good": 200, "token  good": 200, "Token Token good": 200, "Bearer good": 200,
		"": 401, "Token": 401, "Token bad": 401, "bad": 401, "Token good good": 401, "Basic good": 401,
		"Token revoked": 403,
	} {
		for method, path := range map[string]string{
			"GET": "/api/get-extraction-data?extraction_id=" + someID, "POST": "/api/extract-data",
		} {
			rec := ask(t, h, method, path, goodBody, map[string]string{"Authorization": authorization})
			if rec.Code != status {
				t.Errorf("%q: %d %s", authorization, rec.Code, rec.Body)
			}
			contract.hold(t, method, path, rec)
			if (status == 401) != (rec.Header().Get("WWW-Authenticate") != "") {
				t.Errorf("%q: WWW-Authenticate %q", authorization, rec.Header().Get("WWW-Authenticate"))
			}
		}
	}
	if rec := ask(t, h, http.MethodGet, "/api/health-check", "", nil); rec.Code != http.StatusOK {
		t.Errorf("health without a key: %d", rec.Code)
	}
}

func TestPreferWait(t *testing.T) {
	var held time.Duration
	h := server.New(server.Config{Version: "1.2.3", Limits: server.Limits{Hold: 30 * time.Second}, Service: &scripted{
		poll: func(_ context.Context, id string, hold time.Duration) (api.Extraction, error) {
			held = hold
			return success(id), nil
		},
	}})
	for prefer, want := range map[string]int{
		"wait=5": 5, "Wait = 7": 7, `wait="9"`: 9, "respond-async, wait=10": 10, "wait=5; x=y": 5, "wait=31": 30, "wait=2000000000": 30, "wait=0": 0,
		"": -1, "wait": -1, "wait=-1": -1, "wait=x": -1, "waiting=5": -1, "wait=99999999999999": -1,
	} {
		rec := ask(t, h, http.MethodGet, "/api/get-extraction-data?extraction_id=x", "", map[string]string{"Prefer": prefer})
		if held != time.Duration(max(want, 0))*time.Second {
			t.Errorf("%q: held for %v", prefer, held)
		}
		if applied := rec.Header().Get("Preference-Applied"); (applied != "") != (want >= 0) {
			t.Errorf("%q: applied %q", prefer, applied)
		}
	}
}

func TestTheLogKeepsSecrets(t *testing.T) {
	var log bytes.Buffer
	h := server.New(server.Config{
		Service: &scripted{}, Keys: keys{}, Version: "1.2.3", Log: slog.New(slog.NewJSONHandler(&log, nil)),
		Now: func() time.Time { return finishedAt },
	})
	ask(t, h, http.MethodPost, "/api/extract-data-async", goodBody, map[string]string{"Authorization": "Token good", "Idempotency-Key": "intent"})
	ask(t, h, http.MethodGet, "/api/awaiting-poll?customer=cust", "", map[string]string{"Authorization": "Token wrong"})
	for _, want := range []string{someID, `"status":202`, `"key":"k1"`, `"status":401`, `"path":"/api/awaiting-poll"`, api.CodeUnauthorized} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not hold %s: %s", want, &log)
		}
	}
	for _, secret := range []string{"good", "wrong", "intent", "cust", "a.pdf", "aGVsbG8", "hello"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %s: %s", secret, &log)
		}
	}
}
