package pdfium

import (
	"context"
	_ "embed" // the module
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// module is PDFium as github.com/klippa-app/go-pdfium builds it, without what
// this package never calls: it compiles in half the time. internal/gen/pdfium
// makes it, and must be run again when another function is called here.
//
//go:embed pdfium.wasm
var module []byte

// Module is PDFium, for wasm.Load.
func Module() wasm.Module { return wasm.Module{Binary: module, Native: native} }

// Library is PDFium compiled, of which instances are made.
type Library struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	alloc    *wasm.Allocator
	files    *files
}

// Load compiles the binary of PDFium that wasm.Load gives, or takes it from the
// cache where that is not nil. The instances get their memory from alloc.
func Load(alloc *wasm.Allocator, binary []byte, cache wazero.CompilationCache) (*Library, error) {
	ctx := wasm.Context(alloc)
	l := &Library{runtime: wazero.NewRuntimeWithConfig(ctx, wasm.Config(cache)), alloc: alloc, files: &files{}}
	if err := l.compile(ctx, binary); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func (l *Library) compile(ctx context.Context, binary []byte) error {
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, l.runtime); err != nil {
		return err
	}
	var err error
	if l.compiled, err = l.runtime.CompileModule(ctx, binary); err != nil {
		return err
	}
	return l.provide(ctx)
}

// Start makes an instance. Instances are made one at a time.
func (l *Library) Start() (*Instance, error) {
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions() // without streams and file systems
	m, err := l.runtime.InstantiateModule(wasm.Context(l.alloc), l.compiled, config)
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	i := newInstance(m, l.alloc.Last(), l.files)
	if i.err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", errors.Join(i.err, i.Close()))
	}
	return i, nil
}

// Close frees the library with all that was made of it.
func (l *Library) Close() error { return l.runtime.Close(context.Background()) }
