package client

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

func TestParseBase(t *testing.T) {
	for given, want := range map[string]string{
		"https://api.example.com":            "https://api.example.com/api/",
		"https://api.example.com/":           "https://api.example.com/api/",
		"\thttps://api.example.com/api\n":    "https://api.example.com/api/",
		"https://api.example.com/api/":       "https://api.example.com/api/",
		"https://api.example.com/api/v1":     "https://api.example.com/api/",
		"https://api.example.com/api/v1//":   "https://api.example.com/api/",
		"https://example.com/tools/api/v1":   "https://example.com/tools/api/",
		"https://example.com/tools":          "https://example.com/tools/api/",
		"https://example.com/tools/v1":       "https://example.com/tools/v1/api/",
		"https://example.com/api?key=x#frag": "https://example.com/api/",
		"http://127.0.0.1:8765":              "http://127.0.0.1:8765/api/",
		"http://127.8.8.8":                   "http://127.8.8.8/api/",
		"http://localhost:8765/api":          "http://localhost:8765/api/",
		"http://[::1]:8765":                  "http://[::1]:8765/api/",
	} {
		got, err := parseBase(Config{BaseURL: given})
		if err != nil || got.String() != want {
			t.Errorf("%q: got %v, %v; want %s", given, got, err, want)
		}
	}
}

func TestParseBaseRefuses(t *testing.T) {
	for _, given := range []string{
		"", "api.example.com", "localhost:8765", "ftp://example.com", "https://", "/api", "http://%",
		"https://user:s3cr3t@example.com", "http://example.com", "http://192.168.1.1:8765", "http://localhost.example.com",
	} {
		_, err := parseBase(Config{BaseURL: given})
		if api.KindOf(err) != api.KindInvalid || api.AsError(err).Hint == "" || strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%q: got %v", given, err)
		}
	}
}

func TestPlainHTTPWhereItIsAllowed(t *testing.T) {
	for _, cfg := range []Config{
		{BaseURL: "http://example.com", InsecureHTTP: true},
		{BaseURL: "http://docextract", Socket: "/run/x.sock"},
	} {
		if _, err := parseBase(cfg); err != nil {
			t.Errorf("%s: %v", cfg.BaseURL, err)
		}
	}
}

func FuzzParseBase(f *testing.F) {
	for _, seed := range []string{"https://api.example.com/api/v1/", "http://[::1]:8765", "https://u:p@h/", "https://h/%2fapi/v1/v1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		u, err := parseBase(Config{BaseURL: given})
		if err != nil {
			return
		}
		if !strings.HasSuffix(u.Path, "/api/") || u.User != nil || u.RawQuery != "" || u.Scheme == "http" && !loopback(u.Hostname()) {
			t.Errorf("%q became %q", given, u)
		}
		again, err := parseBase(Config{BaseURL: u.String()})
		if err != nil || again.String() != u.String() {
			t.Errorf("%q became %q, and that %v, %v", given, u, again, err)
		}
	})
}
