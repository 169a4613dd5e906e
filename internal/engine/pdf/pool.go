package pdf

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
	"github.com/docextract/docextract/internal/engine/wasm"
)

// pool lends out sandboxes, which are instances of PDFium: at most so many at a time as there are slots, used
// ones again as long as they are healthy and small.
type pool struct {
	config Config
	slots  chan struct{} // holds one element for each sandbox lent out

	mu      sync.Mutex
	idle    []*pdfium.Instance
	library *pdfium.Library // nil until first needed
	cache   wazero.CompilationCache
	alloc   *wasm.Allocator
	closed  chan struct{} // is closed when no more documents are taken
}

var errClosed = errors.New("the PDF reader is closed")

func newPool(c Config) *pool {
	return &pool{
		config: c, slots: make(chan struct{}, c.Workers),
		closed: make(chan struct{}), alloc: wasm.NewAllocator(sandboxMemory(c.Workers)),
	}
}

// acquire waits for a free slot and returns a sandbox, for release or run. A
// context that is over gets none, even where a slot is free.
func (p *pool) acquire(ctx context.Context) (*pdfium.Instance, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	select {
	case p.slots <- struct{}{}:
	case <-p.closed:
		return nil, errClosed
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	s, err := p.take()
	if err != nil {
		<-p.slots
		return nil, err
	}
	return s, nil
}

func (p *pool) take() (*pdfium.Instance, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.isClosed() {
		return nil, errClosed
	}
	if n := len(p.idle); n > 0 {
		s := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return s, nil
	}
	if p.library == nil {
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	return p.library.Start()
}

// release takes a sandbox back, for the next document or for good.
func (p *pool) release(s *pdfium.Instance, healthy bool) {
	p.mu.Lock()
	if healthy && !p.isClosed() && s.Memory().Size() <= keepSandboxMemory {
		p.idle = append(p.idle, s)
		s = nil
	}
	p.mu.Unlock()
	if s != nil {
		_ = s.Close() // the memory goes back to the system; there is nothing to do about a failure
	}
	<-p.slots
}

func (p *pool) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// start loads PDFium from the cache or compiles it.
func (p *pool) start() error {
	begin := time.Now()
	library, cache, err := wasm.Load(p.config.CacheDir, pdfium.Module(), p.config.Log, p.load)
	if err != nil {
		return fmt.Errorf("loading PDFium: %w", err)
	}
	p.library, p.cache = library, cache
	p.config.Log.Debug("PDFium is ready", "took", time.Since(begin))
	return nil
}

// load makes the library of the binary; cache may be nil.
func (p *pool) load(binary []byte, cache wazero.CompilationCache) (*pdfium.Library, error) {
	return pdfium.Load(p.alloc, binary, cache)
}
