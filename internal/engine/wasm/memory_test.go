package wasm_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/docextract/docextract/internal/engine/wasm"
)

func TestMemoryIsBounded(t *testing.T) {
	a := wasm.NewAllocator(1 << 20)
	m := a.Allocate(0, 0)
	defer m.Free()
	first := m.Reallocate(64 << 10)
	first[0] = 7
	if all := m.Reallocate(1 << 20); len(all) != 1<<20 || all[0] != 7 || &all[0] != &first[0] {
		t.Error("growing moved the memory")
	}
	if a.Last().Refused() || m.Reallocate(1<<20+1) != nil || !a.Last().Refused() {
		t.Error("more than there is was given, or not said so")
	}
	if a.Last().Size() != 1<<20 {
		t.Errorf("%d bytes in use", a.Last().Size())
	}
	a.Last().Expire()
	if !a.Last().Expired() || m.Reallocate(1) != nil {
		t.Error("memory was given after the time was over")
	}
}

func TestCacheThatCannotBeUsed(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	fails := errors.New("the disk is full")
	for dir, caches := range map[string]int{"": 0, filepath.Join(file, "below"): 0, t.TempDir(): 1} {
		with := 0
		module, cache, err := wasm.Load(dir, log, func(c wazero.CompilationCache) (string, error) {
			if c != nil {
				with++
				return "", fails
			}
			return "module", nil
		})
		if module != "module" || cache != nil || err != nil || with != caches {
			t.Errorf("%q: %q with %v after %d tries with one, %v", dir, module, cache, with, err)
		}
	}
}
