package fields

import (
	"slices"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// Absence is the name of the expert that tells how likely nothing is printed
// for a field of an expert, by what describes the first candidate.
func Absence(expert string) string { return expert + "/absent" }

// Candidate is a possible value with what describes it.
type Candidate struct {
	Text     string
	Features []float32
}

// Expert is the name of the expert for a field, "" where none is needed.
func Expert(field string, on ranker.Medium) string {
	for _, f := range families() {
		if slices.Contains(f.fields, field) {
			return f.expert(on)
		}
	}
	return ""
}

func (f family) expert(on ranker.Medium) string {
	if on == ranker.Slip && f.slips {
		return "slips/" + f.name
	}
	return f.name
}

// Experts are the names of all experts but those for absence.
func Experts() []string {
	var names []string
	for _, f := range families() {
		names = append(names, f.expert(ranker.TextLayer), f.expert(ranker.Slip))
	}
	return slices.Compact(names)
}

// Ruled is the name under which a model has the policy for a field.
func Ruled(field string, on ranker.Medium) string {
	if on == ranker.Slip {
		return "slips/" + field
	}
	return field
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
				found[field] = x.weigh(s, a, f.expert(a.medium), field, number, found[field])
			}
		}
	}
}

func (x *Extractor) weigh(s *sheet, a *aspect, expert, field string, number int, all []candidate) []candidate {
	weighed := slices.Clone(all)
	var first []float32
	for i := range weighed {
		d := s.describe(field, number, i, all, a)
		p, known := x.model.Probability(expert, a.medium, d)
		if !known {
			return all
		}
		weighed[i].confidence = p
		if i == 0 {
			first = d
		}
	}
	policy := x.model.Policies[Ruled(field, a.medium)]
	if policy&ranker.Reorder != 0 {
		slices.SortStableFunc(weighed, moreProbable)
	}
	if nothing, known := x.model.Probability(Absence(expert), a.medium, first); known && policy&ranker.Drop != 0 && nothing > weighed[0].confidence {
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
