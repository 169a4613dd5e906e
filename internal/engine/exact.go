package engine

import (
	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/einvoice"
)

// exact turns what an e-invoice says into a reading. It is what the supplier
// declares, not what somebody made out: the confidence is 1.
func exact(invoice *einvoice.Invoice) *reading {
	r := &reading{fields: map[string]api.Field{}}
	for name, texts := range invoice.Fields {
		f := api.Field{MultipleValues: len(texts) > 1}
		for _, text := range texts {
			f.Values = append(f.Values, certain(text))
		}
		r.fields[name] = f
	}
	r.lines, r.rates = certainRows(invoice.Lines), certainRows(invoice.Rates)
	return r
}

func certainRows(rows []map[string]string) []map[string]api.Field {
	var all []map[string]api.Field
	for _, row := range rows {
		fields := make(map[string]api.Field, len(row))
		for name, text := range row {
			fields[name] = api.Field{Values: []api.Value{certain(text)}}
		}
		all = append(all, fields)
	}
	return all
}

func certain(text string) api.Value { return api.Value{Text: &text, Confidence: 1} }
