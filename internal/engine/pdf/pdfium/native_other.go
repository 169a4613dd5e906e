//go:build !amd64 && !arm64

package pdfium

// native is nil: wazero makes no machine code for this architecture.
var native []byte
