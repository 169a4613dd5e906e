package source_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/source"
)

// TestManyAreTheSameAsFew goes through more documents than are kept in memory,
// again and again, and beside itself.
func TestManyAreTheSameAsFew(t *testing.T) {
	const many = 3000
	tree(t, map[string]string{"in/a.pdf": ""})
	var want []string
	for i := range many {
		name := fmt.Sprintf("%05d\xff\n.pdf", i) // no text at all, and no name of a line
		if runtime.GOOS == "windows" {
			name = fmt.Sprintf("%05d.pdf", i)
		}
		if err := os.WriteFile(filepath.Join("in", name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		want = append(want, "in/"+name)
	}
	want = append(want, "in/a.pdf", "z")
	found := find(t, "", "in", "z")
	for range 2 {
		if got := paths(t, found); !slices.Equal(got, want) {
			t.Errorf("%d of %d are the same", len(got), len(want))
		}
	}
	for _, err := range found.Files() {
		if got := paths(t, found); !slices.Equal(got, want) || err != nil {
			t.Errorf("another time meanwhile: %d of %d, %v", len(got), len(want), err)
		}
		break
	}
	if all := files(t, found); !all[many].InFolder || all[many+1].InFolder || all[many].Rel != "a.pdf" {
		t.Errorf("got %+v", all[many:])
	}
}

func TestTheSearchEndsWithItsContext(t *testing.T) {
	tree(t, map[string]string{"in/a.pdf": ""})
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	cancel(enough)
	if _, err := source.Collect(ctx, []string{"in"}, source.Options{}); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
}

func TestTheseAreNotLookedFor(t *testing.T) {
	want := []source.File{{Path: "b", Rel: "b"}, {Path: "a", Rel: "a", InFolder: true}}
	found := source.These(want)
	if got := files(t, found); !slices.Equal(got, want) || found.Single {
		t.Errorf("got %+v", got)
	}
	if err := found.Close(); err != nil {
		t.Error(err)
	}
}
