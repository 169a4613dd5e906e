package wasm_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// answering is a module with one function, "f", that gives a number up to 63.
func answering(n byte) []byte {
	return []byte{
		0, 'a', 's', 'm', 1, 0, 0, 0,
		1, 5, 1, 0x60, 0, 1, 0x7f, // a type: nothing in, an i32 out
		3, 2, 1, 0, // a function of it
		7, 5, 1, 1, 'f', 0, 0, // exported
		10, 6, 1, 4, 0, 0x41, n, 0x0b, // i32.const n
	}
}

// precompiled is the machine code of a module, where wazero makes any here.
func precompiled(t *testing.T, module []byte) wasm.Native {
	t.Helper()
	if !wasm.Common() {
		t.Skip("machine code compiled ahead is not for this processor")
	}
	native, err := wasm.Precompile(module)
	if err != nil {
		t.Fatal(err)
	}
	return native
}

// loaded is a module in its runtime.
type loaded struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

func (l *loaded) Close() error { return l.runtime.Close(context.Background()) }

// ask loads the module and calls its function. What was worth logging is in log.
func ask(t *testing.T, dir string, native wasm.Native, module []byte, log *bytes.Buffer) (answer uint64) {
	t.Helper()
	ctx := t.Context()
	logger := slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	r, cache, err := wasm.Load(dir, wasm.Module{Binary: module, Native: native}, logger, func(binary []byte, c wazero.CompilationCache) (*loaded, error) {
		r := wazero.NewRuntimeWithConfig(ctx, wasm.Config(c))
		compiled, err := r.CompileModule(ctx, binary)
		if err != nil {
			return nil, errors.Join(err, r.Close(ctx))
		}
		return &loaded{r, compiled}, nil
	})
	if err != nil {
		t.Error(err)
		return 0
	}
	instance, err := r.runtime.InstantiateModule(ctx, r.module, wazero.NewModuleConfig())
	if err != nil {
		t.Error(err)
		return 0
	}
	got, err := instance.ExportedFunction("f").Call(ctx)
	if err != nil {
		t.Error(err)
		return 0
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if cache != nil {
		if err := cache.Close(ctx); err != nil {
			t.Error(err)
		}
	}
	return got[0]
}

// entries are the compiled modules below dir.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	found, err := fs.Glob(os.DirFS(dir), "*/*")
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range found {
		found[i] = filepath.Join(dir, path)
	}
	return found
}

// forged is the machine code of one module under the name of another: only who
// loads it, and does not compile, gets the answer of the first.
func forged(t *testing.T, code, name []byte) wasm.Native {
	t.Helper()
	entry, err := precompiled(t, code).Unpack()
	if err != nil {
		t.Fatal(err)
	}
	label, err := precompiled(t, name).Label()
	if err != nil {
		t.Fatal(err)
	}
	return pack(t, entry, label)
}

func TestMachineCodeComesFromTheProgram(t *testing.T) {
	log := &bytes.Buffer{}
	dir := t.TempDir()
	native := forged(t, answering(7), answering(8))
	if got := ask(t, dir, native, answering(8), log); got != 7 {
		t.Errorf("%d: the module was compiled", got)
	}
	later := forged(t, answering(9), answering(8))
	if got := ask(t, dir, later, answering(8), log); got != 7 {
		t.Errorf("%d: the cache does not keep it", got)
	}
	all := entries(t, dir)
	if len(all) != 1 || log.Len() > 0 {
		t.Errorf("the cache holds %v; %s", all, log)
	}
	if info, err := os.Stat(all[0]); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others may touch the machine code: %v, %v", info.Mode(), err)
	}
}

func TestMachineCodeNeedsNoFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.TempDir()) // Windows
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	native := forged(t, answering(7), answering(8))
	for dir, warns := range map[string]bool{"": false, filepath.Join(file, "below"): true} {
		log := &bytes.Buffer{}
		if got := ask(t, dir, native, answering(8), log); got != 7 {
			t.Errorf("%q: %d: the module was compiled", dir, got)
		}
		if warns != strings.Contains(log.String(), "not kept") {
			t.Errorf("%q: %s", dir, log)
		}
	}
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("%v stays behind, %v", left, err)
	}
}

// Whatever the program brings along, the module does what it should.
func TestMachineCodeThatDoesNotFit(t *testing.T) {
	native := precompiled(t, answering(7))
	label, err := native.Label()
	if err != nil {
		t.Fatal(err)
	}
	entry, err := native.Unpack()
	if err != nil {
		t.Fatal(err)
	}
	later := label
	later.Version = "v99.0.0"
	for name, native := range map[string]wasm.Native{
		"none": nil, "of another module": native, "of another version": pack(t, entry, later),
		"cut short": native[:len(native)-20], "no gzip": wasm.Native("text"), "no entry": pack(t, entry, wasm.Label{}),
	} {
		dir := t.TempDir()
		if got := ask(t, dir, native, answering(8), &bytes.Buffer{}); got != 8 {
			t.Errorf("%s: %d", name, got)
		}
		for _, path := range entries(t, dir) {
			if strings.HasSuffix(path, ".tmp") {
				t.Errorf("%s: %s stays behind", name, path)
			}
		}
	}
}

// What a crash or a fault of the disk leaves in the cache is not run, and is
// sound again at the start after.
func TestBrokenEntryIsReplaced(t *testing.T) {
	native := precompiled(t, answering(8))
	sound, err := native.Unpack()
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(sound)
	changed[len(magic)+1+int(sound[len(magic)])+4+8+8]++ // the first byte of code
	for name, broken := range map[string][]byte{"empty": {}, "half": sound[:len(sound)/2], "changed": changed} {
		dir := t.TempDir()
		ask(t, dir, native, answering(8), &bytes.Buffer{})
		path := entries(t, dir)[0]
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := ask(t, dir, native, answering(8), &bytes.Buffer{}); got != 8 {
				t.Errorf("%s: %d", name, got)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, sound) {
			t.Errorf("%s: the entry has %d bytes, %v", name, len(got), err)
		}
	}
}

const magic = "WAZEVO" // an entry begins with it, the version, and the number of functions

func TestManyStartAtOnce(t *testing.T) {
	native := precompiled(t, answering(8))
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			log := &bytes.Buffer{}
			if got := ask(t, dir, native, answering(8), log); got != 8 || log.Len() > 0 {
				t.Errorf("%d; %s", got, log)
			}
		})
	}
	all.Wait()
	if left := entries(t, dir); len(left) != 1 {
		t.Errorf("the cache holds %v", left)
	}
}

func TestOldEntriesGo(t *testing.T) {
	native := precompiled(t, answering(8))
	dir := t.TempDir()
	old := time.Now().AddDate(0, -2, 0)
	for path, gone := range map[string]bool{
		"wazero-v1.0.0-amd64-linux/old": true, "wazero-v1.0.0-amd64-linux/old.1.tmp": true,
		"start-1/wazero-v1.0.0-amd64-linux/old": true, "wazero-v1.0.0-amd64-linux/new": false, "others/old": false, "wazero-file": false,
	} {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if filepath.Base(path) != "new" {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
		defer func() {
			if _, err := os.Stat(path); gone != errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %v", path, err)
			}
		}()
	}
	if err := os.Chtimes(filepath.Join(dir, "start-1"), old, old); err != nil {
		t.Fatal(err)
	}
	ask(t, dir, native, answering(8), &bytes.Buffer{})
}

func TestCacheThatCannotBeUsed(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	path := filepath.Join(t.TempDir(), "file")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	fails := errors.New("the disk is full")
	for dir, caches := range map[string]int{"": 0, filepath.Join(path, "below"): 0, t.TempDir(): 1} {
		with := 0
		module, cache, err := wasm.Load(dir, wasm.Module{}, log, func(_ []byte, c wazero.CompilationCache) (io.Closer, error) {
			if c != nil {
				with++
				return nil, fails
			}
			return file, nil
		})
		if module != file || cache != nil || err != nil || with != caches {
			t.Errorf("%q: %v with %v after %d tries with one, %v", dir, module, cache, with, err)
		}
	}
}
