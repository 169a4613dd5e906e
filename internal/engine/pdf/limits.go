package pdf

import "time"

// What a document may cost. They are the limits of the API, with the memory
// of the whole process divided among the sandboxes.
const (
	maxPages     = 500
	pageTimeout  = 60 * time.Second
	maxPageSide  = 200 * 300 // pixels: 200 inches, the PDF format's own limit
	maxPageChars = 1_000_000 // a page of a telephone book has 20,000
	maxRulings   = 5_000
	maxObjects   = 5_000 // page objects looked at for rulings
	maxSegments  = 2_000 // path segments looked at in one object

	maxAttachments    = 64
	maxAttachmentSize = 16 << 20

	// A file up to this size is copied into the sandbox; a larger one is read
	// block by block, as PDFium asks for it.
	maxCopiedFile = 4 << 20

	wasmPage           = 64 << 10
	sandboxesMemory    = 400 << 20 // all sandboxes together
	minSandboxMemory   = 64 << 20
	maxSandboxMemory   = 256 << 20
	keepSandboxMemory  = 48 << 20 // a sandbox that grew beyond this is dropped: WebAssembly memory never shrinks
	keepSandboxObjects = 50_000
	compilationWorkers = 2
)

// sandboxPages is the memory limit of one sandbox, in WebAssembly pages.
func sandboxPages(workers int) uint32 {
	bytes := min(max(sandboxesMemory/workers, minSandboxMemory), maxSandboxMemory)
	return uint32(bytes / wasmPage) //nolint:gosec // at most 4096
}
