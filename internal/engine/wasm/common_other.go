//go:build !amd64 && !arm64

package wasm

// Common is false where wazero makes no machine code.
func Common() bool { return false }
