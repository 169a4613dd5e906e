package cli

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

func TestTheLimitOfFailures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		flags stopFlags
		want  int
		bad   bool
	}{
		{stopFlags{}, 0, false},
		{stopFlags{failFast: true}, 1, false},
		{stopFlags{maxFailures: 7}, 7, false},
		{stopFlags{failFast: true, maxFailures: 1}, 1, false},
		{stopFlags{failFast: true, maxFailures: 2}, 0, true},
		{stopFlags{maxFailures: -1}, 0, true},
	} {
		got, err := tt.flags.most()
		if _, usage := errors.AsType[*usageError](err); got != tt.want || usage != tt.bad {
			t.Errorf("%+v: %d, %v", tt.flags, got, err)
		}
	}
}

func TestAListFromStandardInput(t *testing.T) {
	t.Parallel()
	list := listFlags{from: "-", null: true}
	for text, want := range map[string][]string{"a\nb.pdf\x00c.pdf": {"a\nb.pdf", "c.pdf"}, "": {}} {
		got, err := list.read(t.Context(), strings.NewReader(text), nil)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
	}
	if _, err := list.read(t.Context(), strings.NewReader(""), []string{"-"}); codeOf(err) != ExitUsage {
		t.Errorf("a document and the list from one stream: %v", err)
	}
	if got, err := (&listFlags{}).read(t.Context(), strings.NewReader("a"), nil); got != nil || err != nil {
		t.Errorf("no list: %q, %v", got, err)
	}
	list.from = t.TempDir()
	if _, err := list.read(t.Context(), nil, nil); api.KindOf(err) != api.KindUnreadable {
		t.Errorf("a folder for a list: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(ErrInterrupted)
	list.from = "-"
	if _, err := list.read(ctx, strings.NewReader("a"), nil); codeOf(err) != ExitInterrupted {
		t.Errorf("interrupted: %v", err)
	}
}
