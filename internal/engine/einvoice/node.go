package einvoice

import (
	"strings"
)

// Attributes that matter.
const (
	attrCurrency = "currencyID"
	attrScheme   = "schemeID"
	attrUnit     = "unitCode"
	attrFormat   = "format"
)

// node is an XML element: its local name, its own text with blanks collapsed,
// and the few attributes that matter.
type node struct {
	name     string
	text     string
	attrs    map[string]string
	children []*node

	raw []byte // the text while it is being read
}

// write takes a piece of the element's text. What goes beyond any text of an
// invoice is dropped.
func (n *node) write(text []byte) {
	if room := maxText - len(n.raw); room > 0 {
		n.raw = append(n.raw, text[:min(room, len(text))]...)
	}
}

// finish settles the text. Elements with children have blanks only.
func (n *node) finish() {
	n.text = strings.Join(strings.Fields(strings.ToValidUTF8(string(n.raw), "")), " ")
	n.raw = nil
}

// all gives the elements at a path of local names, such as "Party/Name".
func (n *node) all(path string) []*node {
	found := []*node{n}
	for name := range strings.SplitSeq(path, "/") {
		var next []*node
		for _, f := range found {
			for _, c := range f.children {
				if c.name == name {
					next = append(next, c)
				}
			}
		}
		found = next
	}
	return found
}

// value is the first text at a path, "" where there is none.
func (n *node) value(path string) string {
	for _, f := range n.all(path) {
		if f.text != "" {
			return f.text
		}
	}
	return ""
}

// first is the first element at a path. It is empty, not nil, where there is
// none.
func (n *node) first(path string) *node {
	if found := n.all(path); len(found) > 0 {
		return found[0]
	}
	return &node{}
}

// with is the first text at a path among the elements whose attribute has
// that value.
func (n *node) with(path, attr, value string) string {
	for _, f := range n.all(path) {
		if f.text != "" && strings.EqualFold(f.attrs[attr], value) {
			return f.text
		}
	}
	return ""
}
