package wasm_test

import (
	"testing"

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
