package cli

import (
	"testing"
	"time"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/ledger"
)

// TestWhatAnEntryAsksOf: in words and by colour.
func TestWhatAnEntryAsksOf(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	for name, tt := range map[string]struct {
		entry ledger.Entry
		words string
		color string
	}{
		"just accepted":    {ledger.Entry{State: ledger.Accepted, SubmittedAt: ago(time.Minute)}, "expires in 47 h or more", ""},
		"a day is left":    {ledger.Entry{State: ledger.Accepted, SubmittedAt: ago(30 * time.Hour)}, "expires in 18 h or more", "33"},
		"hours are left":   {ledger.Entry{State: ledger.Accepted, SubmittedAt: ago(43 * time.Hour)}, "expires in 5 h or more", "31"},
		"to the minute":    {ledger.Entry{State: ledger.Finished, FinishedAt: ago(47*time.Hour + 18*time.Minute)}, "expires in 42 min", "31"},
		"seen at work":     {ledger.Entry{State: ledger.Accepted, SubmittedAt: ago(43 * time.Hour), PendingAt: ago(time.Hour)}, "expires in 47 h or more", ""},
		"perhaps too late": {ledger.Entry{State: ledger.Accepted, SubmittedAt: ago(50 * time.Hour)}, "expires in 0 min, or later", "31"},
		"too late":         {ledger.Entry{State: ledger.Accepted, FinishedAt: ago(50 * time.Hour)}, "expires in 0 min", "31"},
		"nothing known":    {ledger.Entry{State: ledger.Accepted}, "at the service", ""},
		"kept":             {ledger.Entry{State: ledger.Saved, ExtractionID: "1", SubmittedAt: ago(50 * time.Hour)}, "kept here", ""},
		"failed":           {ledger.Entry{State: ledger.Failed, Reason: "damaged"}, "damaged", ""},
		"ambiguous":        {ledger.Entry{State: ledger.Ambiguous, Reason: "reset"}, "reset", "33"},
		"gone":             {ledger.Entry{State: ledger.Expired, Reason: "deleted"}, "deleted", "31"},
		"being sent":       {ledger.Entry{State: ledger.Sending}, "-", ""},
	} {
		if words, color := whereabouts(tt.entry, now), urgency(tt.entry, now); words != tt.words || color != tt.color {
			t.Errorf("%s: %q in colour %q, want %q in %q", name, words, color, tt.words, tt.color)
		}
	}
}

func TestParseAge(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"90d": 90 * 24 * time.Hour, "12h": 12 * time.Hour, "0d": 0} {
		if got, err := parseAge(text); got != want || err != nil {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "d", "-1d", "-1h", "soon", "99999999d"} {
		if got, err := parseAge(text); err == nil {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 999: "999 bytes", 1500: "1.5 kB", 2_300_000_000: "2.3 GB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// TestOneAddressHasOneName in the ledger, however it is written.
func TestOneAddressHasOneName(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"https://x.example", "https://x.example/", "https://x.example/api", "https://x.example/api/", "https://x.example/api/v1"} {
		if got := ledgerAddress(config.Service{BaseURL: url}); got != "https://x.example" {
			t.Errorf("%s is known as %s", url, got)
		}
	}
	if got := ledgerAddress(config.Service{}); got != "" {
		t.Errorf("the local server is known as %q", got)
	}
}
