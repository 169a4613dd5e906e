package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/score"
)

// both is all that the trees may do.
const both = ranker.Reorder | ranker.Drop

// tallies counts right answers of a set's field by who decides.
type tallies struct{ fields, found, rules, trees, shipped, sure, sureRight int }

func (t *tallies) add(o tallies) {
	t.fields += o.fields
	t.found += o.found
	t.rules += o.rules
	t.trees += o.trees
	t.shipped += o.shipped
	t.sure += o.sure
	t.sureRight += o.sureRight
}

// write prints the tables for the documentation, in Markdown.
func (m *measurement) write(out io.Writer) error {
	var b strings.Builder
	bySet := map[string]map[string]*tallies{}
	for i := range m.answers {
		a := &m.answers[i]
		policy := m.policies[a.ruled()]
		given := a.given(policy)
		t := tallies{fields: 1, found: one(a.reachable()), rules: one(a.right(a.given(0))), trees: one(a.right(a.given(both))), shipped: one(a.right(given))}
		if given >= 0 && a.probabilities[given] >= score.Sure {
			t.sure, t.sureRight = 1, t.shipped
		}
		for _, set := range a.sets() {
			entry(entry2(bySet, set), a.field.name).add(t)
			entry(entry2(bySet, set), " all").add(t)
		}
	}
	for _, set := range slices.Sorted(maps.Keys(bySet)) {
		fmt.Fprintf(&b, "\n%s\n\n| field | printed or not | among candidates | rules | trees | shipped | may | sure | of them right |\n|---|--:|--:|--:|--:|--:|---|--:|--:|\n", set)
		for _, name := range slices.Sorted(maps.Keys(bySet[set])) {
			t := bySet[set][name]
			fmt.Fprintf(&b, "|%s | %d | %.3f | %.3f | %.3f | %.3f | %s | %d | %d |\n", name, t.fields, share(t.found, t.fields), share(t.rules, t.fields), share(t.trees, t.fields), share(t.shipped, t.fields), powers(m.policies[name]|m.policies[fields.Ruled(name, ranker.Slip)]), t.sure, t.sureRight)
		}
	}
	for _, set := range slices.Sorted(maps.Keys(bySet)) {
		m.reliability(&b, set)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// sets are those that an answer counts in: its folder's, its medium's
// and, unless it was generated, that of all real documents.
func (a *answer) sets() []string {
	d := a.document
	if a.field.row {
		if strings.Contains(d.source, "generated") {
			return nil
		}
		media := [...]string{"rows: text layers", "rows: scans", "rows: slips"}
		return []string{media[d.medium]}
	}
	if strings.Contains(d.source, "generated") {
		return []string{d.source}
	}
	media := [...]string{"real: text layers", "real: scans", "real: slips"}
	return []string{d.source, media[d.medium], "real: all"}
}

// bands are the lower ends of the bands of confidence.
var bands = [...]float64{0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98}

// reliability prints how often values of each band of confidence were right.
func (m *measurement) reliability(b *strings.Builder, set string) {
	type band struct {
		given, right int
		sum          float64
	}
	var table [len(bands)]band
	var sure band
	printed, empty, kept := 0, 0, 0
	for i := range m.answers {
		a := &m.answers[i]
		if !slices.Contains(a.sets(), set) {
			continue
		}
		given := a.given(m.policies[a.ruled()])
		if a.field.printed {
			printed++
		} else {
			empty++
			kept += one(given < 0)
		}
		if given < 0 {
			continue
		}
		p := a.probabilities[given]
		k := len(bands) - 1
		for p < bands[k] {
			k--
		}
		for _, t := range []*band{&table[k], &sure} {
			if t == &sure && p < score.Sure {
				continue
			}
			t.given++
			t.right += one(a.right(given))
			t.sum += p
		}
	}
	fmt.Fprintf(b, "\n%s: at %.1f or more %d of %d right (%.4f), coverage %.3f; left empty %d of %d (%.3f)\n\n| confidence | given | right | rate | mean confidence |\n|---|--:|--:|--:|--:|\n",
		set, score.Sure, sure.right, sure.given, share(sure.right, sure.given), share(sure.right, printed), kept, empty, share(kept, empty))
	for k, t := range table {
		to := 1.0
		if k+1 < len(bands) {
			to = bands[k+1]
		}
		fmt.Fprintf(b, "| %.2f–%.2f | %d | %d | %.3f | %.3f |\n", bands[k], to, t.given, t.right, share(t.right, t.given), t.sum/float64(max(1, t.given)))
	}
}

func powers(p ranker.Policy) string {
	var names []string
	if p&ranker.Reorder != 0 {
		names = append(names, "reorder")
	}
	if p&ranker.Drop != 0 {
		names = append(names, "drop")
	}
	return strings.Join(names, ", ")
}

func entry(m map[string]*tallies, key string) *tallies {
	if m[key] == nil {
		m[key] = &tallies{}
	}
	return m[key]
}

func entry2(m map[string]map[string]*tallies, key string) map[string]*tallies {
	if m[key] == nil {
		m[key] = map[string]*tallies{}
	}
	return m[key]
}

func share(n, of int) float64 { return float64(n) / float64(max(1, of)) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
