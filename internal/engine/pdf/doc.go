// Package pdf reads PDF files: the words of their text layer with boxes, the
// straight lines drawn on a page, and the files embedded in the document. Pages
// without text it draws. It knows nothing of invoices.
//
// PDFium does the parsing, compiled to WebAssembly and run by wazero: a file
// can at worst break its own sandbox, which has no file system and a bounded
// memory. A sandbox that failed, ran too long or grew large is not used again.
package pdf
