package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares what was written with the file of that name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func field(name string, t api.DataType, text string, confidence float64, box *api.Box) api.Field {
	v := api.Value{Confidence: confidence, Box: box}
	if text != "" {
		v.Text = &text
	}
	return api.Field{Name: name, DataType: t, Values: []api.Value{v}}
}

func also(f api.Field, text string, confidence float64) api.Field {
	f.Values = append(f.Values, api.Value{Text: &text, Confidence: confidence})
	return f
}

// example is a document with something of everything.
func example() render.Document {
	several := also(field("tags", api.TypeString, "one", 0.9, nil), "two", 0.8)
	several.MultipleValues = true
	row := func(number, description, quantity, price, net string, confidence float64) api.Row {
		return api.Row{
			field(api.ProductNumber, api.TypeString, number, 0.9, nil),
			field(api.ProductDescription, api.TypeString, description, confidence, nil),
			field(api.Quantity, api.TypeNumber, quantity, 0.9, nil),
			field(api.Unit, api.TypeString, "", 0, nil),
			field(api.Price, api.TypeNumber, price, confidence, nil),
			field(api.NetPrice, api.TypeNumber, net, 0.9, nil),
		}
	}
	result := &api.Result{
		ObjectID: "14a5", FileName: "invoice.pdf",
		Fields: []api.Field{
			field(api.SupplierName, api.TypeAuthor, "Example & Søn <Ltd>", 0.98, nil),
			field(api.InvoiceNumber, api.TypeString, "\x1b[31mR-1\u202e", 0.42, &api.Box{Page: 0, X: 1, Y: 2, Width: 3, Height: 4}),
			field(api.PurchaseOrderNumber, api.TypeString, "", 0, nil),
			field(api.IssueDate, api.TypeDate, "2026-11-24", 0.9, nil),
			field(api.NetAmount, api.TypeNumber, "-20.5000", 0.9, nil),
			also(field(api.TotalAmount, api.TypeNumber, "1440.0000", 0.99, &api.Box{Page: 0, X: 2019, Y: 2337, Width: 126, Height: 41}), "400.0000", 0.3),
			several,
		},
		LineItems: []api.Row{
			row("A-1", "Consulting on the layout of documents and of everything that belongs to it", "2.0000", "100.00005", "200.0000", 0.5),
			row("", "Travel", "12.5000", "10.0000", "125.0000", 0.9),
		},
		VATRates: []api.Row{{
			field(api.VATRatePercentage, api.TypeNumber, "20.0000", 0.9, nil),
			field(api.VATRateNet, api.TypeNumber, "325.0000", 0.9, nil),
		}},
		Pages: []api.PageSize{{Width: 2480, Height: 3508}},
	}
	return render.Document{
		Source: "in/invoice.pdf", SHA256: "abc", Profile: "local", ID: "0123", DocumentType: "invoice",
		Extraction:  api.Extraction{ID: "0123", Status: api.StatusSuccess, RawStatus: "SUCCESS", Result: result},
		SubmittedAt: time.Date(2026, 11, 24, 9, 59, 58, 0, time.UTC),
		ExpiresAt:   time.Date(2026, 11, 26, 9, 59, 58, 0, time.UTC),
	}
}

func failed() render.Document {
	return render.Document{
		Source: "in/=bad.pdf", Profile: "local", DocumentType: "invoice",
		Extraction: api.Extraction{Status: api.StatusError},
		Err:        &api.Error{Kind: api.KindAmbiguous, Code: api.CodeAmbiguous, Message: "who knows"},
		Origin:     render.OriginClient,
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		table render.Table
	}{
		{"table.txt", render.Table{}},
		{"table80.txt", render.Table{Width: 80}},
		{"table40.txt", render.Table{Width: 40}},
		{"table-color.txt", render.Table{Width: 80, Color: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := tt.table.Result(&b, example().Extraction.Result); err != nil {
				t.Fatal(err)
			}
			golden(t, tt.name, b.Bytes())
			for line := range strings.Lines(b.String()) {
				if strings.HasSuffix(line, " \n") {
					t.Errorf("blanks at the end of %q", line)
				}
			}
		})
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]render.Document{"object.json": example(), "failed.json": failed()} {
		var b bytes.Buffer
		if err := render.JSON(&b, render.NewObject(d)); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
		if strings.ContainsAny(b.String(), "\u202e\x1b") {
			t.Errorf("%s holds what a terminal acts on", name)
		}
	}
}

// TestLineIsTheSameObject holds ndjson, and an array's elements, to json.
func TestLineIsTheSameObject(t *testing.T) {
	t.Parallel()
	var one, line, element bytes.Buffer
	o := render.NewObject(example())
	for _, err := range []error{render.JSON(&one, o), render.Line(&line, o), render.Element(&element, "[", o)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	element.WriteString("]")
	var a, b any
	var c []any
	for text, v := range map[*bytes.Buffer]any{&one: &a, &line: &b, &element: &c} {
		if err := json.Unmarshal(text.Bytes(), v); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("ndjson differs: %s", diff)
	}
	if diff := cmp.Diff(a, c[0]); diff != "" {
		t.Errorf("an element differs: %s", diff)
	}
	if bytes.Count(line.Bytes(), []byte("\n")) != 1 {
		t.Error("ndjson takes more than a line")
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	invoice, _ := api.BuiltinType("invoice")
	for _, tt := range []struct {
		name  string
		rows  render.CSVRows
		shape *api.DocumentType
	}{
		{"documents.csv", render.RowsDocuments, &invoice},
		{"lines.csv", render.RowsLines, &invoice},
		{"fields.csv", render.RowsFields, &invoice},
		{"unknown.csv", render.RowsDocuments, nil},
	} {
		var b bytes.Buffer
		c := render.NewCSV(&b, tt.rows, tt.shape)
		for _, d := range []render.Document{failed(), example()} {
			if err := c.Write(render.NewObject(d)); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		golden(t, tt.name, b.Bytes())
	}
}

// TestCSVLinesOfAnUnknownTypeWaitForTheFirst has a document without line items
// before the first that has some.
func TestCSVLinesOfAnUnknownTypeWaitForTheFirst(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	c := render.NewCSV(&b, render.RowsLines, nil)
	bare := example()
	bare.Extraction.Result = &api.Result{Fields: bare.Extraction.Result.Fields}
	for _, d := range []render.Document{bare, failed(), example()} {
		if err := c.Write(render.NewObject(d)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	header, rows, _ := strings.Cut(b.String(), "\n")
	if !strings.Contains(header, "product_description") || !strings.Contains(rows, "AMBIGUOUS: who knows") {
		t.Errorf("got %q", b.String())
	}
}

func TestCSVWithoutDocumentsHasItsHeader(t *testing.T) {
	t.Parallel()
	receipt, _ := api.BuiltinType("receipt")
	var b bytes.Buffer
	if err := render.NewCSV(&b, render.RowsDocuments, &receipt).Close(); err != nil {
		t.Fatal(err)
	}
	if want := "source,status,extraction_id,supplier_name,supplier_address,issue_date,total_amount,error\n"; b.String() != want {
		t.Errorf("got %q", b.String())
	}
}
