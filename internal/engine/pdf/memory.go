package pdf

import (
	"sync/atomic"

	"github.com/tetratelabs/wazero/experimental"
)

// memory is the linear memory of one sandbox. Memory is reserved whole, and
// the system gives pages as they are touched: growing neither copies nor leaves
// garbage behind, and the end of a sandbox returns all of it at once.
type memory struct {
	reserved []byte
	size     atomic.Uint64
	// expired makes every further growth fail. A call into WebAssembly cannot
	// be interrupted from outside (the checks that wazero would compile in make
	// PDFium four times slower), but PDFium cannot go on for long without
	// memory.
	expired atomic.Bool
	// refused says that PDFium asked for more than there is.
	refused atomic.Bool
	free    func([]byte)
}

// Reallocate implements experimental.LinearMemory.
func (m *memory) Reallocate(size uint64) []byte {
	if m.expired.Load() {
		return nil
	}
	if size > uint64(len(m.reserved)) {
		m.refused.Store(true)
		return nil
	}
	m.size.Store(size)
	return m.reserved[:size:size]
}

// Free implements experimental.LinearMemory.
func (m *memory) Free() {
	if m.reserved != nil {
		m.free(m.reserved)
		m.reserved = nil
	}
}

// allocator hands out memories of one size and remembers the last one, which
// belongs to the sandbox that is being made: they are made one at a time.
type allocator struct {
	size uint64
	last *memory
}

// Allocate implements experimental.MemoryAllocator. The limit that it is told
// is WebAssembly's own, 4 GiB: the bound is here, so that a refusal is seen.
func (a *allocator) Allocate(_, _ uint64) experimental.LinearMemory {
	reserved, free := reserve(a.size)
	a.last = &memory{reserved: reserved, free: free}
	return a.last
}
