package wasm

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/tetratelabs/wazero"
)

// Precompile compiles a module for this processor, as a runtime made with
// Config does. The same module and version of wazero give the same machine code
// on all processors of an architecture that are Common.
func Precompile(module []byte) (Native, error) {
	_, code, err := compile(module)
	if err != nil {
		return nil, fmt.Errorf("compiling the module: %w", err)
	}
	shape, err := outline(module)
	if err != nil {
		return nil, err
	}
	name, _, err := compile(shape)
	if err != nil {
		return nil, fmt.Errorf("compiling the module's outline: %w", err)
	}
	return pack(code, name, fmt.Sprintf("%x", sha256.Sum256(module)))
}

// compile gives the entry that wazero makes in its cache for a module, and its
// name there without the system.
func compile(module []byte) (name string, code []byte, err error) {
	dir, err := os.MkdirTemp("", "docextract-*")
	if err != nil {
		return "", nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := fill(dir, module); err != nil {
		return "", nil, err
	}
	entries, err := fs.Glob(os.DirFS(dir), prefix+"*/*")
	if err != nil {
		return "", nil, err
	}
	if len(entries) != 1 {
		return "", nil, fmt.Errorf("the cache holds %d compiled modules: wazero makes no machine code here, or has another cache than expected", len(entries))
	}
	folder, file := path.Split(entries[0])
	version, system := strings.CutSuffix(folder, "-"+runtime.GOOS+"/")
	if !system {
		return "", nil, fmt.Errorf("the cache's folder is %q: the system is expected at its end", folder)
	}
	code, err = os.ReadFile(filepath.Join(dir, folder, file))
	return version + "/" + file, code, err
}

// fill compiles a module with a cache in dir.
func fill(dir string, module []byte) (err error) {
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return err
	}
	ctx := Context(NewAllocator(0))
	r := wazero.NewRuntimeWithConfig(ctx, Config(cache))
	defer func() { err = errors.Join(err, r.Close(ctx), cache.Close(ctx)) }()
	_, err = r.CompileModule(ctx, module)
	return err
}

// pack is the other side of Label and Unpack.
func pack(code []byte, name, module string) (Native, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w.Name, w.Comment = name, module
	_, err = w.Write(code)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("packing the machine code: %w", err)
	}
	return packed.Bytes(), nil
}
