// Package identifier knows the shapes and check digits of the identifiers on
// business documents: IBANs and VAT identification numbers. It looks at one
// text at a time and does not know where on a page it stands.
package identifier
