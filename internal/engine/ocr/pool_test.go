package ocr

import (
	"os"
	"path/filepath"
	"testing"
)

// Instances are used again where their languages fit, and there are never more
// than a few, whatever languages come.
func TestInstancesAreBounded(t *testing.T) {
	r := New(Config{CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache")})
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	p := r.pool
	var first *instance
	for n, languages := range []string{"fra", "deu", "fra", "ita", "slv", "spa", "deu"} {
		i, err := p.take(t.Context(), languages)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = i
		}
		if n == 2 && i != first {
			t.Error("the instance for French was not used again")
		}
		if all := p.busy + len(p.idle); all > maxInstances || p.busy != 1 {
			t.Errorf("%d instances, %d at work", all, p.busy)
		}
		p.give(i)
	}
	i, err := p.take(t.Context(), "deu")
	if err != nil {
		t.Fatal(err)
	}
	i.broken = true
	waiting := len(p.idle)
	if p.give(i); len(p.idle) != waiting || p.busy != 0 {
		t.Error("a broken instance waits for work")
	}
}
