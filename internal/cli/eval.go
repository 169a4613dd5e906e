package cli

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/score"
	"github.com/docextract/docextract/internal/source"
)

// truthFile holds the answers of the documents beside it.
const truthFile = "truth.json"

type evalOptions struct {
	documentsOptions
	output formatFlag
	scorer score.Options
}

// NewEval is the command that measures extractions against known answers.
func NewEval(f *Factory) *cobra.Command {
	o := &evalOptions{documentsOptions: documentsOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "eval DIR",
		Short: "Measure extractions against known answers",
		Long: `Measure extractions against known answers: read the documents that truth.json in
the folder names, and count for each field how often the value is right, wrong,
missing or invented. Line items and VAT rates have an F1 score; the calibration
tells whether a confidence of 0.9 is right nine times in ten.

Numbers are compared to the cent, dates to the day, other text without case,
accents, spaces and punctuation. A line item is right when its net price equals
and its description is at least 85 % the same. Low scores are no failure: the
exit status is that of extract. ndjson has a line for each document, with what
was wanted and given.`,
		Example: examples(
			"docextract eval samples/", "the figures, as a table",
			"docextract eval samples/ -o json | jq .all_fields", "one figure, for a script",
			"docextract eval samples/ -o ndjson | jq -c '.source as $s | .fields[] | select(.verdict == \"wrong\") | [$s, .want, .got]'", "what was read wrong",
		),
		Args: arguments(cobra.ExactArgs(1), "eval needs one folder with documents and a truth.json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.args = args
			return runEval(cmd.Context(), o)
		},
	}
	addSettings(cmd.Flags(), config.DocumentType, config.Customer, config.Concurrency, config.Local, config.InsecureHTTP, config.Timeout)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	cmd.Flags().BoolVar(&o.scorer.LooseNames, "loose-names", false, "one supplier name may contain the other")
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runEval(ctx context.Context, o *evalOptions) error {
	dir := o.args[0]
	truth, err := readTruth(dir)
	if err != nil {
		return err
	}
	job, names, err := o.plan(ctx, dir, truth)
	if err != nil {
		return err
	}
	left, err := unnamed(ctx, dir, names)
	if err != nil {
		return err
	}
	job.format = formatNDJSON // in the order of finishing: the figures do not depend on it
	job.into = func() sink {
		return &evalSink{options: o, names: names, truth: truth, tally: score.NewTally(), began: o.factory.Now()}
	}
	err = job.run(ctx)
	if left > 0 && job.config != nil {
		job.say("%s left out: %s does not name them", plural(left, "document is", "documents are"), truthFile)
	}
	return err
}

// plan takes the documents that the truth names. names are their names there,
// by source.
func (o *evalOptions) plan(ctx context.Context, dir string, truth map[string]score.Truth) (job *documentsJob, names map[string]string, err error) {
	var files []source.File
	job, names = &documentsJob{factory: o.factory}, map[string]string{}
	job.input = func(f source.File) pipeline.Input { return o.input(ctx, f) }
	for _, name := range slices.Sorted(maps.Keys(truth)) {
		rel := filepath.FromSlash(name)
		if !filepath.IsLocal(rel) {
			return nil, nil, usagef("", "%s names %q, which is not below the folder", truthFile, name)
		}
		file := source.File{Path: filepath.Join(dir, rel), Rel: rel, InFolder: true}
		names[file.Path] = name
		files = append(files, file)
	}
	job.files = source.These(files)
	return job, names, nil
}

// unnamed counts the documents that the truth does not name.
func unnamed(ctx context.Context, dir string, names map[string]string) (int, error) {
	n := 0
	_, err := source.Find(ctx, []string{dir}, source.Options{}, func(f source.File) error {
		if _, ok := names[f.Path]; !ok {
			n++
		}
		return nil
	})
	if err != nil {
		return 0, unreadableTruth(err)
	}
	return n, nil
}

func readTruth(dir string) (map[string]score.Truth, error) {
	path := filepath.Join(dir, truthFile)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadableTruth(err)
	}
	truth, err := score.ParseTruth(data)
	if err != nil {
		return nil, usagef("see `docextract eval --help`, and the guide measure-accuracy for its form", "%s: %v", path, err)
	}
	return truth, nil
}

func unreadableTruth(err error) error {
	e := &api.Error{Kind: api.KindUnreadable, Code: api.CodeUnreadable, Message: "cannot read the answers: " + err.Error(), Err: err}
	if errors.Is(err, fs.ErrNotExist) {
		e.Hint = "eval needs a folder with documents and a " + truthFile + " that says what they hold"
	}
	return e
}
