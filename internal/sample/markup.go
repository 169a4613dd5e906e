package sample

import (
	"bytes"
	"encoding/xml"
)

// node is an element of an XML e-invoice: its text or its children.
type node struct {
	name  string
	attrs []string // name and value in turn
	text  string
	under []node
}

// el is an element with children; children without a name are left out.
func el(name string, under ...node) node { return node{name: name, under: under} }

// leaf is an element with text. It is left out where the text is empty.
func leaf(name, text string, attrs ...string) node {
	if text == "" {
		return node{}
	}
	return node{name: name, text: text, attrs: attrs}
}

// when leaves an element out unless the condition holds.
func when(condition bool, n node) node {
	if !condition {
		return node{}
	}
	return n
}

// markup writes the document that n is the root of.
func (n node) markup() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	n.write(&b, "")
	return b.Bytes()
}

func (n node) write(b *bytes.Buffer, indent string) {
	if n.name == "" {
		return
	}
	b.WriteString(indent + "<" + n.name)
	for i := 0; i+1 < len(n.attrs); i += 2 {
		b.WriteString(" " + n.attrs[i] + `="`)
		_ = xml.EscapeText(b, []byte(n.attrs[i+1])) // a buffer takes everything
		b.WriteByte('"')
	}
	b.WriteByte('>')
	_ = xml.EscapeText(b, []byte(n.text)) // a buffer takes everything
	if n.under != nil {
		b.WriteByte('\n')
		for _, c := range n.under {
			c.write(b, indent+"  ")
		}
		b.WriteString(indent)
	}
	b.WriteString("</" + n.name + ">\n")
}
