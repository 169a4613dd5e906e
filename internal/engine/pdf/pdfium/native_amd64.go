package pdfium

import _ "embed" // the machine code

// native is the module compiled ahead for this architecture. After a change of
// the module or of wazero internal/gen/native must be run again.
//
//go:embed pdfium.amd64.gz
var native []byte
