package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

func TestErrorIsWrittenAsPublished(t *testing.T) {
	got, err := json.Marshal(&api.Error{Kind: api.KindInvalid, Code: "INVALID_REQUEST", Message: "no file", Hint: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"code":"INVALID_REQUEST","message":"no file","details":[]}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestErrorVariants covers the bodies that services and proxies answer with.
func TestErrorVariants(t *testing.T) {
	tests := map[string]struct {
		status  int
		body    string
		kind    api.Kind
		code    string
		message string
		details []string
	}{
		"standard":          {400, `{"code":"INVALID_REQUEST","message":"m","details":["a","b"]}`, api.KindInvalid, "INVALID_REQUEST", "m", []string{"a", "b"}},
		"details empty":     {400, `{"code":"C","message":"m","details":[]}`, api.KindInvalid, "C", "m", nil},
		"details string":    {400, `{"code":"C","message":"m","details":"a"}`, api.KindInvalid, "C", "m", []string{"a"}},
		"details null":      {400, `{"code":"C","message":"m","details":null}`, api.KindInvalid, "C", "m", nil},
		"details object":    {400, `{"code":"C","message":"m","details":{"page":3,"file":"x"}}`, api.KindInvalid, "C", "m", []string{"file: x", "page: 3"}},
		"details objects":   {400, `{"code":"C","message":"m","details":[{"field":"file"},{"field":"type"}]}`, api.KindInvalid, "C", "m", []string{"field: file", "field: type"}},
		"detail string":     {401, `{"detail":"Invalid token."}`, api.KindUnauthorized, "UNAUTHORIZED", "Invalid token.", nil},
		"FastAPI":           {422, `{"detail":[{"loc":["body","file"],"msg":"field required","type":"missing"},{"loc":["body","x",0],"msg":"bad","type":"t"}]}`, api.KindInvalid, "INVALID_REQUEST", "the service answered 422 Unprocessable Entity", []string{"body.file: field required", "body.x.0: bad"}},
		"message alone":     {403, `{"message":"no"}`, api.KindForbidden, "FORBIDDEN", "no", nil},
		"error string":      {500, `{"error":"boom"}`, api.KindInternal, "INTERNAL", "boom", nil},
		"error object":      {404, `{"status":"ERROR","error":{"code":"NOT_FOUND","message":"gone"}}`, api.KindNotFound, "NOT_FOUND", "gone", nil},
		"form errors":       {400, `{"file":["This field is required."]}`, api.KindInvalid, "INVALID_REQUEST", `file: ["This field is required."]`, nil},
		"unknown members":   {429, `{"code":"RATE_LIMITED","message":"m","trace":"t"}`, api.KindRateLimited, "RATE_LIMITED", "m", nil},
		"code is a number":  {400, `{"code":17,"message":"m"}`, api.KindInvalid, "17", "m", nil},
		"bare string":       {400, `"bad"`, api.KindInvalid, "INVALID_REQUEST", "bad", nil},
		"empty object":      {503, `{}`, api.KindUnavailable, "UNAVAILABLE", "the service answered 503 Service Unavailable", nil},
		"null":              {413, `null`, api.KindTooLarge, "TOO_LARGE", "the service answered 413 Request Entity Too Large", nil},
		"no body":           {504, ``, api.KindUnavailable, "UNAVAILABLE", "the service answered 504 Gateway Timeout", nil},
		"a proxy's HTML":    {502, "<html>\n<head><title>502 Bad\n Gateway</title></head></html>", api.KindUnavailable, "UNAVAILABLE", "the server answered 502 Bad Gateway with a web page instead of the API's JSON", []string{"502 Bad Gateway"}},
		"HTML, no title":    {404, "<!DOCTYPE html><p>nothing</p>", api.KindNotFound, "NOT_FOUND", "the server answered 404 Not Found with a web page instead of the API's JSON", nil},
		"plain text":        {405, "Method Not Allowed\n", api.KindRejected, "INVALID_REQUEST", "the server answered 405 Method Not Allowed with text instead of the API's JSON", []string{"Method Not Allowed"}},
		"byte order mark":   {409, "\xef\xbb\xbf" + `{"code":"C","message":"m"}`, api.KindConflict, "C", "m", nil},
		"unregistered code": {599, ``, api.KindInternal, "INTERNAL", "the service answered 599", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := &api.Error{Kind: tt.kind, Code: tt.code, Message: tt.message, Details: tt.details, HTTPStatus: tt.status}
			if diff := cmp.Diff(want, api.DecodeError(tt.status, []byte(tt.body))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestForeignTextIsCut(t *testing.T) {
	e := api.DecodeError(500, []byte(strings.Repeat("é", 10_000)))
	if n := len([]rune(e.Details[0])); n != 201 {
		t.Errorf("%d characters quoted", n)
	}
}

// TestKindsSurviveTheWire holds every kind that travels to its status.
func TestKindsSurviveTheWire(t *testing.T) {
	kinds := []api.Kind{
		api.KindInternal, api.KindInvalid, api.KindUnauthorized, api.KindForbidden, api.KindNotFound,
		api.KindConflict, api.KindTooLarge, api.KindRateLimited, api.KindUnavailable,
	}
	for _, k := range kinds {
		if got := api.KindFromHTTP(k.HTTPStatus()); got != k {
			t.Errorf("kind %d became %d through status %d", k, got, k.HTTPStatus())
		}
	}
	for _, status := range []int{http.StatusFound, http.StatusTeapot, http.StatusMethodNotAllowed} {
		if got := api.KindFromHTTP(status); got != api.KindRejected {
			t.Errorf("status %d is kind %d", status, got)
		}
	}
}

func FuzzDecodeError(f *testing.F) {
	for _, seed := range []string{`{"code":"C","message":"m","details":["a"]}`, `{"detail":[{"loc":["a",1],"msg":"m"}]}`, `<title>x`, `{"error":{"error":"e"}}`, `[[]]`, ` 5`} {
		f.Add(400, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		e := api.DecodeError(status, body)
		if e.Message == "" || e.Code == "" {
			t.Errorf("status %d, body %q: code %q, message %q", status, body, e.Code, e.Message)
		}
		if _, err := json.Marshal(e); err != nil {
			t.Error(err)
		}
	})
}
