package client

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

func TestParseKey(t *testing.T) {
	for pasted, want := range map[string]secret{
		"":                    "",
		"  \n":                "",
		"abc123":              "abc123",
		"Token abc123":        "abc123",
		"token\tabc123\r\n":   "abc123",
		" Token  abc\n123 \n": "abc123",
		`"abc123"`:            "abc123",
		"Token":               "Token",
		"Tokenabc":            "Tokenabc",
		"abc-._~+/=:123":      "abc-._~+/=:123",
	} {
		if got, err := parseKey(pasted); err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", pasted, string(got), err, string(want))
		}
	}
	for _, pasted := range []string{"abc\x00", "schlüssel", "abc\x7f"} {
		_, err := parseKey(pasted)
		if api.KindOf(err) != api.KindInvalid || strings.Contains(err.Error(), "abc") {
			t.Errorf("%q: %v", pasted, err)
		}
	}
}

// TestTheKeyNeverShows prints a configuration in every way.
func TestTheKeyNeverShows(t *testing.T) {
	cfg := Config{BaseURL: "https://api.example.com", Key: "s3cr3t"}
	var logged strings.Builder
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "cfg", cfg, "key", secret(cfg.Key))
	for _, shown := range []string{
		fmt.Sprint(cfg), fmt.Sprintf("%v %+v %#v %s", cfg, cfg, cfg, cfg), fmt.Sprintf("%v %+v", &cfg, &cfg),
		fmt.Sprintf("%v %+v %#v %s %q", secret(cfg.Key), secret(cfg.Key), secret(cfg.Key), secret(cfg.Key), secret(cfg.Key)),
		logged.String(),
	} {
		if strings.Contains(shown, cfg.Key) || !strings.Contains(shown, redacted) {
			t.Errorf("shown: %s", shown)
		}
	}
}

// TestScrub takes a key out of foreign text, and no letters out of words.
func TestScrub(t *testing.T) {
	for key, want := range map[secret]string{
		"s3cr3t-0815": "the key [redacted] is wrong",
		"k":           "the key s3cr3t-0815 is wrong",
		"":            "the key s3cr3t-0815 is wrong",
	} {
		if got := key.scrub("the key s3cr3t-0815 is wrong"); got != want {
			t.Errorf("%q: %s", string(key), got)
		}
	}
}
