package wasm

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// Module is a WebAssembly module that the program holds.
type Module struct {
	Binary []byte
	// Native is its machine code, nil for none.
	Native Native
}

// Numbers of the WebAssembly format: what a module begins with, "\0asm" and the
// version, the sections that mean nothing to a runtime, and the one that holds the
// functions' bodies.
const (
	preamble      = 8
	customSection = 0
	codeSection   = 10
)

// identity is the name of the custom section with the hash of the bodies.
const identity = "bodies"

// trap is the body of a function that takes three bytes: no locals, unreachable,
// end.
var trap = []byte{3, 0, 0, 0x0b}

var errModule = errors.New("this is no WebAssembly module")

// outline is a module with the same types, imports, exports and data, whose
// functions do nothing but trap. wazero decodes and validates it in a fraction
// of the time, and looks at no body when it has the machine code. A custom section
// holds the hash of the bodies, so that modules that differ in no more than these
// have different outlines.
func outline(module []byte) ([]byte, error) {
	if len(module) < preamble {
		return nil, errModule
	}
	out := append([]byte(nil), module[:preamble]...)
	for rest := module[preamble:]; len(rest) > 0; {
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || size > uint64(len(rest)-1-n) { //nolint:gosec // n bytes were read of them
			return nil, errModule
		}
		section := rest[1+n:][:size]
		if rest[0] == codeSection {
			bodies, err := traps(section)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(section)
			out = append(append(out, customSection, byte(1+len(identity)+len(sum)), byte(len(identity))), identity...)
			out = append(out, sum[:]...)
			section = bodies
		}
		out = binary.AppendUvarint(append(out, rest[0]), uint64(len(section)))
		out = append(out, section...)
		rest = rest[1+n+int(size):] //nolint:gosec // checked above
	}
	return out, nil
}

// traps is a code section of as many functions that trap.
func traps(section []byte) ([]byte, error) {
	count, n := binary.Uvarint(section)
	if n <= 0 || count > uint64(len(section)) {
		return nil, errModule
	}
	out := append([]byte(nil), section[:n]...)
	for range count {
		out = append(out, trap...)
	}
	return out, nil
}
