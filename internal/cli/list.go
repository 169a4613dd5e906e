package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/render"
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
		entries, err := ledger.Collect(l.Entries(ctx, filter))
		if err != nil {
			return err
		}
		list := make([]listedEntry, 0, len(entries))
		for _, e := range entries {
			list = append(list, newListedEntry(e))
		}
		return o.write(list)
	})
}

// write gives the list its form. What presses is coloured: the words say it too.
func (o *listOptions) write(list []listedEntry) error {
	columns := []render.Column{{Title: "SOURCE"}, {Title: "STATE"}, {Title: "TYPE"}, {Title: "EXTRACTION"}, {Title: "SUBMITTED"}, {Title: "RESULT"}}
	now, s := o.factory.Now(), o.factory.Streams
	if o.output.format != formatTable || !s.OutColor() {
		return writeList(s, o.output.format, list, columns, func(e listedEntry) []string { return e.row(now) })
	}
	rows := make([][]string, 0, len(list))
	for _, e := range list {
		cells := e.row(now)
		for i := range cells {
			cells[i] = iostreams.Clean(cells[i])
		}
		if code := urgency(e.entry, now); code != "" {
			last := len(cells) - 1
			cells[last] = "\x1b[" + code + "m" + cells[last] + "\x1b[0m"
		}
		rows = append(rows, cells)
	}
	return render.Grid(s.Out, columns, rows)
}

// urgency is the colour of what an entry asks of its user: red for what is lost
// or soon will be, yellow for what will be within a day or is ambiguous.
func urgency(e ledger.Entry, now time.Time) string {
	const red, yellow = "31", "33"
	at, _ := e.Expiry()
	switch {
	case e.State == ledger.Expired, e.Unfetched() && !at.IsZero() && at.Sub(now) < warnBefore:
		return red
	case e.State == ledger.Ambiguous, e.Unfetched() && !at.IsZero() && at.Sub(now) < 24*time.Hour:
		return yellow
	}
	return ""
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

// listedEntry is an entry as json gives it.
type listedEntry struct {
	Source         *string    `json:"source"`
	SHA256         *string    `json:"sha256"`
	Profile        string     `json:"profile"`
	DocumentType   *string    `json:"document_type"`
	ExtractionID   *string    `json:"extraction_id"`
	State          string     `json:"state"`
	Status         api.Status `json:"status"`
	Ambiguous      bool       `json:"ambiguous"`
	Reason         *string    `json:"reason"`
	SubmittedAt    *string    `json:"submitted_at"`
	FinishedAt     *string    `json:"finished_at"`
	ExpiresAt      *string    `json:"expires_at"`
	ExpiresAtExact bool       `json:"expires_at_exact"`
	SavedAt        *string    `json:"saved_at"`

	entry ledger.Entry
}

func newListedEntry(e ledger.Entry) listedEntry {
	source := e.Source
	if source == "" {
		source = e.FileName
	}
	at, exact := e.Expiry()
	return listedEntry{
		Source: orNull(source), SHA256: orNull(e.SHA256), Profile: e.Profile,
		DocumentType: orNull(e.DocumentType), ExtractionID: orNull(e.ExtractionID),
		State: string(e.State), Status: e.State.Status(), Ambiguous: e.State == ledger.Ambiguous, Reason: orNull(e.Reason),
		SubmittedAt: stamp(e.SubmittedAt), FinishedAt: stamp(e.FinishedAt),
		ExpiresAt: stamp(at), ExpiresAtExact: exact, SavedAt: stamp(e.SavedAt), entry: e,
	}
}

func (l listedEntry) row(now time.Time) []string {
	submitted := "-"
	if !l.entry.SubmittedAt.IsZero() {
		submitted = day(l.entry.SubmittedAt)
	}
	return []string{orDash(l.Source), l.State, orDash(l.DocumentType), orDash(l.ExtractionID), submitted, whereabouts(l.entry, now)}
}

// whereabouts tells where the result is, and how long it will be there.
func whereabouts(e ledger.Entry, now time.Time) string {
	switch {
	case e.Kept() && e.State == ledger.Saved:
		return "kept here"
	case e.Reason != "":
		return e.Reason
	case !e.Unfetched():
		return "-"
	}
	at, exact := e.Expiry()
	if at.IsZero() {
		return "at the service"
	}
	return "expires in " + remaining(at.Sub(now), exact)
}

// remaining is a time that is left, in the unit that fits.
func remaining(left time.Duration, exact bool) string {
	if left <= 0 {
		if exact {
			return "0 min"
		}
		return "0 min, or later"
	}
	text := fmt.Sprintf("%d h", int(left.Hours()))
	if left < time.Hour {
		text = fmt.Sprintf("%d min", int(left.Minutes()))
	}
	if !exact {
		text += " or more"
	}
	return text
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
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
