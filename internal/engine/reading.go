package engine

import (
	"math"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
)

const (
	maxCandidates = 5
	maxString     = 250 // characters
)

// reading is what is known of a document so far: values by field name, rows
// by cell name, and the sizes of its pages.
type reading struct {
	fields map[string]api.Field
	lines  []map[string]api.Field
	rates  []map[string]api.Field
	pages  []api.PageSize
}

// result puts the reading into the shape of a document type: every field of
// the type is present, and no other.
func (r *reading) result(t api.DocumentType) *api.Result {
	return &api.Result{
		Fields:    shape(t.Fields, r.fields),
		LineItems: shapeRows(t.LineItems, r.lines),
		VATRates:  shapeRows(t.VATRates, r.rates),
		Pages:     r.pages,
	}
}

func shapeRows(specs []api.FieldSpec, rows []map[string]api.Field) []api.Row {
	if len(specs) == 0 {
		return nil
	}
	shaped := make([]api.Row, 0, len(rows))
	for _, row := range rows {
		shaped = append(shaped, shape(specs, row))
	}
	return shaped
}

func shape(specs []api.FieldSpec, found map[string]api.Field) []api.Field {
	fields := make([]api.Field, 0, len(specs))
	for _, spec := range specs {
		f := found[spec.Name]
		f.Name, f.DataType = spec.Name, spec.Type
		f.Values = candidates(f.Values, spec.Type)
		fields = append(fields, f)
	}
	return fields
}

// candidates keeps the best values within the bounds of the API: not found is
// one value without text.
func candidates(values []api.Value, t api.DataType) []api.Value {
	var kept []api.Value
	for _, v := range values {
		if v.Text == nil || len(kept) == maxCandidates {
			continue
		}
		if t == api.TypeString || t == api.TypeAuthor {
			v.Text = cut(*v.Text)
		}
		v.Confidence = min(max(v.Confidence, 0), 1)
		if math.IsNaN(v.Confidence) {
			v.Confidence = 0
		}
		kept = append(kept, v)
	}
	if len(kept) == 0 {
		return []api.Value{{}}
	}
	return kept
}

func cut(s string) *string {
	if runes := []rune(s); len(runes) > maxString {
		s = string(runes[:maxString])
	}
	return &s
}

// sizes are the sizes of the pages in whole pixels.
func sizes(pages []document.Page) []api.PageSize {
	all := make([]api.PageSize, 0, len(pages))
	for _, p := range pages {
		width, height := p.ShownSize()
		all = append(all, api.PageSize{Width: int(math.Round(width)), Height: int(math.Round(height))})
	}
	return all
}

// show moves the boxes, which were found on pages turned upright, to where
// they are on the pages as they are shown.
func (r *reading) show(pages []document.Page) {
	r.each(func(f api.Field) {
		for i, v := range f.Values {
			if b := v.Box; b != nil && b.Page < len(pages) && (pages[b.Page].Turned != 0 || pages[b.Page].Slope != 0) {
				f.Values[i].Box = shown(pages[b.Page], b)
			}
		}
	})
}

// each visits all fields and cells.
func (r *reading) each(visit func(api.Field)) {
	for _, f := range r.fields {
		visit(f)
	}
	for _, rows := range [][]map[string]api.Field{r.lines, r.rates} {
		for _, row := range rows {
			for _, f := range row {
				visit(f)
			}
		}
	}
}

func shown(page document.Page, b *api.Box) *api.Box {
	x, y := float64(b.X), float64(b.Y)
	return pixels(b.Page, page.Shown(document.Box{X0: x, Y0: y, X1: x + float64(b.Width), Y1: y + float64(b.Height)}))
}
