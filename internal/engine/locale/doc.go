// Package locale knows how a document writes: its language, its decimal mark,
// the order of day and month, and the names of months and currencies. It finds
// and reads numbers and dates in words by the document's own conventions. It
// does not know what a number or a date means.
package locale
