// Package sample makes invented invoices and slips of tills with known answers:
// PDFs with a text layer in several layouts and all languages of the engine,
// hybrid PDFs, XML e-invoices, and page images. The same seed gives the same
// bytes; there is no clock and no randomness but the seed's. Companies, people
// and numbers are made up; IBANs and VAT ids carry valid check digits.
//
// It serves tests, the documents under docs/examples, and tuning. It is not
// part of the program and reads nothing.
package sample
