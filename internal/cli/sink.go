package cli

import (
	"fmt"
	"io"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/render"
)

// sink takes documents one by one and writes them in a format.
type sink interface {
	write(d render.Document) error
	close() error
}

// results says how a command's results are written.
type results struct {
	format  format
	csvRows render.CSVRows
	// single is true for exactly one FILE, - or ID: json is an object then.
	single bool
	// shape is the document type's, nil where it is not known.
	shape *api.DocumentType
}

func newSink(s *iostreams.Streams, r results) sink {
	switch r.format {
	case formatJSON:
		return &jsonSink{w: s.Out, single: r.single}
	case formatNDJSON:
		return ndjsonSink{s.Out}
	case formatCSV:
		return csvSink{render.NewCSV(s.DataOut(), r.csvRows, r.shape)}
	case formatRaw:
		return rawSink{s.DataOut()}
	case formatTable:
	}
	return &tableSink{w: s.Out, table: render.Table{Width: s.Width(), Color: s.OutColor()}, single: r.single}
}

// tableSink draws what the documents gave; with several each has its name
// above it.
type tableSink struct {
	w      io.Writer
	table  render.Table
	single bool
	begun  bool
}

func (t *tableSink) write(d render.Document) error {
	if d.Extraction.Result == nil {
		return nil
	}
	if t.begun {
		fmt.Fprintln(t.w)
	}
	t.begun = true
	if !t.single {
		if err := t.table.Heading(t.w, headline(d)); err != nil {
			return err
		}
	}
	return t.table.Result(t.w, d.Extraction.Result)
}

func (*tableSink) close() error { return nil }

// headline names a document above its table.
func headline(d render.Document) string {
	if d.Source != "" {
		return d.Source
	}
	if r := d.Extraction.Result; r != nil && r.FileName != "" {
		return r.FileName
	}
	return d.ID
}

// jsonSink writes one object, or an array element by element.
type jsonSink struct {
	w      io.Writer
	single bool
	begun  bool
}

func (j *jsonSink) write(d render.Document) error {
	if j.single {
		return render.JSON(j.w, render.NewObject(d))
	}
	opening := ",\n"
	if !j.begun {
		opening = "[\n"
	}
	j.begun = true
	return render.Element(j.w, opening, render.NewObject(d))
}

func (j *jsonSink) close() error {
	if j.single {
		return nil
	}
	end := "\n]\n"
	if !j.begun {
		end = "[]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}

type ndjsonSink struct{ w io.Writer }

func (n ndjsonSink) write(d render.Document) error { return render.Line(n.w, render.NewObject(d)) }
func (ndjsonSink) close() error                    { return nil }

type csvSink struct{ csv *render.CSV }

func (c csvSink) write(d render.Document) error { return c.csv.Write(render.NewObject(d)) }
func (c csvSink) close() error                  { return c.csv.Close() }

// rawSink passes the service's body on.
type rawSink struct{ w io.Writer }

func (r rawSink) write(d render.Document) error {
	body, err := rawBody(d)
	if err != nil || body == nil {
		return err
	}
	_, err = r.w.Write(body)
	return err
}

func (rawSink) close() error { return nil }

// rawBody is the service's body byte for byte or, where the service is in
// this process and sent none, what it would have sent; nil where it has said
// nothing of how the extraction stands.
func rawBody(d render.Document) ([]byte, error) {
	x := d.Extraction
	if x.Raw != nil || x.ID == "" || d.Err != nil {
		return x.Raw, nil //nolint:nilerr // what went wrong is told elsewhere, and has no body
	}
	return api.EncodePoll(x)
}
