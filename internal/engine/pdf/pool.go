package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// sandbox is one instance of PDFium with its memory.
type sandbox struct {
	pdfium pdfium.Pdfium
	memory *wasm.Memory
	// objects counts the handles that the library keeps for it.
	objects int
}

// pool lends out sandboxes: at most so many at a time as there are slots, used
// ones again as long as they are healthy and small.
type pool struct {
	config Config
	slots  chan struct{} // holds one element for each sandbox lent out

	mu      sync.Mutex
	idle    []*sandbox
	runtime pdfium.Pool // nil until first needed
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
func (p *pool) acquire(ctx context.Context) (*sandbox, error) {
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

func (p *pool) take() (*sandbox, error) {
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
	if p.runtime == nil {
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	got, err := p.runtime.GetInstance(time.Minute) // it never waits: slots are no more than instances
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	return &sandbox{pdfium: got, memory: p.alloc.Last()}, nil
}

// release takes a sandbox back, for the next document or for good.
func (p *pool) release(s *sandbox, healthy bool) {
	p.mu.Lock()
	if healthy && !p.isClosed() && s.memory.Size() <= keepSandboxMemory && s.objects <= keepSandboxObjects {
		p.idle = append(p.idle, s)
		s = nil
	}
	p.mu.Unlock()
	if s != nil {
		_ = s.pdfium.Kill() // the memory goes back to the system; there is nothing to do about a failure
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

// start compiles PDFium or loads it from the cache.
func (p *pool) start() error {
	begin := time.Now()
	runtime, cache, err := wasm.Load(p.config.CacheDir, p.config.Log, p.load)
	if err != nil {
		return fmt.Errorf("loading PDFium: %w", err)
	}
	p.runtime, p.cache = runtime, cache
	p.config.Log.Debug("PDFium is ready", "took", time.Since(begin))
	return nil
}

// load makes the runtime; cache may be nil.
func (p *pool) load(cache wazero.CompilationCache) (pdfium.Pool, error) {
	return webassembly.InitWithWASM(webassembly.Config{
		WASM:          module,
		Context:       wasm.Context(p.alloc),
		MaxTotal:      p.config.Workers,
		FSConfig:      wazero.NewFSConfig(), // the default would mount the whole disk
		RuntimeConfig: wasm.Config(cache),
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}
