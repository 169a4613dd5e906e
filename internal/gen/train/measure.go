package main

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// answer is what was thought of one field of a document by experts that had
// not seen its group.
type answer struct {
	document   *document
	field      field
	odds       []float64 // of each candidate
	absentOdds float64
	// Calibrated without the document's fold:
	probabilities []float64
	absent        float64
}

// measurement is all answers, and what follows from them.
type measurement struct {
	answers  []answer
	policies map[string]ranker.Policy
}

// measure lets each fold be judged by the experts that were trained without.
func measure(documents []document, experts map[int]map[string]*ranker.Expert, folds int) measurement {
	m := measurement{policies: map[string]ranker.Policy{}}
	for i := range documents {
		d := &documents[i]
		for _, f := range d.fields {
			a := answer{document: d, field: f}
			for _, c := range f.candidates {
				a.odds = append(a.odds, experts[d.fold][f.expert].LogOdds(c.x))
			}
			if len(f.candidates) > 0 && !f.row {
				a.absentOdds = experts[d.fold][fields.Absence(f.expert)].LogOdds(f.candidates[0].x)
			}
			m.answers = append(m.answers, a)
		}
	}
	m.calibrate(folds)
	m.decide()
	m.calibrate(folds)
	return m
}

// calibrate gives each fold's answers the probabilities that the outcomes of
// the others justify.
func (m *measurement) calibrate(folds int) {
	outcomes := m.outcomes()
	for fold := range folds {
		calibrations := calibrate(only(outcomes, func(o outcome) bool { return o.fold != fold }), expertNames())
		for i := range m.answers {
			a := &m.answers[i]
			if a.document.fold != fold || len(a.odds) == 0 {
				continue
			}
			a.probabilities = a.probabilities[:0]
			for _, odds := range a.odds {
				a.probabilities = append(a.probabilities, calibrations[a.field.expert][a.document.medium].Probability(odds))
			}
			if a.field.row {
				continue
			}
			a.absent = calibrations[fields.Absence(a.field.expert)][a.document.medium].Probability(a.absentOdds)
		}
	}
}

// outcomes are what became of the candidates that come first.
func (m *measurement) outcomes() []outcome {
	var all []outcome
	for i := range m.answers {
		a := &m.answers[i]
		if len(a.odds) == 0 {
			continue
		}
		d, first := a.document, a.first(m.policies[a.ruled()])
		all = append(all, outcome{a.odds[first], a.field.candidates[first].right, d.counts, a.field.expert, d.medium, d.fold})
		if a.field.row {
			continue
		}
		all = append(all, outcome{a.absentOdds, !a.field.printed, d.counts, fields.Absence(a.field.expert), d.medium, d.fold})
	}
	return all
}

func (a *answer) ruled() string { return fields.Ruled(a.field.name, a.document.medium) }

// first is the candidate that comes first under a policy.
func (a *answer) first(p ranker.Policy) int {
	best := 0
	for i, odds := range a.odds {
		if p&ranker.Reorder != 0 && odds > a.odds[best] {
			best = i
		}
	}
	return best
}

// given is the candidate that is given under a policy, -1 for none.
func (a *answer) given(p ranker.Policy) int {
	if len(a.odds) == 0 {
		return -1
	}
	first := a.first(p)
	if p&ranker.Drop != 0 && a.absent > a.probabilities[first] {
		return -1
	}
	return first
}

// right reports whether giving the candidate, or none, is right.
func (a *answer) right(given int) bool {
	if given < 0 {
		return !a.field.printed
	}
	return a.field.candidates[given].right
}

// reachable reports whether what is right is among the candidates, or nothing
// is.
func (a *answer) reachable() bool {
	return !a.field.printed || slices.ContainsFunc(a.field.candidates, func(c candidate) bool { return c.right })
}

// decide gives the trees what they are better at than the rules, by more than
// chance may do in so few documents.
func (m *measurement) decide() {
	for _, power := range []ranker.Policy{ranker.Reorder, ranker.Drop} {
		gained, lost := map[string]float64{}, map[string]float64{}
		for i := range m.answers {
			a := &m.answers[i]
			if a.field.row {
				continue // it has one candidate, and is given
			}
			name, before := a.ruled(), m.policies[a.ruled()]
			was, is := a.right(a.given(before)), a.right(a.given(before|power))
			switch {
			case is && !was:
				gained[name] += a.document.counts
			case was && !is:
				lost[name] += a.document.counts
			}
		}
		for name := range gained {
			if g, l := gained[name], lost[name]; g-l >= 1.5 && g >= 2*l {
				m.policies[name] |= power
			}
		}
	}
}
