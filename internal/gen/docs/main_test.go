package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatIsCommittedIsFresh writes everything anew and compares it with what
// is in the repository, both ways.
func TestWhatIsCommittedIsFresh(t *testing.T) {
	t.Parallel()
	repository, fresh := filepath.Join("..", "..", ".."), t.TempDir()
	for _, dir := range []string{"docs/man", "completions"} {
		if err := os.MkdirAll(filepath.Join(fresh, dir), 0o750); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(fresh); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"docs/reference", "docs/man", "completions"} {
		want, got := files(t, filepath.Join(fresh, dir)), files(t, filepath.Join(repository, dir))
		for name, text := range want {
			if got[name] != text {
				t.Errorf("%s/%s is not fresh: go run ./internal/gen/docs", dir, name)
			}
			if !strings.Contains(text, mark) {
				t.Errorf("%s/%s does not say that it is generated", dir, name)
			}
		}
		for name := range got {
			if _, ok := want[name]; !ok {
				t.Errorf("%s/%s is no longer generated", dir, name)
			}
		}
	}
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
