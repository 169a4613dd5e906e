package einvoice

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// Bounds on a document. An invoice of ten thousand lines has some 400,000
// elements.
const (
	maxDepth    = 64
	maxElements = 1_000_000
	maxText     = 8 << 10  // of one element; longer texts are cut
	maxBytes    = 48 << 20 // without what embedded files take
)

// Names of roots.
const (
	rootCII        = "CrossIndustryInvoice"
	rootInvoice    = "Invoice"
	rootCreditNote = "CreditNote"
)

// syntax tells an e-invoice by the namespace and local name of its root, and
// gives the root's name as the rest of the package knows it. A namespace is
// told by its beginning: versions follow.
func syntax(root xml.Name) (syntax, name string, ok bool) {
	switch {
	case root.Local == rootCII && strings.HasPrefix(root.Space, "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:"):
		return "UN/CEFACT CII", rootCII, true
	case root.Local == "CrossIndustryDocument" && strings.HasPrefix(root.Space, "urn:ferd:CrossIndustryDocument:"):
		return "ZUGFeRD 1", rootCII, true
	case root.Local == rootInvoice && root.Space == "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
		root.Local == rootCreditNote && root.Space == "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2":
		return "UBL", root.Local, true
	}
	return "", "", false
}

// parse reads the document into a tree of elements, with the names that
// ZUGFeRD 1 uses changed to those of its successor.
func parse(r io.Reader) (root *node, vocabulary string, err error) {
	text, err := decode(r)
	if err != nil {
		return nil, "", corrupt(err)
	}
	limited := &io.LimitedReader{R: &squeezer{r: text}, N: maxBytes}
	p := &parser{decoder: xml.NewDecoder(limited)}
	p.decoder.CharsetReader = charsetReader
	err = p.document()
	switch {
	case limited.N <= 0:
		return nil, "", tooLarge()
	case err != nil:
		return nil, "", err
	}
	return p.root, p.syntax, nil
}

// parser builds the tree.
type parser struct {
	decoder  *xml.Decoder
	syntax   string
	root     *node
	open     []*node // from the root to the element being read
	elements int
}

// document reads up to the end of the root.
func (p *parser) document() error {
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return corrupt(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := p.start(t); err != nil {
				return err
			}
		case xml.CharData:
			if len(p.open) > 0 {
				p.open[len(p.open)-1].write(t)
			}
		case xml.EndElement:
			p.open[len(p.open)-1].finish()
			p.open = p.open[:len(p.open)-1]
			if len(p.open) == 0 {
				return nil
			}
		case xml.Directive:
			// A document type can define entities that grow without bound. No
			// e-invoice has one.
			return corrupt(errors.New("a document type declaration is not allowed"))
		}
	}
}

func (p *parser) start(t xml.StartElement) error {
	p.elements++
	if p.elements > maxElements || len(p.open) >= maxDepth {
		return tooLarge()
	}
	n := &node{name: current(t.Name.Local), attrs: attributes(t.Attr)}
	if len(p.open) == 0 {
		vocabulary, name, ok := syntax(t.Name)
		if !ok {
			return unsupported(t.Name)
		}
		p.syntax, p.root, n.name = vocabulary, n, name
	} else {
		parent := p.open[len(p.open)-1]
		parent.children = append(parent.children, n)
	}
	p.open = append(p.open, n)
	return nil
}

// attributes keeps those that tell one value from another.
func attributes(attrs []xml.Attr) map[string]string {
	var kept map[string]string
	for _, a := range attrs {
		switch a.Name.Local {
		case attrCurrency, attrScheme, attrUnit, attrFormat:
			if kept == nil {
				kept = map[string]string{}
			}
			kept[a.Name.Local] = a.Value
		}
	}
	return kept
}

func unsupported(root xml.Name) error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeUnsupported,
		Message: fmt.Sprintf("the XML is no e-invoice that can be read: its root is %q", clip(root.Local)),
		Details: []string{"namespace " + clip(root.Space)},
		Hint:    "CII (Factur-X, ZUGFeRD, XRechnung) and UBL invoices and credit notes are read.",
	}
}

// clip keeps a name from a foreign document short enough to be shown.
func clip(s string) string {
	const longest = 120
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}

func corrupt(err error) error {
	e := api.DocumentError(api.CodeCorrupt, "the XML is damaged or incomplete", clip(err.Error()))
	e.Err = err
	return e
}

func tooLarge() error {
	return api.DocumentError(api.CodeTooLarge, "the XML is larger than an invoice can be")
}
