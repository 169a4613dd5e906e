package main

import (
	"context"

	"github.com/docextract/docextract/internal/engine/ppocr"
	samples "github.com/docextract/docextract/internal/sample"
)

// makeLines makes n lines with their features.
func makeLines(ctx context.Context, net *network, m maker, n int) ([]sample, error) {
	all, err := each(n, net, func(r *reader, i int) (sample, error) {
		img, text, language, err := m.line(uint64(i)) //nolint:gosec // not below 0
		if err != nil {
			return sample{}, err
		}
		in, err := r.features(ctx, img)
		return sample{text, language, in}, err
	})
	if err != nil {
		return nil, err
	}
	fitting := all[:0]
	for _, s := range all {
		if fits(s.Text, s.steps()) {
			fitting = append(fitting, s)
		}
	}
	return fitting, nil
}

// page is a page of an invented invoice as it comes from a scanner.
type page struct {
	Seed     uint64
	Language string
	Lines    []sample
}

// pageDPI is what pages are scanned at.
const pageDPI = 200

// document is the invoice that is on the page.
func (p *page) document() *samples.Document {
	return samples.New(p.Seed, samples.Options{Language: p.Language})
}

// scanPages draws n invoices in all languages, half of them blurred, noisy and
// compressed, and finds their lines.
func scanPages(ctx context.Context, net *network, n int, seed uint64) ([]page, error) {
	names := samples.Languages()
	lines := ppocr.New(ppocr.Config{})
	return each(n, net, func(r *reader, i int) (page, error) {
		number := uint64(i) //nolint:gosec // not below 0
		p := page{Seed: seed + number, Language: names[i%len(names)]}
		drawn, err := p.document().Images(pageDPI)
		if err != nil {
			return p, err
		}
		for _, img := range drawn {
			if i/len(names)%2 == 1 {
				dice := dice(seed, number)
				worn := planeOf(img).blurred(between(dice, .5, 1))
				grain(dice, worn)
				if img, err = compressed(dice, worn.grey()); err != nil {
					return p, err
				}
			}
			cuts, err := lines.Lines(ctx, img, ppocr.Page)
			if err != nil {
				return p, err
			}
			for _, cut := range cuts {
				in, err := r.features(ctx, cut)
				if err != nil {
					return p, err
				}
				p.Lines = append(p.Lines, sample{Features: in})
			}
		}
		return p, nil
	})
}
