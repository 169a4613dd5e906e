package inbox_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/inbox"
	"github.com/docextract/docextract/internal/source"
)

const quiet = 2 * time.Second

// box is an inbox with a clock that is set by hand.
type box struct {
	*inbox.Inbox

	dir string
	now time.Time
}

func newBox(t *testing.T) *box {
	t.Helper()
	b := &box{dir: t.TempDir(), now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}
	b.Inbox = inbox.New(b.dir, quiet, func() time.Time { return b.now }, source.Options{Apart: []string{filepath.Join(b.dir, "done")}})
	return b
}

func (b *box) put(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// look gives the names of what is settled after d.
func (b *box) look(t *testing.T, d time.Duration) []string {
	t.Helper()
	b.now = b.now.Add(d)
	var names []string
	for _, f := range b.files(t) {
		names = append(names, f.Rel)
	}
	return names
}

func (b *box) files(t *testing.T) []source.File {
	t.Helper()
	files, _, err := b.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestOnlyWhatIsQuiet(t *testing.T) {
	b := newBox(t)
	b.put(t, "a.pdf", "whole")
	b.put(t, "sub/b.pdf", "half")
	b.put(t, "done/c.pdf", "dealt with")
	b.put(t, ".hidden.pdf", "being copied")
	if got := b.look(t, 0); got != nil {
		t.Errorf("at once: %v", got)
	}
	b.put(t, "sub/b.pdf", "half and more")
	if got := b.look(t, quiet); !slices.Equal(got, []string{"a.pdf"}) {
		t.Errorf("while one grows: %v", got)
	}
	if got := b.look(t, quiet); !slices.Equal(got, []string{"a.pdf", "sub/b.pdf"}) {
		t.Errorf("afterwards: %v", got)
	}
}

func TestAChangeOfTimeAloneIsNoQuiet(t *testing.T) {
	b := newBox(t)
	b.put(t, "a.pdf", "text")
	b.look(t, 0)
	if err := os.Chtimes(filepath.Join(b.dir, "a.pdf"), b.now, b.now); err != nil {
		t.Fatal(err)
	}
	if got := b.look(t, quiet); got != nil {
		t.Errorf("got %v", got)
	}
}

// TestRenameStorms renames everything at every look: nothing is settled before
// it ends.
func TestRenameStorms(t *testing.T) {
	b := newBox(t)
	for i := range 1000 {
		b.put(t, fmt.Sprintf("%d.a.pdf", i), "text")
	}
	for round, to := range []string{"b", "c", "b"} {
		from := []string{"a", "b", "c"}[round]
		if got := b.look(t, quiet); got != nil {
			t.Fatalf("in the storm %d are settled", len(got))
		}
		for i := range 1000 {
			dir := b.dir
			if err := os.Rename(filepath.Join(dir, fmt.Sprintf("%d.%s.pdf", i, from)), filepath.Join(dir, fmt.Sprintf("%d.%s.pdf", i, to))); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.look(t, 0)
	if got := b.look(t, quiet); len(got) != 1000 {
		t.Errorf("after it %d are settled", len(got))
	}
}

func TestPostpone(t *testing.T) {
	b := newBox(t)
	b.put(t, "a.pdf", "text")
	b.look(t, 0)
	b.now = b.now.Add(quiet)
	b.Postpone(b.files(t)[0], time.Minute)
	if got := b.look(t, 50*time.Second); got != nil {
		t.Errorf("too early: %v", got)
	}
	if got := b.look(t, 10*time.Second); len(got) != 1 {
		t.Errorf("in time: %v", got)
	}
}

// TestFiling never overwrites, and takes a document that is gone for filed.
func TestFiling(t *testing.T) {
	b := newBox(t)
	done := filepath.Join(b.dir, "done")
	for i, text := range []string{"first", "second", "third"} {
		b.put(t, "sub/a.pdf", text)
		b.look(t, 0)
		b.now = b.now.Add(quiet)
		f := b.files(t)[0]
		if !b.Unchanged(f) {
			t.Error("it is taken to have changed")
		}
		name := inbox.FreeName(done, f)
		if want := []string{"sub/a.pdf", "sub/a (2).pdf", "sub/a (3).pdf"}[i]; filepath.ToSlash(name) != want {
			t.Errorf("the name is %s, want %s", name, want)
		}
		if err := inbox.File(f, done, name); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(done, name)); err != nil || string(got) != text {
			t.Errorf("filed is %q, %v", got, err)
		}
		if b.Unchanged(f) {
			t.Error("it is taken to be there")
		}
		if err := inbox.File(f, done, "other.pdf"); err != nil {
			t.Errorf("a second time: %v", err)
		}
	}
	b.put(t, "b.pdf", "mine")
	if err := inbox.File(source.File{Path: filepath.Join(b.dir, "b.pdf"), Rel: "b.pdf"}, done, "sub/a.pdf"); err == nil {
		t.Error("another document was overwritten")
	}
}
