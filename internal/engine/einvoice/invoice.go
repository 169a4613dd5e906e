package einvoice

import (
	"io"

	"github.com/docextract/docextract/internal/api"
)

// Invoice is what an e-invoice says, by the names of the fields in package
// api. What it leaves out is not in the maps.
type Invoice struct {
	// Syntax is the XML vocabulary, for people.
	Syntax string
	// Fields holds the values of each header field, in the document's order.
	// NUMBER values are decimals with at least four places, DATE values are
	// YYYY-MM-DD.
	Fields map[string][]string
	// Lines are the invoice lines. A line that is broken down into sub-lines
	// counts once: its amount is their sum.
	Lines []map[string]string
	// Rates are the groups of the VAT breakdown.
	Rates []map[string]string
}

// Read reads an e-invoice. Other XML gives an *api.Error with code
// UNSUPPORTED that names its root, what is no XML one with code CORRUPT.
func Read(r io.Reader) (*Invoice, error) {
	root, syntax, err := parse(r)
	if err != nil {
		return nil, err
	}
	inv := &Invoice{Syntax: syntax, Fields: map[string][]string{}}
	if root.name == rootCII {
		readCII(inv, root)
	} else {
		readUBL(inv, root)
	}
	return inv, nil
}

// put adds the values that are not empty.
func (inv *Invoice) put(name string, values ...string) {
	for _, v := range values {
		if v != "" {
			inv.Fields[name] = append(inv.Fields[name], v)
		}
	}
}

// row makes a row of the values that are not empty, nil if all are.
func row(cells map[string]string) map[string]string {
	for name, v := range cells {
		if v == "" {
			delete(cells, name)
		}
	}
	if len(cells) == 0 {
		return nil
	}
	return cells
}

// charged reports whether a line is one: invoices also have lines that hold
// nothing but a text.
func charged(line map[string]string) bool {
	return line[api.NetPrice] != "" || line[api.Price] != "" || line[api.Quantity] != ""
}
