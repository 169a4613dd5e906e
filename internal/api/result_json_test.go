package api_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

func TestResultIsWrittenAsPublished(t *testing.T) {
	r := api.Result{
		ObjectID: "14a5", FileName: "a<b>.pdf",
		Fields: []api.Field{
			{Name: "total_amount", DataType: api.TypeNumber, Values: []api.Value{
				{Text: new("440.0000"), Confidence: 0.99, Box: &api.Box{Page: 0, X: 2019, Y: 2337, Width: 126, Height: 41}},
			}},
			{Name: "issue_date", DataType: api.TypeDate},
		},
		LineItems: []api.Row{{{Name: "unit", DataType: api.TypeString, Values: []api.Value{{Text: new("h"), Confidence: 0.5}}}}},
		Pages:     []api.PageSize{{Width: 2480, Height: 3508}},
	}
	want := `{"object_id":"14a5","file_name":"a<b>.pdf","customer":null,` +
		`"extracted_fields":[` +
		`{"name":"total_amount","data_type":"NUMBER","multiple_values":false,"values":[` +
		`{"x":2019,"y":2337,"width":126,"height":41,"page_number":0,"value":"440.0000","confidence_score":0.99}]},` +
		`{"name":"issue_date","data_type":"DATE","multiple_values":false,"values":[` +
		`{"x":-1,"y":-1,"width":-1,"height":-1,"page_number":-1,"value":null,"confidence_score":0}]}],` +
		`"line_items":[[{"name":"unit","data_type":"STRING","values":[` +
		`{"x":-1,"y":-1,"width":-1,"height":-1,"page_number":-1,"value":"h","confidence_score":0.5}]}]],` +
		`"vat_rates":[],"pages":[{"width":2480,"height":3508}]}`
	got, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestResultComesBackAsItWas(t *testing.T) {
	r := api.Result{
		ObjectID: "x", FileName: "f.pdf", Customer: "ACME",
		Fields: []api.Field{{Name: "iban", DataType: "STRING", MultipleValues: true, Values: []api.Value{
			{Text: new("DE00"), Confidence: 1, Box: &api.Box{Page: 2, X: 1, Y: 2, Width: 3, Height: 4}}, {},
		}}},
		VATRates: []api.Row{{{Name: "vat_rate_net", DataType: "NUMBER", Values: []api.Value{{Text: new("-1.0000"), Confidence: 0.25}}}}},
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back api.Result
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back); diff != "" {
		t.Error(diff)
	}
}

// TestValueVariants covers what other writers send for one value.
func TestValueVariants(t *testing.T) {
	tests := map[string]struct {
		value string
		want  api.Value
	}{
		"confidence as number":   {`{"value":"a","confidence_score":0.5}`, api.Value{Text: new("a"), Confidence: 0.5}},
		"confidence as string":   {`{"value":"a","confidence_score":"0.5"}`, api.Value{Text: new("a"), Confidence: 0.5}},
		"confidence null":        {`{"value":"a","confidence_score":null}`, api.Value{Text: new("a")}},
		"confidence missing":     {`{"value":"a"}`, api.Value{Text: new("a")}},
		"confidence no number":   {`{"value":"a","confidence_score":"high"}`, api.Value{Text: new("a")}},
		"confidence above one":   {`{"value":"a","confidence_score":98}`, api.Value{Text: new("a"), Confidence: 1}},
		"value null":             {`{"value":null}`, api.Value{}},
		"value missing":          {`{}`, api.Value{}},
		"value as number":        {`{"value":440.10}`, api.Value{Text: new("440.10")}},
		"not located":            {`{"x":-1,"y":-1,"width":-1,"height":-1,"page_number":-1}`, api.Value{}},
		"page null":              {`{"x":1,"y":1,"width":1,"height":1,"page_number":null}`, api.Value{}},
		"located, first page":    {`{"x":1,"y":2,"width":3,"height":4,"page_number":0}`, api.Value{Box: &api.Box{X: 1, Y: 2, Width: 3, Height: 4}}},
		"fractional coordinates": {`{"x":1.6,"y":"2","width":3,"height":4,"page_number":1}`, api.Value{Box: &api.Box{Page: 1, X: 2, Y: 2, Width: 3, Height: 4}}},
		"unknown members":        {`{"value":"a","source":"model","nested":{"x":5}}`, api.Value{Text: new("a")}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var r api.Result
			body := `{"extracted_fields":[{"name":"f","data_type":"STRING","values":[` + tt.value + `]}]}`
			if err := json.Unmarshal([]byte(body), &r); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, r.Fields[0].Best()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestResultVariants covers what other writers send around the values.
func TestResultVariants(t *testing.T) {
	tests := map[string]struct {
		body string
		want api.Result
	}{
		"empty object":       {`{}`, api.Result{}},
		"customer null":      {`{"customer":null}`, api.Result{}},
		"customer given":     {`{"customer":"ACME"}`, api.Result{Customer: "ACME"}},
		"all null":           {`{"object_id":null,"file_name":null,"extracted_fields":null,"line_items":null,"vat_rates":null,"pages":null}`, api.Result{}},
		"adjusted_s3_url":    {`{"object_id":"o","adjusted_s3_url":"https://example.com/x","new":[1]}`, api.Result{ObjectID: "o"}},
		"values missing":     {`{"extracted_fields":[{"name":"f"}]}`, api.Result{Fields: []api.Field{{Name: "f"}}}},
		"values null":        {`{"extracted_fields":[{"name":"f","values":null}]}`, api.Result{Fields: []api.Field{{Name: "f"}}}},
		"unknown data_type":  {`{"extracted_fields":[{"name":"f","data_type":"CURRENCY"}]}`, api.Result{Fields: []api.Field{{Name: "f", DataType: "CURRENCY"}}}},
		"null cell in a row": {`{"line_items":[[null,{"name":"c"}],null]}`, api.Result{LineItems: []api.Row{{{Name: "c"}}}}},
		"row without cells":  {`{"line_items":[[]]}`, api.Result{LineItems: []api.Row{{}}}},
		"pages of our own":   {`{"pages":[{"width":1,"height":2}]}`, api.Result{Pages: []api.PageSize{{Width: 1, Height: 2}}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got api.Result
			if err := json.Unmarshal([]byte(tt.body), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
