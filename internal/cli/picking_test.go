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
	for text, want := range map[string][]string{"a\nb.pdf\x00c.pdf": {"a\nb.pdf", "c.pdf"}, "": nil} {
		got, err := gathered(t.Context(), list, text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
	}
	if _, err := list.names(t.Context(), strings.NewReader(""), []string{"-"}); codeOf(err) != ExitUsage {
		t.Errorf("a document and the list from one stream: %v", err)
	}
	if got, err := (&listFlags{}).names(t.Context(), strings.NewReader("a"), nil); got != nil || err != nil {
		t.Errorf("no list: %v", err)
	}
	list.from = t.TempDir()
	if _, err := gathered(t.Context(), list, ""); api.KindOf(err) != api.KindUnreadable {
		t.Errorf("a folder for a list: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(ErrInterrupted)
	list.from = "-"
	if _, err := gathered(ctx, list, "a"); codeOf(err) != ExitInterrupted {
		t.Errorf("interrupted: %v", err)
	}
}

// gathered is the names that a list gives.
func gathered(ctx context.Context, l listFlags, stdin string) ([]string, error) {
	names, err := l.names(ctx, strings.NewReader(stdin), nil)
	if err != nil {
		return nil, err
	}
	var all []string
	for name, err := range names {
		if err != nil {
			return nil, err
		}
		all = append(all, name)
	}
	return all, nil
}
