package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/render"
)

// warnBefore is how long before its end a result that is not fetched is warned
// about, unless the user says otherwise.
const warnBefore = 8 * time.Hour

type syncOptions struct {
	idsOptions
	account    bool
	warnBefore time.Duration
}

// NewSync is the command that fetches all that is finished.
func NewSync(f *Factory) *cobra.Command {
	o := &syncOptions{idsOptions: idsOptions{factory: f, all: true}}
	cmd := &cobra.Command{
		Use:   "sync",
		Short: "Fetch all results that are finished and not kept here yet",
		Long: `Fetch all results of this machine's extractions that are finished and not kept
here yet, and keep them: get gives them for ever after, also when the service has
deleted them. Nothing is waited for. Id and status of each are printed.

With --account what others have submitted is fetched too. It may then be missing
from another program of the same account that fetches what is awaiting.`,
		Example: examples(
			"docextract sync", "before a service deletes them",
			"docextract sync --warn-before 12h || mail -s 'results will expire' me < /dev/null", "twice a day, by cron",
		),
		Args: arguments(cobra.NoArgs, "sync takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runSync(cmd.Context(), o) },
	}
	addSettings(cmd.Flags(), config.Timeout, config.Concurrency, config.Customer, config.Local, config.InsecureHTTP)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	cmd.Flags().BoolVar(&o.account, "account", false, "also what this machine did not submit")
	cmd.Flags().DurationVar(&o.warnBefore, "warn-before", warnBefore, "exit status 3 if a result may expire within this `TIME` and could not be fetched")
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runSync(ctx context.Context, o *syncOptions) error {
	if o.account {
		if err := o.learnAccount(ctx); err != nil {
			return err
		}
	}
	if err := o.unfetched(ctx); err != nil {
		return err
	}
	job, err := o.open(ctx)
	if err != nil {
		return err
	}
	job.look, job.quiet, job.code = job.once, true, codeOfSync
	job.sink = statusSink{o.factory.Streams.Out}
	if o.output.format != formatTable {
		job.sink = job.resultsSink(ctx)
	}
	if err := job.run(ctx); err != nil {
		return errors.Join(err, o.warn(ctx))
	}
	return o.warn(ctx)
}

// codeOfSync takes what is kept now, or at work still, for success.
func codeOfSync(d render.Document) ExitCode {
	if d.Err == nil && (d.Extraction.Status == api.StatusError || codeOfDocument(d) == ExitPending) {
		return ExitOK
	}
	return codeOfDocument(d)
}

// unfetched makes the ids of the run those whose results are not kept here, the
// oldest first: they expire first.
func (o *idsOptions) unfetched(ctx context.Context) error {
	_, profile, err := o.factory.service()
	if err != nil {
		return err
	}
	return o.factory.withLedger(ctx, func(l *ledger.Ledger) error {
		if err := l.Sweep(ctx); err != nil {
			return err
		}
		o.ids = nil
		for e, err := range l.Entries(ctx, unfetchedOf(profile)) {
			if err != nil {
				return err
			}
			o.ids = append(o.ids, e.ExtractionID)
		}
		return nil
	})
}

func unfetchedOf(p config.Service) ledger.Filter {
	return ledger.Filter{
		States:  []ledger.State{ledger.Accepted, ledger.Finished},
		Service: true, Profile: p.Name, BaseURL: ledgerAddress(p), OldestFirst: true,
	}
}

// learnAccount makes entries of what is finished and unknown here.
func (o *syncOptions) learnAccount(ctx context.Context) error {
	c, profile, err := o.factory.service()
	if err != nil {
		return err
	}
	conn, err := o.factory.connect(ctx, false)
	if err != nil {
		return err
	}
	err = o.factory.withLedger(ctx, func(l *ledger.Ledger) error {
		a := account{factory: o.factory, ledger: l, conn: conn, profile: profile}
		ids, err := a.unknown(ctx, c.Value(config.Customer).Text)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := l.Learn(ctx, a.foreign(id)); err != nil {
				return err
			}
		}
		a.say(len(ids))
		return nil
	})
	return errors.Join(err, conn.close())
}

// warn tells of results that may be deleted soon.
func (o *syncOptions) warn(ctx context.Context) error {
	_, profile, err := o.factory.service()
	if err != nil {
		return err
	}
	soon := 0
	err = o.factory.withLedger(ctx, func(l *ledger.Ledger) error {
		now := o.factory.Now()
		for e, err := range l.Entries(ctx, unfetchedOf(profile)) {
			if err != nil {
				return err
			}
			at, exact := e.Expiry()
			if at.IsZero() || at.Sub(now) > o.warnBefore {
				continue
			}
			soon++
			o.factory.warn(iostreams.Clean(nameOf(e)) + ": the result is not fetched and expires in " + remaining(at.Sub(now), exact) +
				"\n  docextract wait " + iostreams.Clean(e.ExtractionID))
		}
		return nil
	})
	if err == nil && soon > 0 {
		return &exitError{ExitPending}
	}
	return err
}

// nameOf is what an entry is called.
func nameOf(e ledger.Entry) string {
	for _, name := range []string{e.Source, e.FileName} {
		if name != "" {
			return name
		}
	}
	return e.ExtractionID
}
