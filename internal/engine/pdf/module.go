package pdf

import _ "embed" // the module

// module is PDFium as go-pdfium builds it, without what this package never
// calls: it compiles in half the time. internal/gen/pdfium makes it, and must
// be run again when another function of go-pdfium is called here.
//
//go:embed pdfium.wasm
var module []byte
