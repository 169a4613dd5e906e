package cli

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/progress"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// documentsJob is the run of extract or submit over its inputs.
type documentsJob struct {
	results
	factory    *Factory
	files      []source.File
	inputs     []pipeline.Input
	skipped    int
	outDir     *outDir
	submitOnly bool

	config   *config.Config
	conn     *connection
	typeName string
	sink     sink
	progress *progress.Progress
	codes    []ExitCode
	lost     map[string]string // ids accepted whose result is not written yet, with their source
}

// run takes the inputs through the service and ends with the exit code of
// them all.
func (j *documentsJob) run(ctx context.Context) error {
	c, err := j.factory.Config()
	if err != nil {
		return err
	}
	profile, err := c.Service()
	if err != nil {
		return err
	}
	if err := checkType(c, profile); err != nil {
		return err
	}
	j.config, j.lost = c, map[string]string{}
	if len(j.inputs) == 0 {
		return j.nothing(profile)
	}
	if d, bad := j.unreadable(); bad {
		return j.fail(d)
	}
	j.conn, err = j.factory.connect(ctx, j.submitOnly)
	if err != nil {
		return err
	}
	err = j.through(ctx)
	if j.submitOnly && j.conn.outlives != nil && !j.conn.outlives() {
		j.say("there is no local server in the background: the work goes on with the next command, such as wait")
	}
	if closeErr := j.conn.close(); closeErr != nil {
		j.say("warning: %v", closeErr)
	}
	if !iostreams.IsBrokenPipe(j.factory.Streams.Out.Failure()) {
		j.tellLost()
	}
	return err
}

// nothing ends a run without documents: there is nothing to do.
func (j *documentsJob) nothing(profile config.Service) error {
	j.say("no documents there%s", j.skippedNote())
	if profile.IsLocal() {
		j.shape = builtinShape(j.config.Value(config.DocumentType).Text)
	}
	return j.newSink().close()
}

func (j *documentsJob) through(ctx context.Context) error {
	var err error
	if j.typeName, err = documentType(ctx, j.config, j.conn); err != nil {
		return err
	}
	if j.format == formatCSV {
		j.shape = shapeOf(ctx, j.conn, j.typeName)
	}
	j.factory.announceUpload(j.conn.profile)
	j.sink = j.newSink()
	j.progress = j.newProgress()
	began := j.factory.Now()
	err = pipeline.Run(ctx, j.pipelineConfig(), slices.Values(j.inputs), j.deliver)
	j.progress.Close()
	if err != nil {
		return err
	}
	if err := j.sink.close(); err != nil {
		return err
	}
	j.summary(j.factory.Now().Sub(began))
	if code := overall(j.codes); code != ExitOK {
		return &exitError{code}
	}
	return nil
}

func (j *documentsJob) pipelineConfig() pipeline.Config {
	c := pipeline.Config{
		Service:      j.conn,
		DocumentType: j.typeName,
		Customer:     j.config.Value(config.Customer).Text,
		Concurrency:  j.config.Value(config.Concurrency).Int(),
		WaitTimeout:  extractTimeout,
		SubmitOnly:   j.submitOnly,
		InOrder:      j.format != formatNDJSON,
		Observe:      j.observe,
		Now:          j.factory.Now,
	}
	if c.Concurrency == 0 && j.conn.profile.IsLocal() {
		c.Concurrency = max(pipeline.DefaultConcurrency, 2*runtime.NumCPU()) // the engine queues what its cores cannot take
	}
	if d := j.config.Value(config.Timeout).Duration(); d > 0 {
		c.WaitTimeout = d
	}
	return c
}

// observe shows where a document stands, and remembers what was accepted
// until its result is written.
func (j *documentsJob) observe(e pipeline.Event) {
	switch e.Step {
	case pipeline.Started:
		j.progress.Change(e.Source, "sending")
	case pipeline.Accepted:
		j.lost[e.ID] = e.Source
		if j.factory.Streams.Animated() {
			j.progress.Change(e.Source, "submitted") // the id comes at the end, to stay
		} else {
			j.progress.Change(e.Source, "submitted, extraction "+e.ID)
		}
	case pipeline.Looked:
		j.progress.Change(e.Source, e.RawStatus)
	case pipeline.Finished:
	}
}

// deliver writes one outcome. Its error stops the run.
func (j *documentsJob) deliver(o pipeline.Outcome) error {
	d := j.document(o)
	code := codeOfDocument(d)
	if j.submitOnly && d.Err == nil {
		code = ExitOK
	}
	j.codes = append(j.codes, code)
	j.progress.Done(code != ExitOK)
	var err error
	aside(j.progress, j.factory.Streams.OutTTY || code != ExitOK || j.single, func() {
		err = j.write(o.Index, d)
		switch {
		case err != nil:
		case code != ExitOK:
			report(j.factory.Streams, d)
		case j.single && !j.submitOnly && j.factory.Streams.Animated():
			j.note(d)
		}
	})
	return err
}

// note says below the result of one document what the table does not hold.
func (j *documentsJob) note(d render.Document) {
	s := j.factory.Streams
	text := "extraction " + iostreams.Clean(d.ID)
	if !d.ExpiresAt.IsZero() {
		text += ", kept until " + d.ExpiresAt.Local().Format("2006-01-02 15:04")
	}
	if s.ErrColor() {
		text = "\x1b[2m" + text + "\x1b[0m"
	}
	if s.OutTTY {
		text = "\n" + text // apart from the table
	}
	j.say("%s", text)
}

// write hands the document to the format, or saves its file and tells where.
func (j *documentsJob) write(index int, d render.Document) error {
	if j.outDir == nil {
		err := j.sink.write(d)
		if err == nil {
			delete(j.lost, d.ID)
		}
		return err
	}
	path, err := j.outDir.save(index, d, j.format)
	if err != nil {
		return err
	}
	delete(j.lost, d.ID)
	if j.format == formatJSON || j.format == formatNDJSON {
		return j.sink.write(d)
	}
	return savedLine(j.factory.Streams.Out, d, path)
}

func (j *documentsJob) document(o pipeline.Outcome) render.Document {
	d := render.Document{
		Source:       o.Source,
		SHA256:       o.SHA256,
		ID:           o.Extraction.ID,
		DocumentType: j.typeName,
		Customer:     j.config.Value(config.Customer).Text,
		Extraction:   o.Extraction,
		Err:          o.Err,
		SubmittedAt:  o.SubmittedAt,
		ExpiresAt:    o.ExpiresAt,
		ExpiresExact: o.ExpiresExact,
	}
	d.Extraction.Status = o.Status()
	if j.conn != nil {
		d.Profile = j.conn.profile.Name
	}
	if d.Err != nil {
		d.Origin = originOf(d.Err)
	}
	return d
}

// unreadable looks at a single file before anything is opened or started.
func (j *documentsJob) unreadable() (pipeline.Outcome, bool) {
	if !j.single || j.inputs[0].Source == source.Stdin {
		return pipeline.Outcome{}, false
	}
	_, err := j.inputs[0].Open()
	return pipeline.Outcome{Source: j.inputs[0].Source, Err: api.AsError(err)}, err != nil
}

// fail ends a run of one document that was never sent.
func (j *documentsJob) fail(o pipeline.Outcome) error {
	j.sink = j.newSink()
	j.progress = j.newProgress()
	defer j.progress.Close()
	service, err := j.config.Service()
	if err != nil {
		return err
	}
	j.conn = &connection{profile: service}
	if err := j.deliver(o); err != nil {
		return err
	}
	return &exitError{overall(j.codes)}
}

func (j *documentsJob) newSink() sink {
	if j.submitOnly && j.format == formatTable {
		return idSink{j.factory.Streams.Out}
	}
	return newSink(j.factory.Streams, j.results)
}

func (j *documentsJob) newProgress() *progress.Progress {
	s := j.factory.Streams
	return progress.New(s.Err, progress.Options{Total: len(j.inputs), Quiet: j.quiet(), Animated: s.Animated(), Width: s.ErrWidth()})
}

func (j *documentsJob) quiet() bool { return j.config.Value(config.Quiet).Bool() }

// say is for hints and notes, which -q silences.
func (j *documentsJob) say(format string, args ...any) {
	if !j.quiet() {
		fmt.Fprintf(j.factory.Streams.Err, format+"\n", args...)
	}
}

func (j *documentsJob) skippedNote() string {
	if j.skipped == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s skipped: hidden, a link, or no kind of document)", plural(j.skipped, "file", "files"))
}

func (j *documentsJob) summary(took time.Duration) {
	if len(j.inputs) == 1 && j.skipped == 0 {
		return
	}
	failed := 0
	for _, c := range j.codes {
		if c != ExitOK {
			failed++
		}
	}
	if s := j.factory.Streams; s.OutTTY && s.ErrTTY && j.format == formatTable && !j.submitOnly && j.outDir == nil {
		j.say("") // apart from the last table
	}
	j.say("%s in %s%s", progress.Figures(len(j.codes)-failed, failed, len(j.inputs)), duration(took), j.skippedNote())
}

func duration(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// tellLost names what the service has taken and no result was written for.
func (j *documentsJob) tellLost() {
	for id, name := range j.lost {
		fmt.Fprintf(j.factory.Streams.Err, "not written: %s, extraction %s: docextract get %s\n",
			iostreams.Clean(name), iostreams.Clean(id), iostreams.Clean(id))
	}
}
