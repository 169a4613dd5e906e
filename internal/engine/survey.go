package engine

import (
	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// Survey is what Choose has to choose from, for who trains the ranker.
type Survey struct {
	Medium ranker.Medium
	// Candidates are those of the header fields by name, best first as the rules
	// have it.
	Candidates map[string][]fields.Candidate
	LineItems  []DescribedRow
	VATRates   []DescribedRow
}

// Survey describes what can be chosen from a document for the type t. It
// depends on no model.
func (e *Engine) Survey(c *Contents, t api.DocumentType) (Survey, error) {
	extractor, err := e.fields()
	if err != nil {
		return Survey{}, err
	}
	g := layGround(c.Pages)
	candidates, medium := extractor.Survey(g.input(), t)
	return Survey{Medium: medium, Candidates: candidates, LineItems: g.lineItems(t), VATRates: g.vatRates(t)}, nil
}
