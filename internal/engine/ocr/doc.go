// Package ocr reads the words off grey pictures of pages with Tesseract. It
// chooses the language by what it reads, turns pages that lie on their side or
// stand on their head, and straightens what was fed in askew. It opens no files
// and knows nothing of invoices.
//
// Tesseract and Leptonica are compiled to WebAssembly (the folder build tells
// how) and run by wazero. The module imports nothing: it computes, and can do
// nothing else. Its memory is bounded, and it is compiled when a page first
// needs it.
package ocr
