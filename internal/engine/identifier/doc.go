// Package identifier knows the identifiers on business documents: the shapes and
// check numbers of IBANs, the shapes of VAT identification numbers. It looks at one
// text at a time and does not know where on a page it stands.
package identifier
