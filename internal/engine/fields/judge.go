package fields

import (
	"slices"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// Absence is the name of the expert that tells how likely nothing is printed
// for a field of the family, by what describes the first candidate.
func Absence(family string) string { return family + "/absent" }

// Candidate is a possible value with what describes it.
type Candidate struct {
	Text     string
	Features []float32
}

// FieldFamilies names the family of each field that has candidates.
func FieldFamilies() map[string]string {
	names := map[string]string{}
	for _, f := range families() {
		for _, field := range f.fields {
			names[field] = f.name
		}
	}
	return names
}

// Survey finds the candidates of all fields, by name and best first as the
// rules have it, and describes them for who trains a ranker. It uses no model.
func (x *Extractor) Survey(in Input, t api.DocumentType) (map[string][]Candidate, ranker.Medium) {
	s := newSheet(in.Layout, in.Reader, x.lexicon)
	found, a := x.find(s, in, t)
	all := map[string][]Candidate{}
	for _, f := range families() {
		for number, field := range f.fields {
			for i, c := range found[field] {
				all[field] = append(all[field], Candidate{Text: c.text, Features: s.describe(field, number, i, found[field], a)})
			}
		}
	}
	return all, a.medium
}

// judge lets the model have its say on what the rules found: how sure each
// candidate is and, where it may, which comes first and whether any is given.
func (x *Extractor) judge(s *sheet, a *aspect, found map[string][]candidate) {
	if len(x.model.Experts) == 0 {
		return
	}
	for _, f := range families() {
		for number, field := range f.fields {
			if len(found[field]) > 0 {
				found[field] = x.weigh(s, a, f.name, field, number, found[field])
			}
		}
	}
}

func (x *Extractor) weigh(s *sheet, a *aspect, family, field string, number int, all []candidate) []candidate {
	weighed := slices.Clone(all)
	var first []float32
	for i := range weighed {
		d := s.describe(field, number, i, all, a)
		p, known := x.model.Probability(family, a.medium, d)
		if !known {
			return all
		}
		weighed[i].confidence = p
		if i == 0 {
			first = d
		}
	}
	policy := x.model.Policies[field]
	if policy&ranker.Reorder != 0 {
		slices.SortStableFunc(weighed, moreProbable)
	}
	if nothing, known := x.model.Probability(Absence(family), a.medium, first); known && policy&ranker.Drop != 0 && nothing > weighed[0].confidence {
		return nil
	}
	return descending(weighed)
}

func moreProbable(a, b candidate) int {
	switch {
	case a.confidence > b.confidence:
		return -1
	case a.confidence < b.confidence:
		return 1
	}
	return 0
}

// descending keeps the confidences of later candidates below what the first
// leaves: one value is right.
func descending(weighed []candidate) []candidate {
	for i := 1; i < len(weighed); i++ {
		c := &weighed[i]
		c.confidence = min(c.confidence, weighed[0].confidence, max(0.01, 1-weighed[0].confidence))
	}
	slices.SortStableFunc(weighed[1:], moreProbable)
	return weighed
}
