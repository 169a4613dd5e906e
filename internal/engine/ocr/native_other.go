//go:build !amd64 && !arm64

package ocr

// native is nil: wazero makes no machine code for this architecture.
var native []byte
