package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/ledger"
)

type listOptions struct {
	factory *Factory
	output  formatFlag
	states  stateFlags
	limit   int
}

// NewList is the command that shows what this machine knows.
func NewList(f *Factory) *cobra.Command {
	o := &listOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the extractions that this machine knows",
		Long: `List the extractions that this machine knows, the newest first, and until when
the service keeps the result of one that is not kept here. No service is asked.

A service deletes a result 48 hours after the extraction finished. Where it does
not say when that was, the earliest possible moment is shown.`,
		Example: examples(
			"docextract list", "everything, as a table",
			"docextract list --ambiguous", "what a service may or may not have taken, with the reason",
			"docextract list --pending -o json | jq -r '.[].extraction_id'", "the ids of what is not fetched yet",
			"docextract list -p hosted --limit 20", "the newest of one profile",
		),
		Args: arguments(cobra.NoArgs, "list takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runList(cmd.Context(), o) },
	}
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	o.states.add(cmd, "only what")
	cmd.Flags().IntVar(&o.limit, "limit", 0, "no more than the newest `N`")
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func runList(ctx context.Context, o *listOptions) error {
	if o.limit < 0 {
		return usagef("", "--limit: %d is not a number from 0", o.limit)
	}
	filter := ledger.Filter{States: o.states.chosen(), Limit: o.limit}
	if err := o.factory.filterProfile(&filter); err != nil {
		return err
	}
	return o.factory.withLedger(ctx, func(l *ledger.Ledger) error {
		if err := l.Sweep(ctx); err != nil {
			return err
		}
		return o.write(l.Entries(ctx, filter))
	})
}

// filterProfile narrows a list to the profile that was named, if one was.
func (f *Factory) filterProfile(filter *ledger.Filter) error {
	if flag := f.command.Flags().Lookup("profile"); flag == nil || !flag.Changed {
		return nil
	}
	_, profile, err := f.service()
	filter.Service, filter.Profile, filter.BaseURL = true, profile.Name, ledgerAddress(profile)
	return err
}

// stateFlags choose entries by what became of them.
type stateFlags struct{ ambiguous, pending, failed, expired, saved bool }

func (s *stateFlags) add(cmd *cobra.Command, what string) {
	cmd.Flags().BoolVar(&s.ambiguous, "ambiguous", false, what+" a service may or may not have taken")
	cmd.Flags().BoolVar(&s.failed, "failed", false, what+" failed or was refused")
	cmd.Flags().BoolVar(&s.expired, "expired", false, what+" expired before it was fetched")
	cmd.Flags().BoolVar(&s.saved, "saved", false, what+" is kept here")
	if cmd.Name() == "list" {
		cmd.Flags().BoolVar(&s.pending, "pending", false, what+" is not fetched yet")
	}
}

// chosen are the states of the flags given; nil where there are none.
func (s *stateFlags) chosen() []ledger.State {
	var states []ledger.State
	for _, f := range []struct {
		given  bool
		states []ledger.State
	}{
		{s.ambiguous, []ledger.State{ledger.Ambiguous}},
		{s.failed, []ledger.State{ledger.Failed}},
		{s.expired, []ledger.State{ledger.Expired}},
		{s.saved, []ledger.State{ledger.Saved}},
		{s.pending, []ledger.State{ledger.Planned, ledger.Sending, ledger.Accepted, ledger.Finished}},
	} {
		if f.given {
			states = append(states, f.states...)
		}
	}
	return states
}
