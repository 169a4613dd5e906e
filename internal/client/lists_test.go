package client

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

func TestAwaitingPoll(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.String() == "/api/awaiting-poll?customer=A+%26+B" {
			_, _ = w.Write([]byte(`{"extraction_ids":["ab12"]}`))
			return
		}
		_, _ = w.Write([]byte(`{"extraction_ids":["ab12","cd34"]}`))
	}))
	defer srv.Close()
	c := once(t, srv.URL)
	for customer, want := range map[string][]string{"": {"ab12", "cd34"}, "A & B": {"ab12"}} {
		got, err := c.AwaitingPoll(t.Context(), customer)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", customer, diff)
		}
	}
}

// TestDocumentTypesPages follows next pages as servers name them, at the same
// host only.
func TestDocumentTypesPages(t *testing.T) {
	tests := map[string]struct {
		next string // HOST stands for the server's
		want []string
		kind api.Kind
	}{
		"no next page":        {`null`, []string{"first"}, 0},
		"absolute":            {`"http://HOST/api/document-types/?page=2"`, []string{"first", "second"}, 0},
		"relative":            {`"?page=2"`, []string{"first", "second"}, 0},
		"from root":           {`"/api/document-types/?page=2"`, []string{"first", "second"}, 0},
		"another scheme":      {`"https://HOST/api/document-types/?page=2"`, []string{"first", "second"}, 0},
		"another host":        {`"http://evil.example.com/api/document-types/?page=2"`, nil, api.KindRejected},
		"another host hidden": {`"//evil.example.com/?page=2"`, nil, api.KindRejected},
		"no address":          {`"http://[::1"`, nil, api.KindRejected},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/api/document-types/" {
					t.Errorf("asked for %s", r.URL)
				}
				if r.URL.Query().Get("page") == "2" {
					_, _ = w.Write([]byte(`{"next":null,"results":[{"name":"second"}]}`))
					return
				}
				next := strings.ReplaceAll(tt.next, "HOST", r.Host)
				_, _ = w.Write([]byte(`{"next":` + next + `,"results":[{"name":"first"}]}`))
			}))
			defer srv.Close()
			types, err := once(t, srv.URL).DocumentTypes(t.Context())
			if tt.want == nil {
				if api.KindOf(err) != tt.kind {
					t.Errorf("got %v", err)
				}
				return
			}
			var names []string
			for _, dt := range types {
				names = append(names, dt.Name)
			}
			if diff := cmp.Diff(tt.want, names); diff != "" || err != nil {
				t.Errorf("%v: %s", err, diff)
			}
		})
	}
}

// TestDocumentTypesInACircle ends although every page has a next.
func TestDocumentTypesInACircle(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"next":"?page=1","results":[{"name":"again"}]}`))
	}))
	defer srv.Close()
	if types, err := once(t, srv.URL).DocumentTypes(t.Context()); err != nil || len(types) != maxPages {
		t.Errorf("got %d types, %v", len(types), err)
	}
}
