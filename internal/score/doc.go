// Package score measures extractions against known answers: which fields are
// right, which line items and VAT rates, and whether the confidence means what
// it says. It is handed results and answers; it reads no files, asks no
// service and draws no tables.
package score
