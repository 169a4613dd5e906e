package sample

import "fmt"

// Maker is a file that can be made: its name, and how.
type Maker struct {
	Name string
	Make func() ([]byte, Truth, error)
}

// Corpus is n random documents of all languages and layouts.
func Corpus(seed uint64, n int) []Maker {
	d := newDice(seed, 3)
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
	return []Maker{
		pdf("invoice.pdf", 11, Options{Language: "en", Country: "GB", Layout: "modern", Lines: 4, Plain: true}),
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
