package ocr

import "time"

// What reading a page may cost.
const (
	pageTimeout = 60 * time.Second
	// A picture of more pixels is made smaller before it is read: A4 at 300 dpi
	// has 8.7 million.
	maxPixels = 12 << 20
	maxWords  = 20_000

	instanceMemory = 160 << 20 // the bound of one instance
	keepMemory     = 96 << 20  // an instance that grew beyond this is dropped: WebAssembly memory never shrinks
	// Instances that wait, each with the models of one choice of languages.
	maxIdle    = 3
	maxWorkers = 2
)
