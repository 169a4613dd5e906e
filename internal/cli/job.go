package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/progress"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// documentsJob is the run of extract or submit over its inputs.
type documentsJob struct {
	results
	factory    *Factory
	files      *source.Found
	input      func(source.File) pipeline.Input
	only       func() pipeline.Input // of a single document, which is looked at first; set by run
	outDir     *outDir
	submitOnly bool
	wake       wake // nil where no webhooks are received
	// into makes the sink of a command that does not write the documents
	// themselves; nil for the format's own.
	into func() sink
	// filing, in place of outDir, writes a document's result and says where; not
	// where the document is left for another time.
	filing func(f source.File, d render.Document) (path string, filed bool, err error)
	// keeps has the ledger take part: what was submitted before is not
	// submitted again, but where policy says so.
	keeps  bool
	policy ledger.Policy
	dryRun bool
	// maxFailures is how many may fail before no more are started, 0 for no limit.
	maxFailures int

	config    *config.Config
	profile   config.Service
	conn      *connection
	ledger    *ledger.Ledger // nil where it takes no part
	typeName  string
	sink      sink
	progress  *progress.Progress
	exits     exits
	unwritten unwritten
	lost      error  // why the names of documents came to an early end
	leftOut   int    // how many were not started
	reused    int    // how many were not submitted again
	reason    string // why the last document was not sent
}

// run takes the inputs through the service and ends with the exit code of
// them all.
func (j *documentsJob) run(ctx context.Context) error {
	var err error
	if j.config, j.profile, err = j.factory.service(); err != nil {
		return err
	}
	if err := checkType(j.config, j.profile); err != nil {
		return err
	}
	if j.files.Len() == 0 {
		return j.nothing()
	}
	j.only = sync.OnceValue(func() pipeline.Input { return j.input(j.first()) })
	if d, bad := j.unreadable(); bad {
		return j.fail(d)
	}
	if j.keeps {
		if j.ledger, err = j.factory.ledger(ctx); err != nil {
			return j.refused(err)
		}
		defer j.ledger.Close()
	}
	j.conn, err = j.factory.connect(ctx, j.submitOnly && !j.dryRun)
	if err != nil {
		return j.refused(err)
	}
	err = j.through(ctx)
	if j.submitOnly && !j.dryRun && j.conn.outlives != nil && !j.conn.outlives() {
		j.say("there is no local server in the background: the work goes on with the next command, such as wait")
	}
	if closeErr := j.conn.close(); closeErr != nil {
		j.say("warning: %v", closeErr)
	}
	if !iostreams.IsBrokenPipe(j.factory.Streams.Out.Failure()) {
		j.unwritten.tell(j.factory.Streams)
	}
	return err
}

// nothing ends a run without documents: there is nothing to do.
func (j *documentsJob) nothing() error {
	j.say("no documents there%s", j.skippedNote())
	if j.profile.IsLocal() {
		j.shape = builtinShape(j.config.Value(config.DocumentType).Text)
	}
	return j.newSink().close()
}

func (j *documentsJob) through(ctx context.Context) error {
	var err error
	if j.typeName, err = documentType(ctx, j.config, j.conn); err != nil {
		return j.refused(err)
	}
	if j.dryRun {
		return j.rehearse(ctx)
	}
	if j.format == formatCSV {
		j.shape = shapeOf(ctx, j.profile, j.conn, j.typeName, j.csvRows)
	}
	if j.policy.Ambiguous && j.ledger != nil {
		if err := j.lookForAmbiguous(ctx); err != nil {
			return j.refused(err)
		}
	}
	j.factory.announceUpload(j.conn.profile)
	j.sink = j.newSink()
	j.progress = j.newProgress()
	began := j.factory.Now()
	defer j.tellInterruption(ctx)()
	err = pipeline.Run(ctx, j.pipelineConfig(), j.inputs(), j.deliver)
	j.progress.Close()
	if err = cmp.Or(err, j.lost); err != nil {
		return err
	}
	if err := j.sink.close(); err != nil {
		return err
	}
	j.summary(j.factory.Now().Sub(began))
	if code := j.exits.overall(); code != ExitOK {
		return &exitError{code}
	}
	return nil
}

// tellInterruption says at the first Ctrl-C what happens now, and at the end how
// to go on. What is returned is to be called at the end.
func (j *documentsJob) tellInterruption(ctx context.Context) func() {
	interrupted := func() bool { return errors.Is(context.Cause(ctx), ErrInterrupted) }
	var once sync.Once
	tell := func() {
		once.Do(func() { j.say("stopping: nothing new is submitted; once more to leave at once") })
	}
	stop := context.AfterFunc(ctx, func() {
		if interrupted() {
			tell()
		}
	})
	return func() {
		stop() // the run may hear of the end before what tells of it
		if !interrupted() {
			return
		}
		tell()
		if j.ledger != nil {
			j.say("what was submitted goes on; the same command picks it up and submits nothing twice")
		}
	}
}

func (j *documentsJob) pipelineConfig() pipeline.Config {
	c := pipeline.Config{
		Service:      j.conn,
		DocumentType: j.typeName,
		Customer:     j.config.Value(config.Customer).Text,
		Concurrency:  j.config.Value(config.Concurrency).Int(),
		WaitTimeout:  extractTimeout,
		SubmitOnly:   j.submitOnly,
		MaxFailures:  j.maxFailures,
		InOrder:      j.format != formatNDJSON,
		Experience:   j.conn.experience,
		Wake:         j.wake,
		Observe:      j.observe,
		Now:          j.factory.Now,
	}
	if j.ledger != nil {
		c.Keeping = j.keeping()
	}
	if j.conn.budget != nil {
		c.RequestTime = j.conn.budget.RequestTime
	}
	switch {
	case !j.conn.profile.IsLocal(): // as many as it takes, with -j as the most
		c.Ceiling = cmp.Or(c.Concurrency, pipeline.Ceiling)
		c.Concurrency = min(c.Ceiling, pipeline.DefaultConcurrency)
	case c.Concurrency == 0:
		c.Concurrency = max(pipeline.DefaultConcurrency, 2*runtime.NumCPU()) // the engine queues what its cores cannot take
	}
	if d := j.config.Value(config.Timeout).Duration(); d > 0 {
		c.WaitTimeout = d
	}
	return c
}

// keeping is the ledger's part. On this machine an extraction costs nothing: one
// that failed or expired is made anew.
func (j *documentsJob) keeping() *pipeline.Keeping {
	policy := j.policy
	policy.Since = j.factory.Now()
	if j.conn.profile.IsLocal() {
		policy.Failed, policy.Expired = true, true
	}
	return &pipeline.Keeping{
		Ledger: j.ledger, Profile: j.profile.Name, BaseURL: ledgerAddress(j.profile), Policy: policy,
		Identify: func(ctx context.Context) (pipeline.Identity, error) { return j.factory.identify(ctx, j.conn) },
	}
}

// inputs are made one by one, as their turn comes.
func (j *documentsJob) inputs() iter.Seq[pipeline.Input] {
	return func(yield func(pipeline.Input) bool) {
		if j.single {
			yield(j.only()) // a pipe can be opened once
			return
		}
		for f, err := range j.files.Files() {
			if err != nil {
				j.lost = err
				return
			}
			if !yield(j.input(f)) {
				return
			}
		}
	}
}

// first is the document of a run that has a single one.
func (j *documentsJob) first() source.File {
	for f, err := range j.files.Files() {
		if err == nil {
			return f
		}
	}
	return source.File{}
}

// unreadable looks at a single file before anything is opened or started.
func (j *documentsJob) unreadable() (pipeline.Outcome, bool) {
	if !j.single || j.first().Path == source.Stdin {
		return pipeline.Outcome{}, false
	}
	input := j.only()
	_, err := input.Open()
	return pipeline.Outcome{Input: input, Err: api.AsError(err)}, err != nil
}

// fail ends a run of one document that was never sent.
func (j *documentsJob) fail(o pipeline.Outcome) error {
	j.sink = j.newSink()
	j.progress = j.newProgress()
	defer j.progress.Close()
	if err := j.deliver(o); err != nil {
		return err
	}
	return &exitError{j.exits.overall()}
}

func (j *documentsJob) newSink() sink {
	if j.into != nil {
		return j.into()
	}
	if j.submitOnly && j.format == formatTable {
		return idSink{j.factory.Streams.Out}
	}
	return newSink(j.factory.Streams, j.results)
}

func (j *documentsJob) newProgress() *progress.Progress {
	s := j.factory.Streams
	return progress.New(s.Err, progress.Options{Total: j.files.Len(), Quiet: j.quiet(), Animated: s.Animated(), Width: s.ErrWidth()})
}

func (j *documentsJob) quiet() bool { return j.config.Value(config.Quiet).Bool() }

// say is for hints and notes, which -q silences.
func (j *documentsJob) say(format string, args ...any) {
	if !j.quiet() {
		fmt.Fprintf(j.factory.Streams.Err, format+"\n", args...)
	}
}
