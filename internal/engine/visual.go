package engine

import (
	"fmt"
	"slices"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/engine/sums"
	"github.com/docextract/docextract/internal/engine/vatrates"
)

// choose takes the fields from what a document holds. The e-invoice wins where
// it speaks; what it leaves out comes from the pages.
func (e *Engine) choose(c *Contents, t api.DocumentType) (*reading, error) {
	if !hasWords(c.Pages) && c.Invoice != nil {
		read := exact(c.Invoice)
		read.pages = sizes(c.Pages)
		return read, nil
	}
	read, finder, err := e.readPages(c.Pages, t)
	if err != nil {
		return nil, err
	}
	read.pay(c.Pages, finder)
	if c.Invoice != nil {
		xml := exact(c.Invoice)
		finder.place(xml, read, t)
		read = merge(xml, read)
	}
	read.show(c.Pages)
	read.pages = sizes(c.Pages)
	return read, nil
}

func hasWords(pages []document.Page) bool {
	return slices.ContainsFunc(pages, func(p document.Page) bool { return len(p.Words) > 0 })
}

// readPages reads the text of the pages as a person would: the order of the
// words and the conventions of numbers and dates first, then the table and the
// VAT rates, and the header fields last, because the sums of the former help to
// choose the latter. The finder knows the same pages.
func (e *Engine) readPages(pages []document.Page, t api.DocumentType) (*reading, *finder, error) {
	extractor, err := e.fields()
	if err != nil {
		return nil, nil, fmt.Errorf("loading the lexicon: %w", err)
	}
	model, err := e.ranker()
	if err != nil {
		return nil, nil, fmt.Errorf("loading the ranker: %w", err)
	}
	g := layGround(pages)
	read := &reading{fields: byName(extractor.Extract(g.input(), t))}
	for _, row := range g.lineItems(t) {
		read.lines = append(read.lines, byName(row.trusted(model, CellExpert, g.medium)))
	}
	for _, row := range g.vatRates(t) {
		read.rates = append(read.rates, byName(row.trusted(model, RateExpert, g.medium)))
	}
	return read, &finder{doc: g.doc, reader: g.reader}, nil
}

// groundwork is what is known of pages before a header field is chosen.
type groundwork struct {
	doc    *layout.Document
	reader *locale.Reader
	table  lineitems.Table
	rates  []vatrates.Rate
	sums   sums.Evidence
	pages  []document.Page
	medium ranker.Medium
}

func layGround(pages []document.Page) groundwork {
	g := groundwork{doc: layout.New(pages), reader: locale.NewReader(locale.Detect(pages)), pages: pages, medium: mediumOf(pages)}
	g.table = lineitems.Extract(g.doc, g.reader)
	g.rates = vatrates.Extract(g.doc, g.reader, g.table)
	g.sums = vatrates.Evidence(g.doc, g.reader, g.table, g.rates)
	return g
}

func (g groundwork) input() fields.Input {
	return fields.Input{Layout: g.doc, Reader: g.reader, Sums: g.sums, Medium: g.medium}
}

func byName(row []api.Field) map[string]api.Field {
	named := make(map[string]api.Field, len(row))
	for _, f := range row {
		named[f.Name] = f
	}
	return named
}

// merge takes from the pages what the e-invoice leaves out. Rows are taken as
// a whole: an e-invoice either has all of its lines or none.
func merge(xml, pages *reading) *reading {
	for name, f := range pages.fields {
		if _, ok := xml.fields[name]; !ok {
			xml.fields[name] = f
		}
	}
	if len(xml.lines) == 0 {
		xml.lines = pages.lines
	}
	if len(xml.rates) == 0 {
		xml.rates = pages.rates
	}
	return xml
}
