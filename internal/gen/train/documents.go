package main

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/gen/wordcache"
	"github.com/docextract/docextract/internal/score"
)

// document is one to learn from: its fields with their candidates.
type document struct {
	source string
	group  string
	weight float64 // in growing trees
	counts float64 // in calibration
	fold   int
	medium ranker.Medium
	fields []field
}

// field is what the rules found for a field that the truth names, or for a
// cell of a row.
type field struct {
	name       string
	expert     string
	row        bool
	printed    bool
	candidates []candidate
}

type candidate struct {
	x     []float32
	right bool
}

// gather reads all documents of all folders, several at a time, in order.
func (o options) gather(ctx context.Context, cache wordcache.Cache) ([]document, error) {
	var all []document
	for _, s := range o.sources {
		data, err := os.ReadFile(filepath.Join(s.folder, "truth.json"))
		if err != nil {
			return nil, err
		}
		truth, err := score.ParseTruth(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.folder, err)
		}
		names := slices.Sorted(maps.Keys(truth))
		found := make([]*document, len(names))
		next := make(chan int)
		var readers sync.WaitGroup
		for range runtime.NumCPU() {
			readers.Go(func() {
				for i := range next {
					d, err := read(ctx, cache, s, names[i], truth[names[i]])
					if err != nil { // one that cannot be read teaches nothing
						fmt.Fprintln(os.Stderr, "train:", names[i], err)
						continue
					}
					d.fold = foldOf(d.group, o.folds)
					found[i] = d
				}
			})
		}
		for i := range names {
			next <- i
		}
		close(next)
		readers.Wait()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		for _, d := range found {
			if d != nil {
				all = append(all, *d)
			}
		}
	}
	return all, nil
}

func read(ctx context.Context, cache wordcache.Cache, s source, name string, truth score.Truth) (*document, error) {
	contents, err := cache.Contents(ctx, filepath.Join(s.folder, name))
	if err != nil {
		return nil, err
	}
	survey, err := cache.Engine.Survey(contents, s.docType)
	if err != nil {
		return nil, err
	}
	d := &document{source: s.name, group: groupOf(name, truth), weight: s.weight, counts: s.calibration, medium: survey.Medium}
	for _, f := range slices.Sorted(maps.Keys(truth.Fields)) {
		want, expert := truth.Fields[f], fields.Expert(f, survey.Medium)
		if expert == "" {
			continue
		}
		labelled := field{name: f, expert: expert, printed: want != nil}
		for _, c := range survey.Candidates[f] {
			labelled.candidates = append(labelled.candidates, candidate{x: c.Features, right: right(f, c.Text, want)})
		}
		d.fields = append(d.fields, labelled)
	}
	if truth.LineItems != nil {
		d.rows(engine.CellExpert, survey.LineItems, func(rows []api.Row) []map[string]bool { return score.Options{}.RightCells(rows, truth.LineItems) })
	}
	if truth.VATRates != nil {
		d.rows(engine.RateExpert, survey.VATRates, func(rows []api.Row) []map[string]bool { return score.RightRates(rows, truth.VATRates) })
	}
	return d, nil
}

// rows adds the cells of rows, which have one candidate each.
func (d *document) rows(expert string, described []engine.DescribedRow, right func([]api.Row) []map[string]bool) {
	rows := make([]api.Row, len(described))
	for i, r := range described {
		rows[i] = r.Row
	}
	for i, cells := range right(rows) {
		for _, name := range slices.Sorted(maps.Keys(cells)) {
			if x := described[i].Features[name]; x != nil {
				d.fields = append(d.fields, field{name: name, expert: expert, row: true, printed: true, candidates: []candidate{{x: x, right: cells[name]}}})
			}
		}
	}
}

// right asks the scorer, as who measures would.
func right(name, text string, want *string) bool {
	given := &api.Result{Fields: []api.Field{{Name: name, Values: []api.Value{{Text: &text}}}}}
	return score.Options{}.Compare("", score.Truth{Fields: score.Cells{name: want}}, given).Fields[0].Verdict == score.Right
}

// groupOf is what documents that look alike have in common; of receipts that
// are named by a number alone it is the shop.
func groupOf(name string, truth score.Truth) string {
	if truth.Group != "" {
		return truth.Group
	}
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	if producer := score.Producer(name); producer != stem {
		return producer
	}
	shop := truth.Fields[api.SupplierName]
	if shop == nil {
		return stem
	}
	words := strings.Fields(strings.ToLower(*shop))
	return strings.Join(words[:min(2, len(words))], " ")
}

// foldOf spreads groups over folds by their names, the same way each time.
func foldOf(group string, folds int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(cmp.Or(group, "-"))) // a hash does not fail
	return int(h.Sum32()) % folds
}
