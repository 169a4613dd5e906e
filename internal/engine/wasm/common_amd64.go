package wasm

import "golang.org/x/sys/cpu"

// Common reports whether this processor has what wazero makes use of and nearly
// all have: those of Intel since 2013, of AMD since 2015.
func Common() bool {
	return cpu.X86.HasSSE41 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT
}
