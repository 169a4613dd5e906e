package sample

import "fmt"

// Maker is a file that can be made: its name, and how.
type Maker struct {
	Name string
	Make func() ([]byte, Truth, error)
}

// Corpus is n random documents of all languages and layouts.
func Corpus(seed uint64, n int) []Maker {
	d := newDice(seed, streamCorpus)
	var out []Maker
	for i := range n {
		s := d.Uint64()
		o := Options{Language: Languages()[i%len(Languages())], Layout: Layouts()[(i/len(Languages()))%len(Layouts())]}
		out = append(out, Maker{
			Name: fmt.Sprintf("%s-%s--%04d.pdf", o.Layout, o.Language, i+1),
			Make: func() ([]byte, Truth, error) { return Generate(s, o) },
		})
	}
	return out
}

// Examples are the documents under docs/examples.
func Examples() []Maker {
	pdf := func(name string, seed uint64, o Options) Maker {
		return Maker{Name: name, Make: func() ([]byte, Truth, error) { return Generate(seed, o) }}
	}
	form := func(name string, seed uint64, o Options, encode func(*Document) ([]byte, error)) Maker {
		return Maker{Name: name, Make: func() ([]byte, Truth, error) {
			doc := New(seed, o)
			data, err := encode(doc)
			return data, doc.XMLTruth(), err
		}}
	}
	cii := func(d *Document) ([]byte, error) { return d.CII(), nil }
	ubl := func(d *Document) ([]byte, error) { return d.UBL(), nil }
	return []Maker{
		form("hybrid-fr.pdf", 20, Options{Language: "fr", Country: "FR", Layout: "letterhead", Lines: 3, Plain: true}, (*Document).HybridPDF),
		form("invoice-cii.xml", 32, Options{Language: "de", Country: "DE", Lines: 3}, cii),
		form("invoice-ubl.xml", 33, Options{Language: "nl", Country: "NL", Lines: 3}, ubl),
		form("credit-note-ubl.xml", 34, Options{Language: "de", Country: "AT", Lines: 2, Credit: true}, ubl),
		pdf("invoice.pdf", 40338, Options{Language: "en", Country: "GB", Layout: "modern", Lines: 5, Plain: true}),
		pdf("letterhead-de.pdf", 12, Options{Language: "de", Country: "DE", Layout: "letterhead", Lines: 5}),
		pdf("boxes-fr.pdf", 13, Options{Language: "fr", Country: "FR", Layout: "boxes", Lines: 6}),
		pdf("sidebar-es.pdf", 14, Options{Language: "es", Layout: "sidebar", Lines: 3}),
		pdf("statement-it.pdf", 15, Options{Language: "it", Layout: "statement", Lines: 4}),
		pdf("credit-note-nl.pdf", 16, Options{Language: "nl", Country: "NL", Layout: "plain", Lines: 3, Credit: true}),
		pdf("ledger-sl.pdf", 17, Options{Language: "sl", Layout: "ledger", Lines: 60}),
		pdf("tradeform-us.pdf", 18, Options{Language: "en", Country: "US", Layout: "tradeform", Lines: 4}),
		pdf("reverse-charge-at.pdf", 19, Options{Language: "de", Country: "AT", Layout: "letterhead", Lines: 2, Reverse: true}),
	}
}
