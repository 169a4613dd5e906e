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
	read.trust(c.Pages)
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
	doc, conventions := layout.New(pages), locale.Detect(pages)
	numbers := locale.NewReader(conventions)
	table := lineitems.Extract(doc, numbers)
	rates := vatrates.Extract(doc, numbers, table)
	header := extractor.Extract(fields.Input{Layout: doc, Reader: numbers, Sums: vatrates.Evidence(doc, numbers, table, rates)}, t)

	read := &reading{fields: byName(header)}
	for _, row := range table.Rows(t) {
		read.lines = append(read.lines, byName(row))
	}
	for _, row := range vatrates.Rows(rates, t) {
		read.rates = append(read.rates, byName(row))
	}
	return read, &finder{doc: doc, reader: numbers}, nil
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
