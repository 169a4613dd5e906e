package ocr

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// pool lends out instances: at most so many at a time as there are slots, used
// ones again where their languages fit.
type pool struct {
	config Config
	slots  chan struct{} // holds one element for each worker that is busy
	closed chan struct{} // is closed when no more pages are taken

	mu      sync.Mutex
	idle    []*instance // the one used last at the end
	busy    int         // instances lent out
	runtime wazero.Runtime
	module  wazero.CompiledModule // nil until first needed
	cache   wazero.CompilationCache
	alloc   *wasm.Allocator
}

var errClosed = errors.New("the OCR reader is closed")

func newPool(c Config) *pool {
	return &pool{
		config: c, slots: make(chan struct{}, c.Workers),
		closed: make(chan struct{}), alloc: wasm.NewAllocator(instanceMemory),
	}
}

// enter waits until a worker is free. A context that is over does not enter,
// even where one is.
func (p *pool) enter(ctx context.Context) error {
	if ctx.Err() != nil {
		return fmt.Errorf("waiting for a free reader: %w", context.Cause(ctx))
	}
	select {
	case p.slots <- struct{}{}:
	case <-p.closed:
		return errClosed
	case <-ctx.Done():
		return fmt.Errorf("waiting for a free reader: %w", context.Cause(ctx))
	}
	if p.isClosed() {
		p.leave()
		return errClosed
	}
	return nil
}

func (p *pool) leave() { <-p.slots }

// take gives an instance for languages, to a worker that has entered.
func (p *pool) take(ctx context.Context, languages string) (*instance, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n, i := range slices.Backward(p.idle) {
		if i.languages == languages {
			p.idle = slices.Delete(p.idle, n, n+1)
			p.busy++
			return i, nil
		}
	}
	if len(p.idle) > 0 && len(p.idle)+p.busy >= maxInstances {
		oldest := p.idle[0]
		p.idle = p.idle[1:]
		p.end(oldest)
	}
	if p.module == nil {
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	module, err := p.runtime.InstantiateModule(wasm.Context(p.alloc), p.module, config)
	if err != nil {
		return nil, fmt.Errorf("starting Tesseract: %w", err)
	}
	i, err := newInstance(context.WithoutCancel(ctx), module, p.alloc.Last(), languages)
	if err == nil {
		p.busy++
	}
	return i, err
}

// give takes an instance back, for the next page or for good.
func (p *pool) give(i *instance) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy--
	if i.broken || i.memory.Size() > keepMemory || p.isClosed() {
		p.end(i)
		return
	}
	p.idle = append(p.idle, i)
}

func (p *pool) end(i *instance) {
	_ = i.module.Close(context.Background()) // frees its memory; there is nothing to do about a failure
}

// start loads the module from the cache or compiles it.
func (p *pool) start() error {
	begin := time.Now()
	got, cache, err := wasm.Load(p.config.CacheDir, wasm.Module{Binary: moduleBinary, Native: native}, p.config.Log, p.load)
	if err != nil {
		return fmt.Errorf("loading Tesseract: %w", err)
	}
	p.runtime, p.module, p.cache = got.runtime, got.module, cache
	p.config.Log.Debug("Tesseract is ready", "took", time.Since(begin))
	return nil
}

// loaded is the compiled module in its runtime.
type loaded struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

func (l loaded) Close() error { return l.runtime.Close(context.Background()) }

// load compiles the module, or takes it from the cache where that is not nil.
func (p *pool) load(binary []byte, cache wazero.CompilationCache) (loaded, error) {
	ctx := wasm.Context(p.alloc)
	runtime := wazero.NewRuntimeWithConfig(ctx, wasm.Config(cache))
	module, err := runtime.CompileModule(ctx, binary)
	if err != nil {
		return loaded{}, errors.Join(err, runtime.Close(ctx))
	}
	return loaded{runtime, module}, nil
}

func (p *pool) shut(ctx context.Context) error {
	var err error
	if p.runtime != nil {
		err = p.runtime.Close(ctx)
	}
	if p.cache != nil {
		err = errors.Join(err, p.cache.Close(ctx))
	}
	p.idle, p.runtime, p.module, p.cache = nil, nil, nil, nil
	return err
}

func (p *pool) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// close waits for the pages being read and frees everything.
func (p *pool) close() error {
	p.mu.Lock()
	closed := p.isClosed()
	if !closed {
		close(p.closed)
	}
	p.mu.Unlock()
	if closed {
		return nil
	}
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.shut(context.Background())
}
