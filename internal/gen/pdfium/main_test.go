package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/tetratelabs/wazero"
)

// TestFresh makes the module again. Where it fails go-pdfium has changed, or
// internal/engine/pdf/pdfium calls something else of it:
//
//	go run ./internal/gen/pdfium
func TestFresh(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	made, err := pruned(root)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home(root), "pdfium.wasm")
	stored, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, stored) {
		t.Error("pdfium.wasm is not what this program makes: run go run ./internal/gen/pdfium")
	}
	noted, err := os.ReadFile(path + ".sha256")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%x  pdfium.wasm\n", sha256.Sum256(stored)); string(noted) != want {
		t.Errorf("the hash noted is %q, want %q", noted, want)
	}
}

// What may be the name of a function is kept, wherever it stands.
func TestSpoken(t *testing.T) {
	got, err := spoken(filepath.Join("testdata", "caller"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"FPDF_LoadPage", "FPDF_ClosePage", "FPDFText_LoadPage"} {
		if !got[want] {
			t.Errorf("%s is left out", want)
		}
	}
	if got["FPDF_SaveAsCopy"] {
		t.Error("what only a test calls is kept")
	}
	if _, err := spoken("testdata"); err == nil {
		t.Error("a folder that calls nothing is no error")
	}
}

// TestPrune takes a module of six functions apart and runs what is left.
func TestPrune(t *testing.T) {
	pruned, err := prune(sampleModule(), map[string]bool{"answer": true, "by_table": true})
	if err != nil {
		t.Fatal(err)
	}
	again, err := prune(pruned, map[string]bool{"answer": true, "by_table": true})
	if err != nil || !bytes.Equal(again, pruned) {
		t.Errorf("pruned twice it is another: %v", err)
	}
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer func() {
		if err := r.Close(ctx); err != nil {
			t.Error(err)
		}
	}()
	host, err := r.NewHostModuleBuilder("env").NewFunctionBuilder().WithFunc(func() int32 { return 40 }).Export("forty").Instantiate(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = host.Close(ctx) }() // with the runtime
	m, err := r.Instantiate(ctx, pruned)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]uint64{"answer": 42, "by_table": 7} {
		got, err := m.ExportedFunction(name).Call(ctx)
		if err != nil || got[0] != want {
			t.Errorf("%s() = %v, %v, want %d", name, got, err, want)
		}
	}
	if m.ExportedFunction("unused") != nil {
		t.Error("a function that nobody asked for is still exported")
	}
	read, err := parse(pruned)
	if err != nil || len(read.functions) != 4 {
		t.Errorf("there are %d functions and not 4: %v", len(read.functions), err)
	}
}

// sampleModule imports a function and has six.
func sampleModule() []byte {
	section := func(id byte, data ...byte) []byte { return append([]byte{id, byte(len(data))}, data...) }
	body := func(code ...byte) []byte { return append([]byte{byte(len(code) + 1), 0}, code...) }
	return join(
		[]byte(preamble),
		section(1, 1, 0x60, 0, 1, 0x7f), // one type, () to an i32
		section(sectionImport, append([]byte{1, 3, 'e', 'n', 'v', 5}, append([]byte("forty"), 0, 0)...)...),
		section(sectionFunction, 6, 0, 0, 0, 0, 0, 0),
		section(4, 1, 0x70, 0, 4), // a table of four
		section(sectionExport, join(
			[]byte{3}, []byte{6}, []byte("unused"), []byte{0, 1}, []byte{6}, []byte("answer"), []byte{0, 4}, []byte{8}, []byte("by_table"), []byte{0, 6})...),
		section(sectionElement, 1, 0, opI32Const, 2, opEnd, 1, 5),
		section(sectionCode, join([]byte{6},
			body(opCall, 2, opEnd),                           // 1, unused, calls 2
			body(opI32Const, 1, opEnd),                       // 2, unused
			body(opI32Const, 2, opEnd),                       // 3
			body(opCall, 0, opCall, 3, 0x6a, opEnd),          // 4, answer: forty() + 3()
			body(opI32Const, 7, opEnd),                       // 5, in the table
			body(opI32Const, 2, opCallIndirect, 0, 0, opEnd), // 6, by_table
		)...),
		section(sectionCustom, 4, 'n', 'a', 'm', 'e'),
	)
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestBrokenModules(t *testing.T) {
	whole := sampleModule()
	for _, wasm := range [][]byte{nil, []byte("%PDF-1.7"), whole[:len(whole)/2], whole[:len(whole)-1]} {
		if _, err := prune(wasm, nil); err == nil {
			t.Errorf("%d bytes of a module are no error", len(wasm))
		}
	}
}

func TestInstructions(t *testing.T) {
	body := []byte{
		1, 2, 0x7f, // two locals
		opI32Const, 0x7f, // -1
		opI32Const, 0x80, 0x08, // 1024
		0x28, 2, 0x90, 1, // i32.load offset=144
		opTryTable, 0x40, 2, 0, 3, 0, 2, 1, // try_table with catch and catch_all
		opBrTable, 1, 0, 1,
		opVector, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
		opVector, 84, 0, 5, 1, // v128.load8_lane offset=5
		opBulk, 10, 0, 0, // memory.copy
		opF64Const, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f,
		opCall, 0x85, 0x01, opEnd, opEnd,
	}
	var got []byte
	called := 0
	err := instructions(body, func(i instruction) {
		got = append(got, i.op)
		if i.namesFunction() {
			called = i.function
		}
	})
	want := []byte{opI32Const, opI32Const, 0x28, opTryTable, opBrTable, opVector, opVector, opBulk, opF64Const, opCall, opEnd, opEnd}
	if err != nil || !bytes.Equal(got, want) || called != 133 {
		t.Errorf("instructions %x calling %d, %v, want %x", got, called, err, want)
	}
	for _, broken := range [][]byte{{}, {0, 0xff}, {0, opI32Const, 0x80}, {0, opF64Const, 1}, {0, opBulk, 99}} {
		if err := instructions(broken, func(instruction) {}); err == nil {
			t.Errorf("%x is no error", broken)
		}
	}
}
