package cli

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// documentsOptions are what extract and submit have in common.
type documentsOptions struct {
	factory  *Factory
	args     []string
	pick     pickFlags
	list     listFlags
	stop     stopFlags
	fileName string
	outDir   string
	policy   ledger.Policy
	dryRun   bool
}

func (o *documentsOptions) addFlags(cmd *cobra.Command) {
	addSettings(cmd.Flags(), config.DocumentType, config.Customer, config.Concurrency, config.Local, config.InsecureHTTP)
	cmd.Flags().StringVar(&o.fileName, "file-name", "", "`NAME` of the document from standard input")
}

// arguments wants something to be named, on the line or in a list.
func (o *documentsOptions) arguments() cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if o.list.from != "" {
			return nil
		}
		return arguments(cobra.MinimumNArgs(1), cmd.Name()+" needs a FILE, a folder, or - for standard input")(cmd, args)
	}
}

// addPolicyFlags declares what may be sent although it was before.
func (o *documentsOptions) addPolicyFlags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.policy.Again, "again", false, "extract anew what was extracted before, also what failed or expired")
	cmd.Flags().BoolVar(&o.policy.Ambiguous, "resubmit-ambiguous", false, "look for what the service may have taken, and send again what is not found")
	cmd.Flags().BoolVar(&o.policy.Expired, "resubmit-expired", false, "send again what expired before its result was fetched")
}

// addDryRun declares the flag that has a run rehearsed.
func (o *documentsOptions) addDryRun(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "say how much would be submitted where, and how much is known, and submit nothing")
}

// plan finds the documents that the arguments mean. Nothing is sent before
// the whole plan stands.
func (o *documentsOptions) plan(ctx context.Context) (*documentsJob, error) {
	if n := count(o.args, source.Stdin); n > 1 {
		return nil, usagef("", "standard input can be read once, and - is given %d times", n)
	}
	if o.fileName != "" && count(o.args, source.Stdin) == 0 {
		return nil, usagef("give - for standard input", "--file-name names the document from standard input")
	}
	maxFailures, err := o.stop.most()
	if err != nil {
		return nil, err
	}
	opts, err := o.pick.options(o.outDir)
	if err != nil {
		return nil, err
	}
	if opts.Listed, err = o.list.names(ctx, o.factory.Streams.In, o.args); err != nil {
		return nil, err
	}
	found, err := source.Collect(ctx, o.args, opts)
	if err != nil {
		return nil, unfound(err)
	}
	job := &documentsJob{
		factory: o.factory,
		files:   found,
		input:   func(f source.File) pipeline.Input { return o.input(ctx, f) },
		results: results{single: found.Single},
		keeps:   true,
		policy:  o.policy,
		dryRun:  o.dryRun,

		maxFailures: maxFailures,
	}
	if o.outDir != "" {
		if job.outDir, err = newOutDir(o.outDir, found.Files()); err != nil {
			return nil, errors.Join(err, found.Close())
		}
	}
	return job, nil
}

// unfound says why the documents could not be found.
func unfound(err error) error {
	if _, known := errors.AsType[*api.Error](err); known || errors.Is(err, ErrInterrupted) || errors.Is(err, context.Canceled) {
		return err
	}
	return &api.Error{Kind: api.KindUnreadable, Code: api.CodeUnreadable, Message: err.Error(), Err: err}
}

func (o *documentsOptions) input(ctx context.Context, f source.File) pipeline.Input {
	open := func() (api.Document, error) { return api.FileDocument(f.Path) }
	switch {
	case f.InFolder:
	case f.Path == source.Stdin:
		in := iostreams.Interruptible(ctx, o.factory.Streams.In)
		open = func() (api.Document, error) { return spool(in, "standard input", o.fileName) }
	case isPipe(f.Path): // it can be read once, and the looking at it counts
		open = sync.OnceValues(func() (api.Document, error) {
			return spool(iostreams.Interruptible(ctx, &pipeReader{path: f.Path}), f.Path, "")
		})
	}
	path, err := filepath.Abs(f.Path)
	if err != nil || f.Path == source.Stdin {
		path = ""
	}
	return pipeline.Input{Source: f.Path, Path: path, File: f, Open: open}
}

func count(words []string, word string) int {
	n := 0
	for _, w := range words {
		if w == word {
			n++
		}
	}
	return n
}

func checkWord(flag, word string, words []string) error {
	if slices.Contains(words, word) {
		return nil
	}
	return usagef("choose one of: "+joinWords(words), "%s: %q is not known", flag, word)
}

// checkCSVRows refuses rows that no csv would have.
func checkCSVRows(rows string, f format) error {
	if err := checkWord("--csv-rows", rows, render.AllCSVRows()); err != nil {
		return err
	}
	if f != formatCSV && rows != string(render.RowsDocuments) {
		return usagef("add -o csv", "--csv-rows %s goes with -o csv only", rows)
	}
	return nil
}
