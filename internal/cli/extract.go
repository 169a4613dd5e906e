package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/render"
)

type extractOptions struct {
	documentsOptions
	output  formatFlag
	csvRows string
	ear     earFlags
}

// NewExtract is the command that does the whole job: submit, wait, get.
func NewExtract(f *Factory) *cobra.Command {
	o := &extractOptions{documentsOptions: documentsOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "extract FILE|DIR|- ...",
		Short: "Read documents and print what they hold",
		Long: `Read documents and print what they hold: submit, wait and get in one.

A folder means every document below it: PDF, XML and images, by their suffix or
first bytes. Hidden files are skipped and links are not followed. - is standard
input. One document that fails never stops the others, unless --fail-fast or
--max-failures says so: then nothing new is started, and what is under way ends.

--include and --exclude choose among the documents of folders. A PATTERN without
a slash is one for names, of files and of folders, another is one for the path
below the folder given: *, ? and [a-z] as in the shell, and ** for any number of
folders. Both may be given several times; --exclude wins. --files-from takes more
names from a list, which keep their folders with --out-dir.

Nothing is submitted twice: a document is known by its bytes, so that the same
command again goes on where it stopped, and a result that is kept here is reused.
A document that ended in ERROR is not sent again either, except to the local
server; --again extracts anew. What the service may or may not have taken is
ambiguous and not sent again unasked: see reconcile.

With --listen the service's webhooks tell when a document is done, and the
service is asked now and then only.`,
		Example: examples(
			"docextract extract invoice.pdf", "one invoice, as a table",
			"docextract extract invoices/ --out-dir results/", "a folder, a file with the json of each document",
			"docextract extract invoices/ --include '2026/**/*.pdf' --exclude drafts", "some of a folder",
			"find /srv -newer stamp -name '*.pdf' -print0 | docextract extract --files-from - --null -o ndjson", "what another program finds",
			"docextract extract invoices/ --max-failures 20 --out-dir results/", "give up where something is wrong with many",
			"docextract extract invoices/ -o csv --csv-rows lines > lines.csv", "all line items of a folder, for a spreadsheet",
			"docextract extract invoice.pdf -o json | jq -r .fields.invoice_number.value", "one field",
			"curl -s https://example.com/invoice.pdf | docextract extract -", "from standard input",
		),
		Args: o.arguments(),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.args = args
			return runExtract(cmd.Context(), o)
		},
	}
	o.addFlags(cmd)
	o.addPolicyFlags(cmd)
	o.pick.addFlags(cmd)
	o.list.addFlags(cmd)
	o.stop.addFlags(cmd)
	o.addDryRun(cmd)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON, formatCSV, formatRaw)
	cmd.Flags().StringVar(&o.csvRows, "csv-rows", string(render.RowsDocuments), "what a csv row is, a `KIND` of: "+joinWords(render.AllCSVRows()))
	cmd.Flags().StringVar(&o.outDir, "out-dir", "", "write a file for each document below `DIR`")
	o.ear.addFlags(cmd)
	addSettings(cmd.Flags(), config.Timeout)
	complete(cmd, "csv-rows", render.AllCSVRows)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runExtract(ctx context.Context, o *extractOptions) (err error) {
	if err := o.check(); err != nil {
		return err
	}
	job, err := o.plan(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, job.files.Close()) }()
	if o.output.format == formatRaw && o.outDir == "" && !job.single {
		return usagef("add --out-dir DIR, or use -o ndjson", "raw prints the body of one document")
	}
	job.format, job.csvRows = o.output.format, render.CSVRows(o.csvRows)
	wake, stop, err := o.ear.bell(ctx, o.factory)
	if err != nil {
		return err
	}
	job.wake = wake
	return errors.Join(job.run(ctx), stop())
}

func (o *extractOptions) check() error {
	if err := checkCSVRows(o.csvRows, o.output.format); err != nil {
		return err
	}
	if o.outDir != "" && o.output.format == formatCSV {
		return usagef("leave out --out-dir and redirect: docextract extract DIR -o csv > FILE",
			"csv is one table and does not go with --out-dir")
	}
	return nil
}
