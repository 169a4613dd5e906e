package cli

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/ledger"
)

type pruneOptions struct {
	factory   *Factory
	states    stateFlags
	olderThan string
	dryRun    bool
}

// NewPrune is the command that forgets.
func NewPrune(f *Factory) *cobra.Command {
	o := &pruneOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Forget extractions and the results kept of them",
		Long: `Forget extractions and the results kept of them, for good: what is removed is
overwritten, and its room is given back to the disk. A document that is forgotten
is no longer known: it would be submitted, and paid for, again.

What is at work or not fetched yet is never removed, and what is ambiguous only
with --ambiguous.`,
		Example: examples(
			"docextract prune --older-than 90d", "what has been here for three months",
			"docextract prune --failed --dry-run", "how many failures there are to forget",
			"docextract prune -p acme --saved", "all results of one profile",
		),
		Args: arguments(cobra.NoArgs, "prune takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runPrune(cmd.Context(), o) },
	}
	o.states.add(cmd, "what")
	cmd.Flags().StringVar(&o.olderThan, "older-than", "", "what came here longer ago than this `TIME`, such as 90d or 12h")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "say how many it would be")
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func runPrune(ctx context.Context, o *pruneOptions) error {
	filter := ledger.Filter{States: o.states.chosen()}
	if filter.States == nil {
		if o.olderThan == "" {
			return usagef("say what to forget, such as --older-than 90d or --saved", "prune removes nothing by itself")
		}
		filter.States = []ledger.State{ledger.Saved, ledger.Failed, ledger.Expired}
	}
	if o.olderThan != "" {
		age, err := parseAge(o.olderThan)
		if err != nil {
			return usagef("", "--older-than: %q is not a time such as 90d or 12h", o.olderThan)
		}
		filter.Before = o.factory.Now().Add(-age)
	}
	if err := o.factory.filterProfile(&filter); err != nil {
		return err
	}
	return o.factory.withLedger(ctx, func(l *ledger.Ledger) error {
		n, err := l.Prune(ctx, filter, o.dryRun)
		if err != nil {
			return err
		}
		if o.dryRun {
			o.factory.tell("%s would be forgotten", plural(n, "extraction", "extractions"))
		} else {
			o.factory.tell("%s forgotten", plural(n, "extraction is", "extractions are"))
		}
		return nil
	})
}

// parseAge reads a duration, which may be in days.
func parseAge(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		return time.Duration(n) * 24 * time.Hour, err
	}
	age, err := time.ParseDuration(text)
	if err == nil && age < 0 {
		err = strconv.ErrRange
	}
	return age, err
}
