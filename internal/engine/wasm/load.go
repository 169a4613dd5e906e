package wasm

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"

	"github.com/tetratelabs/wazero"
)

// Load loads a module and gives the cache that it was loaded with back, nil for
// none, for closing after the module. load compiles the binary that it is given
// with the cache, which may be nil; it may be called again when it fails.
//
// The machine code that the program brings along is kept in the folder dir, ""
// for none. Where it does not fit the module is compiled, and what comes of that
// kept there. The folder is a help and no need: where it cannot be used, because
// its disk is full perhaps, it is left out.
func Load[T io.Closer](dir string, m Module, log *slog.Logger, load func(binary []byte, cache wazero.CompilationCache) (T, error)) (T, wazero.CompilationCache, error) {
	if m.Native.fits() {
		loaded, cache, err := loadNative(dir, m, log, load)
		if err == nil {
			return loaded, cache, nil
		}
		log.Debug("a module is compiled: its machine code cannot be used", "dir", dir, "error", err)
	}
	cache := openCache(dir, log)
	loaded, err := load(m.Binary, cache)
	if err != nil && cache != nil {
		log.Warn("compiled modules are not kept", "dir", dir, "error", err)
		_ = cache.Close(context.Background()) // it is given up
		cache = nil
		loaded, err = load(m.Binary, nil)
	}
	return loaded, cache, err
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

var errUnfit = errors.New("it is for another processor or module")

// loadNative loads a module's outline and the machine code for it. wazero would
// compile the outline, which is good for nothing, where it did not find the
// machine code; so the outcome counts only where nothing was compiled.
func loadNative[T io.Closer](dir string, m Module, log *slog.Logger, load func([]byte, wazero.CompilationCache) (T, error)) (_ T, _ wazero.CompilationCache, err error) {
	var none T
	binary, err := outline(m.Binary)
	if err != nil {
		return none, nil, err
	}
	s, err := newStage(dir, m.Native)
	if err != nil {
		return none, nil, err
	}
	defer s.strike()
	if s.lone != nil && dir != "" {
		log.Warn("compiled modules are not kept", "dir", dir, "error", s.lone)
	}
	loaded, err := load(binary, s.cache)
	if err != nil {
		s.discard()
		return none, nil, errors.Join(err, s.cache.Close(context.Background()))
	}
	if !s.untouched() {
		return none, nil, errors.Join(errUnfit, loaded.Close(), s.cache.Close(context.Background()))
	}
	return loaded, s.cache, nil
}
