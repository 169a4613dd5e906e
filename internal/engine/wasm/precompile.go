package wasm

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/tetratelabs/wazero"
)

// Precompile compiles a module for this processor, as a runtime made with
// Config does. The same module and version of wazero give the same machine code
// on all processors of an architecture that are Common.
func Precompile(module []byte) (_ Native, err error) {
	dir, err := os.MkdirTemp("", "docextract-*")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := compile(module, dir); err != nil {
		return nil, fmt.Errorf("compiling the module: %w", err)
	}
	entries, err := fs.Glob(os.DirFS(dir), prefix+"*/*")
	if err != nil {
		return nil, err
	}
	if len(entries) != 1 {
		return nil, fmt.Errorf("the cache holds %d compiled modules: wazero makes no machine code here, or has another cache than expected", len(entries))
	}
	entry, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(entries[0])))
	if err != nil {
		return nil, err
	}
	folder, name, _ := strings.Cut(entries[0], "/")
	folder, system := strings.CutSuffix(folder, "-"+runtime.GOOS)
	if !system {
		return nil, fmt.Errorf("the cache's folder is %q: the system is expected at its end", folder)
	}
	return pack(entry, folder+"/"+name, fmt.Sprintf("%x", sha256.Sum256(module)))
}

// compile leaves the machine code in a cache in dir.
func compile(module []byte, dir string) (err error) {
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return err
	}
	ctx := Context(NewAllocator(0))
	r := wazero.NewRuntimeWithConfig(ctx, Config(cache))
	defer func() { err = errors.Join(err, r.Close(ctx), cache.Close(context.Background())) }()
	_, err = r.CompileModule(ctx, module)
	return err
}

// pack is the other side of Label and Unpack.
func pack(entry []byte, name, module string) (Native, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w.Name, w.Comment = name, module
	_, err = w.Write(entry)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("packing the machine code: %w", err)
	}
	return packed.Bytes(), nil
}
