package fields

import (
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
)

// personal are the salutations that belong to a name also when they stand on
// the line above it.
const personal wordSet = " herrn herr frau familie eheleute monsieur madame mme mlle famille gospod gospa g ga družina mr mrs ms miss señor señora sr sra don doña familia signor signora sig sig.ra famiglia egr egregio gent.ma heer dhr mevrouw mevr mw familie fam "

// withSalutation puts the salutation on the line above in front of a name.
func (s *sheet) withSalutation(c *cell, name string) (string, document.Box) {
	o := s.above(c, c.Box, 0.9*c.Size)
	if o != nil && len(o.words) == 1 && personal.has(strings.ToLower(strings.Trim(o.Text, "."))) {
		return o.Text + " " + name, o.Box.Union(c.Box)
	}
	return name, c.Box
}

const salutations wordSet = "herrn herr frau firma fa an to à a aan madame monsieur señor señora gospod gospa spett.le spett spettabile de heer mevrouw mr mrs ms att attn"

// salutation reports whether a text is nothing but a salutation, or a word
// that stands over an address.
func salutation(text string) bool {
	words := strings.Fields(strings.ToLower(strings.Trim(text, " .,:")))
	if len(words) == 2 && articles.has(words[1]) {
		words = words[:1] // "An die"
	}
	return len(words) == 1 && (salutations.has(words[0]) || personal.has(words[0]))
}

const articles wordSet = "die das den the la le il gli der het de"

// addressedTo reports whether a name is that of somebody written to: with a
// salutation in front or on the line above.
func (s *sheet) addressedTo(n *party, p *parties) bool {
	if slices.ContainsFunc(p.all, func(o party) bool { return slices.Contains(o.address, n.name) }) {
		return false // the person at a company that stands over it
	}
	if saluted(n.name) || len(n.address) > 0 && saluted(n.address[0]) {
		return true
	}
	o := s.above(n.cells[0], n.cells[0].Box, 1.2*n.cells[0].Size)
	return o != nil && salutation(o.Text)
}

// saluted reports whether a name begins with a salutation.
func saluted(name string) bool {
	first, rest, _ := strings.Cut(strings.ToLower(name), " ")
	return rest != "" && personal.has(strings.Trim(first, "."))
}
