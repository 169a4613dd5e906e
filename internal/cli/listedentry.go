package cli

import (
	"fmt"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
)

// listedEntry is an entry as json gives it.
type listedEntry struct {
	Source         *string    `json:"source"`
	SHA256         *string    `json:"sha256"`
	Profile        string     `json:"profile"`
	DocumentType   *string    `json:"document_type"`
	ExtractionID   *string    `json:"extraction_id"`
	State          string     `json:"state"`
	Status         api.Status `json:"status"`
	Ambiguous      bool       `json:"ambiguous"`
	Reason         *string    `json:"reason"`
	SubmittedAt    *string    `json:"submitted_at"`
	FinishedAt     *string    `json:"finished_at"`
	ExpiresAt      *string    `json:"expires_at"`
	ExpiresAtExact bool       `json:"expires_at_exact"`
	SavedAt        *string    `json:"saved_at"`

	entry ledger.Entry
}

func newListedEntry(e ledger.Entry) listedEntry {
	source := e.Source
	if source == "" {
		source = e.FileName
	}
	at, exact := e.Expiry()
	return listedEntry{
		Source: orNull(source), SHA256: orNull(e.SHA256), Profile: e.Profile,
		DocumentType: orNull(e.DocumentType), ExtractionID: orNull(e.ExtractionID),
		State: string(e.State), Status: e.State.Status(), Ambiguous: e.State == ledger.Ambiguous, Reason: orNull(e.Reason),
		SubmittedAt: stamp(e.SubmittedAt), FinishedAt: stamp(e.FinishedAt),
		ExpiresAt: stamp(at), ExpiresAtExact: exact, SavedAt: stamp(e.SavedAt), entry: e,
	}
}

func (l listedEntry) row(now time.Time) []string {
	submitted := "-"
	if !l.entry.SubmittedAt.IsZero() {
		submitted = day(l.entry.SubmittedAt)
	}
	cells := []string{orDash(l.Source), l.State, orDash(l.DocumentType), orDash(l.ExtractionID), submitted, whereabouts(l.entry, now)}
	for i := range cells {
		cells[i] = iostreams.Clean(cells[i])
	}
	return cells
}

// whereabouts tells where the result is, and how long it will be there.
func whereabouts(e ledger.Entry, now time.Time) string {
	switch {
	case e.Kept() && e.State == ledger.Saved:
		return "kept here"
	case e.Reason != "":
		return e.Reason
	case !e.Unfetched():
		return "-"
	}
	at, exact := e.Expiry()
	if at.IsZero() {
		return "at the service"
	}
	return "expires in " + remaining(at.Sub(now), exact)
}

// remaining is a time that is left, in the unit that fits.
func remaining(left time.Duration, exact bool) string {
	if left <= 0 {
		if exact {
			return "0 min"
		}
		return "0 min, or later"
	}
	text := fmt.Sprintf("%d h", int(left.Hours()))
	if left < time.Hour {
		text = fmt.Sprintf("%d min", int(left.Minutes()))
	}
	if !exact {
		text += " or more"
	}
	return text
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
