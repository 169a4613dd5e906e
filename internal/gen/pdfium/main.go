// Command pdfium makes the PDFium that internal/engine/pdf/pdfium embeds: the
// WebAssembly module of github.com/klippa-app/go-pdfium without what that
// package never calls, which is half of it by the time that it takes to
// compile. What remains is untouched. It reads the module cache; the same
// version of go-pdfium gives the same bytes.
//
//	go run ./internal/gen/pdfium
package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	_ "github.com/klippa-app/go-pdfium" // so that go.mod names its version
)

const library = "github.com/klippa-app/go-pdfium"

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "pdfium:", err)
		os.Exit(1)
	}
}

// home is the folder of the package that calls PDFium and holds it.
func home(root string) string { return filepath.Join(root, "internal", "engine", "pdf", "pdfium") }

// run writes the module, and its hash beside it, for the checkout in root.
func run(root string) error {
	module, err := pruned(root)
	if err != nil {
		return err
	}
	path := filepath.Join(home(root), "pdfium.wasm")
	if err := os.WriteFile(path, module, 0o600); err != nil {
		return err
	}
	sum := fmt.Sprintf("%x  pdfium.wasm\n", sha256.Sum256(module))
	return os.WriteFile(path+".sha256", []byte(sum), 0o600)
}

// pruned is the module for what the checkout in root calls.
func pruned(root string) ([]byte, error) {
	find := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", library) //nolint:noctx // ends by itself
	find.Dir, find.Stderr = root, os.Stderr
	out, err := find.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m %s: %w", library, err)
	}
	source := string(bytes.TrimSpace(out))
	names, err := spoken(home(root))
	if err != nil {
		return nil, err
	}
	whole, err := os.ReadFile(filepath.Join(source, "internal", "pdfium_wasm", "pdfium.wasm"))
	if err != nil {
		return nil, err
	}
	return prune(whole, names)
}
