package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/waiting"
)

// NewWait is the command that waits for extractions and prints their results.
func NewWait(f *Factory) *cobra.Command {
	o := &idsOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "wait ID ... | --all",
		Short: "Wait for extractions and print their results",
		Long: `Wait until extractions are finished, at most 15 minutes unless --timeout says
otherwise, and print their results as get does. --all means all that this machine
has submitted with the profile in force and whose results are not kept here.

With --listen the service's webhooks end the wait. They may be lost: the service
is still asked now and then. Our own servers answer at once and need none.`,
		Example: examples(
			`docextract wait "$id"`, "wait for one and print it as a table",
			`docextract wait "$id" --timeout 1m -o json`, "no longer than a minute; exit status 3 if it is pending then",
			"docextract wait --all --listen 127.0.0.1:8766", "all that is not fetched yet, woken by webhooks",
			"docextract submit invoices/ | xargs docextract wait -o ndjson", "all of a folder, as they are finished",
		),
		Args: arguments(func(_ *cobra.Command, args []string) error {
			if o.all != (len(args) == 0) {
				return errors.New("ids, or --all")
			}
			return nil
		}, "wait needs an extraction ID, or --all"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ids = args
			return runWait(cmd.Context(), o)
		},
	}
	o.addResultFlags(cmd)
	cmd.Flags().BoolVar(&o.all, "all", false, "wait for all that is not fetched yet")
	o.ear.addFlags(cmd)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runWait(ctx context.Context, o *idsOptions) error {
	began := o.factory.Now()
	if o.all {
		if err := o.unfetched(ctx); err != nil {
			return err
		}
	}
	job, err := o.open(ctx)
	if err != nil {
		return err
	}
	timeout := job.config.Value(config.Timeout).Duration()
	if timeout == 0 {
		timeout = waitTimeout
	}
	options := waiting.Options{
		Deadline: began.Add(timeout),
		Now:      o.factory.Now,
	}
	if job.conn != nil {
		options.Hold = waiting.HoldOf(ctx, job.conn)
	}
	wake, stop, err := o.ear.bell(ctx, o.factory)
	if err != nil {
		job.close()
		return err
	}
	job.look = func(ctx context.Context, id string) (waiting.Report, error) { return job.until(ctx, id, options, wake) }
	job.sink = job.resultsSink(ctx)
	return errors.Join(job.run(ctx), stop())
}

// until waits for one extraction, showing each change of its state.
func (j *idsJob) until(ctx context.Context, id string, options waiting.Options, wake wake) (waiting.Report, error) {
	options.Observe = func(x api.Extraction) { j.progress.Change(id, x.RawStatus) }
	e := j.known[id]
	if wake != nil && options.Hold == 0 {
		options.Wake = wake(id)
	} else {
		options = j.conn.planFor(ctx, e, options)
	}
	report, err := waiting.Until(ctx, j.conn, id, options)
	j.conn.learn(ctx, e, report)
	return report, err
}

// waitTimeout is how long wait waits, from its own start.
const waitTimeout = 15 * time.Minute
