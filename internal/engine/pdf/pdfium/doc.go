// Package pdfium calls PDFium, which is compiled to WebAssembly and run by
// wazero. It has the functions that reading documents takes, each named as
// PDFium's own without its prefix; what they give is not interpreted here.
//
// A call that fails is the end of its Instance: from then on its functions do
// nothing and give nothing, and Err says what happened. So a page is read to its
// end without a look at every step, and what was read is thrown away.
package pdfium
