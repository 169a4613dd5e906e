package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// sandbox is one instance of PDFium with its memory.
type sandbox struct {
	pdfium pdfium.Pdfium
	memory *memory
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
	alloc   allocator
	closed  chan struct{} // is closed when no more documents are taken
}

var errClosed = errors.New("the PDF reader is closed")

func newPool(c Config) *pool {
	return &pool{
		config: c, slots: make(chan struct{}, c.Workers),
		closed: make(chan struct{}), alloc: allocator{size: sandboxMemory(c.Workers)},
	}
}

// acquire waits for a free slot and returns a sandbox, for release or run.
func (p *pool) acquire(ctx context.Context) (*sandbox, error) {
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
	instance, err := p.runtime.GetInstance(time.Minute) // it never waits: slots are no more than instances
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	return &sandbox{pdfium: instance, memory: p.alloc.last}, nil
}

// release takes a sandbox back, for the next document or for good.
func (p *pool) release(s *sandbox, healthy bool) {
	p.mu.Lock()
	if healthy && !p.isClosed() && s.memory.size.Load() <= keepSandboxMemory && s.objects <= keepSandboxObjects {
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
	cache := openCache(p.config)
	runtime, err := p.load(cache)
	if err != nil && cache != nil {
		// The cache is a help and no need: its disk may be full.
		p.config.Log.Warn("compiled modules are not kept", "dir", p.config.CacheDir, "error", err)
		_ = cache.Close(context.Background()) // it is given up
		cache = nil
		runtime, err = p.load(nil)
	}
	if err != nil {
		return fmt.Errorf("loading PDFium: %w", err)
	}
	p.runtime, p.cache = runtime, cache
	p.config.Log.Debug("PDFium is ready", "took", time.Since(begin))
	return nil
}

// load makes the runtime; cache may be nil.
func (p *pool) load(cache wazero.CompilationCache) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	ctx := experimental.WithCompilationWorkers(context.Background(), compilationWorkers)
	ctx = experimental.WithMemoryAllocator(ctx, &p.alloc)
	return webassembly.Init(webassembly.Config{
		Context:       ctx,
		MaxTotal:      p.config.Workers,
		FSConfig:      wazero.NewFSConfig(), // the default would mount the whole disk
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// openCache is nil where the folder cannot be used: slower, but no reason to
// fail.
func openCache(c Config) wazero.CompilationCache {
	if c.CacheDir == "" {
		return nil
	}
	if err := os.MkdirAll(c.CacheDir, 0o700); err != nil {
		c.Log.Warn("compiled modules are not kept", "dir", c.CacheDir, "error", err)
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(c.CacheDir)
	if err != nil {
		c.Log.Warn("compiled modules are not kept", "dir", c.CacheDir, "error", err)
		return nil
	}
	return cache
}
