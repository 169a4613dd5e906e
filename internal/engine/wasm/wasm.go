// Package wasm holds what the engine's WebAssembly modules have in common:
// the memory of an instance, with its bound, the folder where compiled modules
// are kept, and the machine code that the program brings along so that they need
// not be compiled. It knows none of the modules.
package wasm

import (
	"context"

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
