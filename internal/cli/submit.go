package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/render"
)

type submitOptions struct {
	documentsOptions
	output formatFlag
}

// NewSubmit is the command that hands documents over and returns.
func NewSubmit(f *Factory) *cobra.Command {
	o := &submitOptions{documentsOptions: documentsOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "submit FILE|DIR|- ...",
		Short: "Hand documents over and print their extraction ids",
		Long: `Hand documents over and print their extraction ids, one a line, without waiting
for the results. The local server is started in the background for it and ends
by itself when there is no more work.

A document that was submitted before is not submitted again: its id is printed.`,
		Example: examples(
			"id=$(docextract submit invoice.pdf)", "hand over one document and keep its id",
			"docextract wait \"$id\"", "wait for it and print what it holds",
			"docextract submit invoices/ -o ndjson > submitted.ndjson", "a folder, with the id and the source of each",
		),
		Args: o.arguments(),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.args = args
			return runSubmit(cmd.Context(), o)
		},
	}
	o.addFlags(cmd)
	o.addPolicyFlags(cmd)
	o.pick.addFlags(cmd)
	o.list.addFlags(cmd)
	o.stop.addFlags(cmd)
	o.addDryRun(cmd)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	addSettings(cmd.Flags(), config.Timeout)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitUnauthorized, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runSubmit(ctx context.Context, o *submitOptions) error {
	job, err := o.plan(ctx)
	if err != nil {
		return err
	}
	job.format, job.submitOnly = o.output.format, true
	return errors.Join(job.run(ctx), job.files.Close())
}

// idSink writes the ids of what was accepted, one a line.
type idSink struct{ w io.Writer }

func (s idSink) write(d render.Document) error {
	if d.ID == "" {
		return nil
	}
	_, err := fmt.Fprintln(s.w, d.ID)
	return err
}

func (idSink) close() error { return nil }
