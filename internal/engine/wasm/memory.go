package wasm

import (
	"sync/atomic"

	"github.com/tetratelabs/wazero/experimental"
)

// Memory is the linear memory of one instance. It is reserved whole, and the
// system gives pages as they are touched: growing neither copies, moves nor
// leaves garbage behind, and the end of an instance returns all of it at once.
type Memory struct {
	reserved []byte
	size     atomic.Uint64
	expired  atomic.Bool
	refused  atomic.Bool
	free     func([]byte)
}

// Size is how much of it is in use, in bytes.
func (m *Memory) Size() uint64 { return m.size.Load() }

// Expire makes every further growth fail. A call into WebAssembly cannot be
// interrupted from outside (the checks that wazero would compile in make it
// several times slower), but no module goes on for long without memory.
func (m *Memory) Expire() { m.expired.Store(true) }

// Expired reports whether Expire was called.
func (m *Memory) Expired() bool { return m.expired.Load() }

// Refused reports whether the module asked for more than there is.
func (m *Memory) Refused() bool { return m.refused.Load() }

// Reallocate implements experimental.LinearMemory.
func (m *Memory) Reallocate(size uint64) []byte {
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
func (m *Memory) Free() {
	if m.reserved != nil {
		m.free(m.reserved)
		m.reserved = nil
	}
}

// Allocator hands out memories of one size and remembers the last one, which
// belongs to the instance that is being made: they are made one at a time.
type Allocator struct {
	size uint64
	last *Memory
}

// NewAllocator makes an allocator of memories of size bytes.
func NewAllocator(size uint64) *Allocator { return &Allocator{size: size} }

// Last is the memory handed out last.
func (a *Allocator) Last() *Memory { return a.last }

// Allocate implements experimental.MemoryAllocator. The limit that it is told
// is WebAssembly's own, 4 GiB: the bound is here, so that a refusal is seen.
func (a *Allocator) Allocate(_, _ uint64) experimental.LinearMemory {
	reserved, free := reserve(a.size)
	a.last = &Memory{reserved: reserved, free: free}
	return a.last
}
