// Package engine reads a document into the fields of a document type: bytes
// in, fields out. It puts its rooms in order (document, pdf, raster, ocr, einvoice,
// layout, locale, fields, lineitems and the others) and knows what each kind of file
// needs. It has no network, no clock and no state that outlives a document,
// other than the sandboxes of PDFium and Tesseract.
package engine
