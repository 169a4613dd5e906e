package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/wasm"
)

var root = filepath.Join("..", "..", "..")

// TestFresh compares what the machine code was made from with what is there
// now, for every architecture. Where it fails:
//
//	go run ./internal/gen/native
func TestFresh(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Version}}", "github.com/tetratelabs/wazero")
	version, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, module := range modules {
		binary, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(module)+".wasm"))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(binary)
		for _, arch := range architectures {
			packed, err := os.ReadFile(file(root, module, arch))
			if err != nil {
				t.Fatal(err)
			}
			got, err := wasm.Native(packed).Label()
			if err != nil {
				t.Fatal(err)
			}
			want := wasm.Label{
				Version: strings.TrimSpace(string(version)), Architecture: arch,
				Entry: got.Entry, Module: hex.EncodeToString(sum[:]),
			}
			if got != want {
				t.Errorf("%s for %s is of %+v, want %+v: run go run ./internal/gen/native", module, arch, got, want)
			}
		}
	}
}

// TestSameMachineCode compiles the modules anew for this architecture. A program
// of its own does that: a test's does not know wazero's version, and the race
// detector would make it ten times slower.
func TestSameMachineCode(t *testing.T) {
	if !wasm.Common() {
		t.Skip("machine code compiled ahead is not for this processor")
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", "./internal/gen/native", "-check")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
