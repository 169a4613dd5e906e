package cli

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/render"
)

func TestOverall(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		codes []ExitCode
		want  ExitCode
	}{
		{"nothing to do", nil, ExitOK},
		{"all is well", []ExitCode{0, 0}, ExitOK},
		{"some failed", []ExitCode{0, 1}, ExitPartly},
		{"some expired", []ExitCode{0, 5}, ExitPartly},
		{"all failed", []ExitCode{1, 1}, ExitFailed},
		{"all expired", []ExitCode{5, 5}, ExitNotFound},
		{"all failed, some of them expired", []ExitCode{5, 1}, ExitFailed},
		{"one that failed", []ExitCode{1}, ExitFailed},
		{"pending before failed", []ExitCode{0, 1, 3}, ExitPending},
		{"unavailable before pending", []ExitCode{3, 7}, ExitUnavailable},
		{"refused before unavailable", []ExitCode{7, 4, 3}, ExitUnauthorized},
		{"unreadable before refused", []ExitCode{4, 2}, ExitUsage},
		{"interrupted before all", []ExitCode{2, 130, 0}, ExitInterrupted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var count exits
			for _, c := range tt.codes {
				count.note(c)
			}
			if got := count.overall(); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestCodeOf(t *testing.T) {
	t.Parallel()
	kind := func(k api.Kind) error { return fmt.Errorf("doing it: %w", &api.Error{Kind: k, Message: "m"}) }
	for _, tt := range []struct {
		err  error
		want ExitCode
	}{
		{nil, ExitOK},
		{errors.New("unforeseen"), ExitFailed},
		{usagef("", "slip"), ExitUsage},
		{errors.Join(&config.UsageError{Message: "slip"}), ExitUsage},
		{&exitError{ExitPartly}, ExitPartly},
		{kind(api.KindUnreadable), ExitUsage},
		{kind(api.KindUnauthorized), ExitUnauthorized},
		{kind(api.KindForbidden), ExitUnauthorized},
		{kind(api.KindNotFound), ExitNotFound},
		{kind(api.KindRateLimited), ExitUnavailable},
		{kind(api.KindUnavailable), ExitUnavailable},
		{kind(api.KindInterrupted), ExitInterrupted},
		{kind(api.KindAmbiguous), ExitFailed},
		{kind(api.KindDocument), ExitFailed},
		{kind(api.KindInvalid), ExitFailed},
		{&api.Error{Kind: api.KindInvalid, Code: api.CodeUnknownDocumentType}, ExitUsage},
		{fmt.Errorf("asked: %w", ErrInterrupted), ExitInterrupted},
		{context.Canceled, ExitInterrupted},
	} {
		if got := codeOf(tt.err); got != tt.want {
			t.Errorf("codeOf(%v) = %d, want %d", tt.err, got, tt.want)
		}
	}
}

// TestExitCodesAreKnown holds the list that the reference page is made from.
func TestExitCodesAreKnown(t *testing.T) {
	t.Parallel()
	seen := map[ExitCode]bool{}
	for _, c := range ExitCodes() {
		if seen[c] || c.Meaning() == "unknown" {
			t.Errorf("%d is listed twice or without a meaning", c)
		}
		seen[c] = true
	}
	for code := range ExitCode(256) {
		if (code.Meaning() != "unknown") != seen[code] {
			t.Errorf("%d has a meaning and is not listed", code)
		}
	}
}

func TestOriginOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		err  api.Error
		want render.Origin
	}{
		{"a file of ours", api.Error{Kind: api.KindUnreadable, Code: api.CodeUnreadable}, render.OriginClient},
		{"nobody there", api.Error{Kind: api.KindUnavailable, Code: api.CodeUnavailable}, render.OriginClient},
		{"a service that is busy", api.Error{Kind: api.KindUnavailable, Code: api.CodeUnavailable, HTTPStatus: 503}, render.OriginService},
		{"a key that is refused", api.Error{Kind: api.KindUnauthorized, Code: api.CodeUnauthorized, HTTPStatus: 401}, render.OriginService},
		{"a fate unknown after an answer", api.Error{Kind: api.KindAmbiguous, Code: api.CodeAmbiguous, HTTPStatus: 500}, render.OriginClient},
		{"a type that the local server refuses", api.Error{Kind: api.KindInvalid, Code: api.CodeUnknownDocumentType}, render.OriginService},
	} {
		if got := originOf(&tt.err); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestCodeOfDocument(t *testing.T) {
	t.Parallel()
	for status, want := range map[api.Status]ExitCode{
		api.StatusSuccess: ExitOK, api.StatusError: ExitFailed, api.StatusInProgress: ExitPending, api.StatusExpired: ExitNotFound,
	} {
		if got := codeOfDocument(render.Document{Extraction: api.Extraction{Status: status}}); got != want {
			t.Errorf("%s is %d, want %d", status, got, want)
		}
	}
}
