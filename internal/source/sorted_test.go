package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSortedInBatches gives the same order however few names are kept.
func TestSortedInBatches(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for i := range 100 {
		name := fmt.Sprintf("%02d", (i*37)%100)
		want = append(want, name)
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(want)
	for _, most := range []int{1, 7, 50, 99, 100, 101, batch} {
		var got []string
		for entry, err := range sortedBy(dir, most) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, entry.Name())
		}
		if !slices.Equal(got, want) {
			t.Errorf("in batches of %d: %q", most, got)
		}
	}
}

// TestSortedWhileTheFolderChanges: what comes behind the place of the search is
// found, and what goes is not.
func TestSortedWhileTheFolderChanges(t *testing.T) {
	dir := t.TempDir()
	put := func(name string) {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("b")
	put("d")
	var got []string
	for entry, err := range sortedBy(dir, 1) {
		if err != nil {
			t.Fatal(err)
		}
		if entry.Name() == "b" {
			put("a")
			put("c")
			if err := os.Remove(filepath.Join(dir, "d")); err != nil {
				t.Fatal(err)
			}
		}
		got = append(got, entry.Name())
	}
	if !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("got %q", got)
	}
}

func TestSortedOfNoFolder(t *testing.T) {
	for entry, err := range sorted(filepath.Join(t.TempDir(), "gone")) {
		if _, ok := err.(*fs.PathError); !ok || entry != nil { //nolint:errorlint // as the system gave it
			t.Errorf("got %v, %v", entry, err)
		}
	}
}
