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
	maxWorkers     = 2
	// Instances at work and waiting, each with the models of one choice of
	// languages: one more than there are workers, because pages are looked at in
	// English and read in their own language.
	maxInstances = maxWorkers + 1
)
