// Package einvoice reads structured invoices exactly: UN/CEFACT Cross Industry
// Invoice (Factur-X, ZUGFeRD 2, XRechnung), its predecessor in ZUGFeRD 1, and
// UBL 2 invoices and credit notes. It maps the business terms of EN 16931 to
// the fields of document types and passes on what the document says, with its
// own signs; it computes nothing and validates nothing.
package einvoice
