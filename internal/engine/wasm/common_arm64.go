package wasm

import "golang.org/x/sys/cpu"

// Common reports whether this processor has what wazero asks for and nearly all
// have: the atomic instructions of ARMv8.1, of 2014.
func Common() bool { return cpu.ARM64.HasATOMICS }
