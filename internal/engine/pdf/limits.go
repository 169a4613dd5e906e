package pdf

import "time"

// What a document may cost. They are the limits of the API, with the memory
// of the whole process divided among the sandboxes.
const (
	maxPages     = 500
	pageTimeout  = 60 * time.Second
	maxPageSide  = 1e7     // pixels; PDFium takes much larger pages for broken ones
	maxPageChars = 200_000 // a page of a telephone book has 20,000
	maxRulings   = 5_000
	maxObjects   = 5_000 // page objects looked at for rulings
	maxSegments  = 2_000 // path segments looked at in one object

	wholePage   = 0.6      // the share of a page beyond which an image is the page's picture
	maxRendered = 12 << 20 // pixels of a page drawn; A4 at 300 dpi has 8.7 million

	maxAttachments    = 64
	maxAttachmentSize = 16 << 20
	// In a file beyond this size only what calls itself XML is taken out.
	maxUnnamedXML = 16 << 20

	// A file up to this size is copied into the sandbox; a larger one is read
	// block by block, as PDFium asks for it.
	maxCopiedFile = 4 << 20

	sandboxesMemory   = 400 << 20 // all sandboxes together
	minSandboxMemory  = 64 << 20
	maxSandboxMemory  = 256 << 20
	keepSandboxMemory = 48 << 20 // a sandbox that grew beyond this is dropped: WebAssembly memory never shrinks
)

// sandboxMemory is the memory of one sandbox, in bytes.
func sandboxMemory(workers int) uint64 {
	return uint64(min(max(sandboxesMemory/workers, minSandboxMemory), maxSandboxMemory))
}
