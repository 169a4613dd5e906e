package inbox_test

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/docextract/docextract/internal/inbox"
)

// TestTurns: of many that want to file a document one does, and each of the
// others finds it gone.
func TestTurns(t *testing.T) {
	dir, locks := t.TempDir(), filepath.Join(t.TempDir(), "new")
	if err := os.WriteFile(filepath.Join(dir, "a.pdf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	names := []string{dir, dir + "/."}
	if runtime.GOOS != "windows" {
		link := filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(dir, link); err != nil {
			t.Fatal(err)
		}
		names = append(names, link)
	}
	var filed, inTurn atomic.Int32
	var all sync.WaitGroup
	for i := range 30 {
		all.Go(func() {
			done, err := inbox.Turn(locks, names[i%len(names)])
			if err != nil {
				t.Error(err)
				return
			}
			if inTurn.Add(1) != 1 {
				t.Error("another has the turn too")
			}
			if os.Remove(filepath.Join(dir, "a.pdf")) == nil {
				filed.Add(1)
			}
			inTurn.Add(-1)
			if err := done(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if filed.Load() != 1 {
		t.Errorf("filed %d times", filed.Load())
	}
	if left, err := os.ReadDir(locks); len(left) != 1 || err != nil {
		t.Errorf("one folder has the locks %v, %v", left, err)
	}
	if _, err := inbox.Turn(locks, filepath.Join(dir, "gone")); err == nil {
		t.Error("a folder that is not there has turns")
	}
}
