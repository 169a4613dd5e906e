// Package fields finds a document's header fields: numbers, dates, amounts,
// parties and identifiers. It pairs values with the labels beside or above
// them, weighs what speaks for each pairing, and chooses those that belong
// together. It reads no tables: rows and VAT rates come from other packages,
// whose sums it takes as hints.
package fields
