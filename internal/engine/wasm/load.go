package wasm

import (
	"context"
	"log/slog"
	"os"

	"github.com/tetratelabs/wazero"
)

// Load is LoadNative of a module that the program brings no machine code of.
func Load[T any](dir string, log *slog.Logger, load func(wazero.CompilationCache) (T, error)) (T, wazero.CompilationCache, error) {
	return LoadNative(dir, nil, log, load)
}

// LoadNative loads a module with the cache in a folder, "" for none, and gives the
// cache back for closing after the module. What the cache lacks is put there
// from native, which may be nil. Both are a help and no need: where they cannot
// be used, because the disk is full perhaps, the module is compiled.
func LoadNative[T any](dir string, native Native, log *slog.Logger, load func(wazero.CompilationCache) (T, error)) (T, wazero.CompilationCache, error) {
	f := openFolder(dir, native, log)
	defer f.loaded()
	module, err := load(f.cache)
	if err != nil && f.cache != nil {
		log.Warn("compiled modules are not kept", "dir", dir, "error", err)
		f.discard()
		module, err = load(nil)
	}
	return module, f.cache, err
}

// folder is where compiled modules are kept.
type folder struct {
	cache wazero.CompilationCache // nil where there is none
	// entry is the file with the machine code of native; "" where there is none.
	entry string
	// passing is a folder for this one start, "" where the folder stays.
	passing string
}

// openFolder opens the cache in dir and completes it. Where dir is "" or cannot
// be used a folder that goes again does, if there is anything to put into it:
// wazero reads compiled modules from a disk only.
func openFolder(dir string, native Native, log *slog.Logger) *folder {
	if dir != "" {
		f, err := newFolder(dir, native, log)
		if err == nil {
			return f
		}
		log.Warn("compiled modules are not kept", "dir", dir, "error", err)
	}
	if !native.fits() {
		return &folder{}
	}
	passing, err := os.MkdirTemp("", "docextract-*") // 0700
	if err != nil {
		return &folder{}
	}
	f, err := newFolder(passing, native, log)
	if err != nil {
		f = &folder{}
	}
	f.passing = passing
	if f.entry == "" {
		f.discard()
	}
	return f
}

func newFolder(dir string, native Native, log *slog.Logger) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil, err
	}
	entry, added, err := native.install(dir)
	if err != nil {
		log.Debug("the machine code of a module cannot be used", "dir", dir, "error", err)
	}
	if added {
		sweep(dir, entry)
	}
	return &folder{cache: cache, entry: entry}, nil
}

// discard gives the cache up. An entry that cannot be loaded is removed, so that
// the next start finds a sound one.
func (f *folder) discard() {
	if f.cache != nil {
		_ = f.cache.Close(context.Background()) // it is given up
	}
	if f.entry != "" {
		_ = os.Remove(f.entry) // there is nothing to do about a failure
	}
	f.cache, f.entry = nil, ""
}

// loaded ends a folder that is for one start.
func (f *folder) loaded() {
	if f.passing != "" {
		_ = os.RemoveAll(f.passing) // the system empties the folder that it is in
	}
}
