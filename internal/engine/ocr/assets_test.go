package ocr_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// The module is the one that build/build.sh makes, and it can do nothing but
// compute: it imports nothing.
func TestModule(t *testing.T) {
	data, err := os.ReadFile("ocr.wasm")
	if err != nil {
		t.Fatal(err)
	}
	noted, err := os.ReadFile("ocr.wasm.sha256")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if want := strings.Fields(string(noted))[0]; hex.EncodeToString(sum[:]) != want {
		t.Errorf("the module's hash is %x, and %s is noted", sum, want)
	}
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer func() {
		if err := r.Close(ctx); err != nil {
			t.Error(err)
		}
	}()
	module, err := r.CompileModule(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(module.ImportedFunctions()) + len(module.ImportedMemories()); n != 0 {
		t.Errorf("it imports %d things", n)
	}
}
