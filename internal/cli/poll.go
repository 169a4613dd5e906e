package cli

import (
	"context"

	"github.com/spf13/cobra"
)

// NewPoll is the command that takes one look at extractions.
func NewPoll(f *Factory) *cobra.Command {
	o := &idsOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "poll ID ...",
		Short: "Look once where extractions stand",
		Long: `Look once where extractions stand, and print id and status. The exit status
tells it too, so that a script needs no parsing.`,
		Example: examples(
			`docextract poll "$id"`, "one look",
			`until docextract poll "$id"; do [ $? = 3 ] || break; sleep 5; done`, "look until it is finished",
		),
		Args: arguments(cobra.MinimumNArgs(1), "poll needs an extraction ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ids = args
			return runPoll(cmd.Context(), o)
		},
	}
	o.addFlags(cmd)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runPoll(ctx context.Context, o *idsOptions) error {
	job, err := o.open(ctx)
	if err != nil {
		return err
	}
	job.look, job.quiet = job.once, true // pending is an answer like any other
	job.sink = statusSink{o.factory.Streams.Out}
	if o.output.format != formatTable {
		job.sink = job.resultsSink(ctx)
	}
	return job.run(ctx)
}
