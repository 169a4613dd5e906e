package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/progress"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/waiting"
)

// idsOptions are what poll, wait and get have in common.
type idsOptions struct {
	factory *Factory
	ids     []string
	output  formatFlag
	csvRows string
	ear     earFlags // of wait
	// all is true where the ids are all of a kind: json is an array then.
	all bool
}

// look finds out at the service where one extraction stands.
type look func(ctx context.Context, id string) (waiting.Report, error)

func (o *idsOptions) addFlags(cmd *cobra.Command) {
	addSettings(cmd.Flags(), config.DocumentType, config.Timeout, config.Concurrency, config.Local, config.InsecureHTTP)
}

func (o *idsOptions) addResultFlags(cmd *cobra.Command) {
	o.addFlags(cmd)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON, formatCSV, formatRaw)
	cmd.Flags().StringVar(&o.csvRows, "csv-rows", string(render.RowsDocuments), "what a csv row is, a `KIND` of: "+joinWords(render.AllCSVRows()))
	complete(cmd, "csv-rows", render.AllCSVRows)
}

// check settles what can be settled before the service is opened.
func (o *idsOptions) check() error {
	if o.csvRows != "" {
		if err := checkCSVRows(o.csvRows, o.output.format); err != nil {
			return err
		}
	}
	if o.output.format == formatRaw && len(o.ids) > 1 {
		return usagef("use -o ndjson, or get them one by one", "raw prints the body of one extraction")
	}
	for i, id := range o.ids {
		if o.ids[i] = strings.TrimSpace(id); o.ids[i] == "" {
			return usagef("", "an extraction id is empty")
		}
	}
	return nil
}

// single is true where exactly one id was given.
func (o *idsOptions) single() bool { return len(o.ids) == 1 && !o.all }

// idsJob is the run of poll, wait or get over its ids.
type idsJob struct {
	*idsOptions
	conn     *connection // nil where the ledger has all the answers
	ledger   *ledger.Ledger
	known    map[string]ledger.Entry // by id
	profile  config.Service
	config   *config.Config
	look     look
	sink     sink
	progress *progress.Progress
	quiet    bool // about extractions that are pending
	// code is the exit code of one, codeOfDocument by default.
	code  func(render.Document) ExitCode
	exits exits
}

// open opens the service in force for the ids.
func (o *idsOptions) open(ctx context.Context) (*idsJob, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	c, profile, err := o.factory.service()
	if err != nil {
		return nil, err
	}
	j := &idsJob{idsOptions: o, config: c, profile: profile, code: codeOfDocument}
	if j.ledger, err = o.factory.ledger(ctx); err != nil {
		return nil, err
	}
	if err := j.connect(ctx); err != nil {
		return nil, errors.Join(err, j.ledger.Close())
	}
	s := o.factory.Streams
	j.progress = progress.New(s.Err, progress.Options{
		Total: len(o.ids), Quiet: c.Value(config.Quiet).Bool(), Animated: s.Animated(), Width: s.ErrWidth(),
	})
	return j, nil
}

// refused writes, with json, the object of every id where the service could
// not be used at all.
func (o *idsOptions) refused(c *config.Config, err error) error {
	e, ok := errors.AsType[*api.Error](err)
	if !ok || (o.output.format != formatJSON && o.output.format != formatNDJSON) {
		return err
	}
	profile, profileErr := c.Service()
	if profileErr != nil {
		return err
	}
	out := newSink(o.factory.Streams, results{format: o.output.format, single: o.single()})
	for _, id := range o.ids {
		d := documentOf(id, waiting.Report{}, e)
		d.Profile = profile.Name
		if writeErr := out.write(d); writeErr != nil {
			return writeErr
		}
	}
	return errors.Join(err, out.close())
}

// resultsSink is the sink of the commands that print results.
func (j *idsJob) resultsSink(ctx context.Context) sink {
	r := results{format: j.output.format, csvRows: render.CSVRows(j.csvRows), single: j.single()}
	if name := j.config.Value(config.DocumentType).Text; name != "" && r.format == formatCSV {
		r.shape = shapeOf(ctx, j.profile, j.conn, name, r.csvRows)
	}
	return newSink(j.factory.Streams, r)
}

// run looks at every id, a few at a time, and writes what it finds: in the
// order given, or as it comes with ndjson.
func (j *idsJob) run(ctx context.Context) error {
	defer j.close()
	n := j.config.Value(config.Concurrency).Int()
	if n == 0 {
		n = pipeline.DefaultConcurrency
	}
	err := each(ctx, j.ids, n, j.output.format != formatNDJSON, j.find, j.hand)
	j.progress.Close()
	if err != nil {
		return err
	}
	if err := j.sink.close(); err != nil {
		return err
	}
	if code := j.exits.overall(); code != ExitOK {
		return &exitError{code}
	}
	return nil
}

func (j *idsJob) find(ctx context.Context, id string) render.Document {
	d := j.answer(ctx, id)
	d.Profile = j.profile.Name
	if d.DocumentType == "" {
		d.DocumentType = j.config.Value(config.DocumentType).Text
	}
	return d
}

func (j *idsJob) hand(d render.Document) error {
	code := j.code(d)
	j.exits.note(code)
	j.progress.Done(code != ExitOK)
	var err error
	aside(j.progress, j.factory.Streams.OutTTY || code != ExitOK, func() {
		if err = j.sink.write(d); err == nil && (!j.quiet || codeOfDocument(d) != ExitPending) {
			report(j.factory.Streams, d)
		}
	})
	return err
}

// each calls do for every id, n at a time, and hands over what it gives one
// call at a time. An error of hand stops the run.
func each(ctx context.Context, ids []string, n int, inOrder bool,
	do func(context.Context, string) render.Document, hand func(render.Document) error,
) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	done := make([]chan render.Document, len(ids))
	first := make(chan render.Document, len(ids))
	slots := make(chan struct{}, n)
	for i := range ids {
		done[i] = make(chan render.Document, 1)
	}
	wg.Go(func() {
		for i, id := range ids {
			slots <- struct{}{}
			wg.Go(func() {
				defer func() { <-slots }()
				d := do(ctx, id)
				done[i] <- d
				first <- d
			})
		}
	})
	for i := range ids {
		from := first
		if inOrder {
			from = done[i]
		}
		if err := hand(<-from); err != nil {
			cancel()
			return err
		}
	}
	return nil
}

// once takes one look. The client tries as long as the time allows while the
// service is not there.
func (j *idsJob) once(ctx context.Context, id string) (waiting.Report, error) {
	began := j.factory.Now()
	x, err := j.conn.Poll(ctx, id, 0)
	r := waiting.Report{Extraction: x}
	if err == nil && !x.Status.Finished() {
		r.PendingAt = began
	}
	return r, err
}

// documentOf puts an answer into the form that is written.
func documentOf(id string, r waiting.Report, err error) render.Document {
	d := render.Document{ID: id, Extraction: r.Extraction}
	d.Extraction.ID = id
	if err != nil {
		d.Err = api.AsError(err)
		d.Origin = originOf(d.Err)
		if d.Extraction.Status == "" || !waiting.GoesOn(d.Err) {
			d.Extraction.Status = api.StatusError
		}
	}
	if d.Extraction.Status.Finished() {
		d.ExpiresAt, d.ExpiresExact = r.Expiry(time.Time{})
	}
	return d
}

// statusSink writes id and status, one a line.
type statusSink struct{ w io.Writer }

func (t statusSink) write(d render.Document) error {
	if d.Err != nil {
		return nil //nolint:nilerr // nobody knows where it stands; standard error says why
	}
	status := string(d.Extraction.Status)
	if raw := d.Extraction.RawStatus; raw != "" && api.ParseStatus(raw) == api.StatusInProgress && raw != status {
		status += " (" + iostreams.Clean(raw) + ")"
	}
	_, err := fmt.Fprintf(t.w, "%s  %s\n", iostreams.Clean(d.ID), status)
	return err
}

func (statusSink) close() error { return nil }
