package wasm_test

import (
	"bytes"
	"compress/gzip"
	"runtime"
	"testing"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// pack packs an entry as Precompile does.
func pack(t *testing.T, entry []byte, label wasm.Label) wasm.Native {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Name, w.Comment = "wazero-"+label.Version+"-"+label.Architecture+"/"+label.Entry, label.Module
	if _, err := w.Write(entry); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestLabel(t *testing.T) {
	want := wasm.Label{Version: "v1.2.0-rc.1", Architecture: "arm64", Entry: "0123", Module: "abcd"}
	if got, err := pack(t, nil, want).Label(); got != want || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	for _, poor := range []wasm.Native{nil, wasm.Native("text"), pack(t, nil, wasm.Label{Version: "v1.2.0"})} {
		if got, err := poor.Label(); err == nil {
			t.Errorf("%q: %+v", poor, got)
		}
	}
}

// The same module gives the same machine code, of this architecture.
func TestPrecompile(t *testing.T) {
	first, second := precompiled(t, answering(1)), precompiled(t, answering(1))
	if !bytes.Equal(first, second) {
		t.Error("two compilations differ")
	}
	label, err := first.Label()
	if err != nil || label.Architecture != runtime.GOARCH || len(label.Entry) != 64 || len(label.Module) != 64 {
		t.Errorf("%+v, %v", label, err)
	}
	if _, err := wasm.Precompile([]byte("text")); err == nil {
		t.Error("text was compiled")
	}
}
