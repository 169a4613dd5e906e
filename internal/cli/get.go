package cli

import (
	"context"

	"github.com/spf13/cobra"
)

// NewGet is the command that prints results that are there.
func NewGet(f *Factory) *cobra.Command {
	o := &idsOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "get ID ...",
		Short: "Print the results of extractions",
		Long: `Print the results of extractions that are finished. A service keeps a result for
48 hours. What is still pending is not waited for: see wait.`,
		Example: examples(
			`docextract get "$id"`, "one result, as a table",
			`docextract get "$id" -o raw`, "the service's own answer, byte for byte",
		),
		Args: arguments(cobra.MinimumNArgs(1), "get needs an extraction ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ids = args
			return runGet(cmd.Context(), o)
		},
	}
	o.addResultFlags(cmd)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runGet(ctx context.Context, o *idsOptions) error {
	job, err := o.open(ctx)
	if err != nil {
		return err
	}
	job.look, job.sink = job.once, job.resultsSink(ctx)
	return job.run(ctx)
}
