// Command native compiles the WebAssembly modules of internal/engine ahead, so
// that the program's first start need not: PDFium and Tesseract, for amd64 and
// arm64, whatever the operating system. What it writes are entries of wazero's
// cache, machine code, which internal/engine/wasm puts there. The same modules and
// the same version of wazero give the same code, on any machine.
//
//	go run ./internal/gen/native           # after a change of a module or of wazero
//	go run ./internal/gen/native -check    # compiles for this architecture and compares
//
// For the architecture that is not this machine's it builds and starts itself
// under QEMU's user emulation (Debian's package qemu-user-static).
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// architectures are those that wazero makes machine code for.
var architectures = []string{"amd64", "arm64"}

// modules are the modules, without their ending, from the checkout's root.
var modules = []string{"internal/engine/pdf/pdfium/pdfium", "internal/engine/ocr/ocr"}

func main() {
	check := flag.Bool("check", false, "compile for this architecture and compare with what is there")
	only := flag.Bool("only", false, "compile for this architecture alone")
	flag.Parse()
	var err error
	switch {
	case *check:
		err = compare(".")
	case *only:
		err = compile(".")
	default:
		err = compileAll(".")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "native:", err)
		os.Exit(1)
	}
}

// file is where the machine code of a module is.
func file(root, module, arch string) string {
	return filepath.Join(root, filepath.FromSlash(module)+"."+arch+".gz")
}

// compile writes the machine code for the architecture that this program is of.
func compile(root string) error {
	for _, module := range modules {
		code, err := precompile(root, module)
		if err != nil {
			return err
		}
		if err := os.WriteFile(file(root, module, runtime.GOARCH), code, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// compare compiles again. It compares what is unpacked: another version of Go
// may pack it otherwise.
func compare(root string) error {
	for _, module := range modules {
		made, err := precompile(root, module)
		if err != nil {
			return err
		}
		path := file(root, module, runtime.GOARCH)
		stored, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		same, err := equal(made, stored)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !same {
			return fmt.Errorf("%s is not what this program makes: run go run ./internal/gen/native", path)
		}
	}
	return nil
}

func precompile(root, module string) (wasm.Native, error) {
	if !wasm.Common() {
		return nil, errors.New("this processor lacks what others have: the machine code would be for few")
	}
	binary, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(module)+".wasm"))
	if err != nil {
		return nil, err
	}
	code, err := wasm.Precompile(binary)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", module, err)
	}
	return code, nil
}

func equal(a, b wasm.Native) (bool, error) {
	ofA, errA := a.Label()
	ofB, errB := b.Label()
	codeA, errCodeA := a.Unpack()
	codeB, errCodeB := b.Unpack()
	return ofA == ofB && bytes.Equal(codeA, codeB), errors.Join(errA, errB, errCodeA, errCodeB)
}
