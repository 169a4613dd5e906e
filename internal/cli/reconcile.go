package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/render"
)

type reconcileOptions struct {
	factory *Factory
	output  formatFlag
	account bool
}

// NewReconcile is the command that settles ambiguous submissions.
func NewReconcile(f *Factory) *cobra.Command {
	o := &reconcileOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: "Find out what became of ambiguous submissions",
		Long: `Find out what became of submissions of which nobody knows whether the service
took them. No document is submitted a second time.

A server of docextract's own is asked again with the same Idempotency-Key: the
document's file must still be where it was. Any other service is asked, with
--account, for what is finished and not fetched: where exactly one extraction has
the file name (and customer) of exactly one ambiguous document, it is that one.
What is fetched on the way is kept here. It may be missing then from another
program of the same account that fetches what is awaiting.`,
		Example: examples(
			"docextract list --ambiguous", "what there is to settle, with reasons",
			"docextract reconcile --account", "look for them at a hosted service",
		),
		Args: arguments(cobra.NoArgs, "reconcile takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runReconcile(cmd.Context(), o) },
	}
	addSettings(cmd.Flags(), config.Timeout, config.Local, config.InsecureHTTP)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	cmd.Flags().BoolVar(&o.account, "account", false, "fetch what this machine did not submit, to look for them")
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitUnauthorized, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runReconcile(ctx context.Context, o *reconcileOptions) error {
	_, profile, err := o.factory.service()
	if err != nil {
		return err
	}
	var before, after []ledger.Entry
	err = o.factory.withLedger(ctx, func(l *ledger.Ledger) error {
		if err := l.Sweep(ctx); err != nil {
			return err
		}
		var err error
		if before, err = ledger.Collect(l.Entries(ctx, ambiguousOf(profile))); err != nil || len(before) == 0 {
			return err
		}
		if err := o.settle(ctx, l, profile, before); err != nil {
			return err
		}
		after, err = reread(ctx, l, before)
		return err
	})
	if err != nil {
		return err
	}
	return o.report(after)
}

func ambiguousOf(p config.Service) ledger.Filter {
	return ledger.Filter{
		States:  []ledger.State{ledger.Ambiguous},
		Service: true, Profile: p.Name, BaseURL: ledgerAddress(p), OldestFirst: true,
	}
}

// settle asks the service in the way that it understands.
func (o *reconcileOptions) settle(ctx context.Context, l *ledger.Ledger, profile config.Service, doubts []ledger.Entry) (err error) {
	conn, err := o.factory.connect(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.close()) }()
	id, err := o.factory.identify(ctx, conn)
	if err != nil {
		return err
	}
	if id.Keyed {
		return repeatSubmissions(ctx, o.factory, l, conn, doubts)
	}
	a := &account{factory: o.factory, ledger: l, conn: conn, profile: profile}
	return a.settle(ctx, doubts, o.account)
}

// reread gives the entries as they stand now.
func reread(ctx context.Context, l *ledger.Ledger, entries []ledger.Entry) ([]ledger.Entry, error) {
	list := make([]ledger.Entry, 0, len(entries))
	for _, e := range entries {
		now, err := l.Reread(ctx, e)
		if err != nil {
			return nil, err
		}
		list = append(list, now)
	}
	return list, nil
}

// report writes where the documents stand. What is still ambiguous failed.
func (o *reconcileOptions) report(entries []ledger.Entry) error {
	list := make([]listedEntry, 0, len(entries))
	left := 0
	for _, e := range entries {
		list = append(list, newListedEntry(e))
		if e.State == ledger.Ambiguous {
			left++
			fmt.Fprintf(o.factory.Streams.Err, "ambiguous: %s: %s\n", iostreams.Clean(nameOf(e)), iostreams.Clean(e.Reason))
		}
	}
	columns := []render.Column{{Title: "SOURCE"}, {Title: "STATE"}, {Title: "EXTRACTION"}}
	if len(list) > 0 || o.output.format != formatTable {
		err := writeList(o.factory.Streams, o.output.format, list, columns, func(e listedEntry) []string {
			return []string{orDash(e.Source), e.State, orDash(e.ExtractionID)}
		})
		if err != nil {
			return err
		}
	}
	switch {
	case len(list) == 0:
		o.factory.tell("nothing is ambiguous")
	case left > 0:
		o.factory.tell("what remains may still be at work: try again later; `docextract extract --resubmit-ambiguous FILE` sends it again")
	}
	switch left {
	case 0:
		return nil
	case len(list):
		return &exitError{ExitFailed}
	}
	return &exitError{ExitPartly}
}

// settle looks among what the account has finished.
func (a *account) settle(ctx context.Context, doubts []ledger.Entry, fetch bool) error {
	unknown, err := a.unknownFor(ctx, doubts)
	if err != nil {
		return err
	}
	if !fetch {
		if len(unknown) > 0 {
			a.factory.tell("%s finished there that this machine does not know: --account fetches them to look, and may take them from another program of the account",
				plural(len(unknown), "extraction is", "extractions are"))
		}
		return nil
	}
	if err := a.fetch(ctx, unknown); err != nil {
		return err
	}
	return a.ledger.Match(ctx, a.profile.Name, ledgerAddress(a.profile))
}

// unknownFor asks for the extractions of each customer once.
func (a *account) unknownFor(ctx context.Context, doubts []ledger.Entry) ([]string, error) {
	asked, seen := map[string]bool{}, map[string]bool{}
	var all []string
	for _, e := range doubts {
		if asked[e.Customer] {
			continue
		}
		asked[e.Customer] = true
		ids, err := a.unknown(ctx, e.Customer)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	return all, nil
}

// lookForAmbiguous is what --resubmit-ambiguous does before anything is sent: what the
// service has taken is found, if it can be.
func (j *documentsJob) lookForAmbiguous(ctx context.Context) error {
	if err := j.ledger.Sweep(ctx); err != nil {
		return err
	}
	doubts, err := ledger.Collect(j.ledger.Entries(ctx, ambiguousOf(j.profile)))
	if err != nil || len(doubts) == 0 {
		return err
	}
	id, err := j.factory.identify(ctx, j.conn)
	if err != nil || id.Keyed { // a server of ours is asked again with the same key in any case
		return err
	}
	a := &account{factory: j.factory, ledger: j.ledger, conn: j.conn, profile: j.profile}
	if err := a.settle(ctx, doubts, true); err != nil {
		return fmt.Errorf("look for ambiguous submissions before sending them again: %w", api.AsError(err))
	}
	return nil
}
