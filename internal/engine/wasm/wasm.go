// Package wasm holds what the engine's WebAssembly modules have in common:
// the memory of an instance, with its bound, and the folder where compiled
// modules are kept. It knows none of the modules.
package wasm

import (
	"context"
	"log/slog"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// compilers is how many goroutines compile a module.
const compilers = 2

// Config is how modules are compiled, with the cache of compiled ones where it
// is not nil.
func Config(cache wazero.CompilationCache) wazero.RuntimeConfig {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	return config
}

// Context is what a runtime is made with, so that its instances get their
// memory from a.
func Context(a *Allocator) context.Context {
	ctx := experimental.WithCompilationWorkers(context.Background(), compilers)
	return experimental.WithMemoryAllocator(ctx, a)
}

// Load loads a module with the cache in a folder, "" for none, and gives the
// cache back for closing after the module. The cache is a help and no need:
// where it cannot be used, because its disk is full perhaps, it is left out.
func Load[T any](dir string, log *slog.Logger, load func(wazero.CompilationCache) (T, error)) (T, wazero.CompilationCache, error) {
	cache := openCache(dir, log)
	module, err := load(cache)
	if err != nil && cache != nil {
		log.Warn("compiled modules are not kept", "dir", dir, "error", err)
		_ = cache.Close(context.Background()) // it is given up
		cache = nil
		module, err = load(nil)
	}
	return module, cache, err
}

// openCache is nil where there is no folder or it cannot be used.
func openCache(dir string, log *slog.Logger) wazero.CompilationCache {
	if dir == "" {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		log.Warn("compiled modules are not kept", "dir", dir, "error", err)
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		log.Warn("compiled modules are not kept", "dir", dir, "error", err)
		return nil
	}
	return cache
}
