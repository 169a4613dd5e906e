package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/render"
)

type localOptions struct {
	factory *Factory
	output  formatFlag
}

// NewLocal is the group of commands for this user's own server.
func NewLocal(f *Factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "local",
		Short: "Look after this user's own server",
		Long: `Look after this user's own server: the one that reads documents on this machine.
submit starts it in the background, and it ends by itself after five minutes
without work. Other commands start none: they use it if it is there.`,
		Args: arguments(cobra.NoArgs, "local needs one of: status, stop, logs"),
		Example: examples(
			"docextract local status", "whether it runs, and where",
			"docextract local logs | tail", "what it did last",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newLocalStatus(f), newLocalStop(f), newLocalLogs(f), newLocalHost(f))
	return cmd
}

func newLocalStatus(f *Factory) *cobra.Command {
	o := &localOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show whether the local server runs",
		Args:  arguments(cobra.NoArgs, "local status takes no arguments"),
		Example: examples(
			"docextract local status", "where it runs and what it does",
			"docextract local status -o json | jq .peak_rss_bytes", "how much memory it took",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return runLocalStatus(cmd.Context(), o) },
	}
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitNotFound)
	return cmd
}

func newLocalStop(f *Factory) *cobra.Command {
	o := &localOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "stop",
		Short:   "Stop the local server",
		Long:    "Stop the local server. What it has not finished goes on with the next command.",
		Args:    arguments(cobra.NoArgs, "local stop takes no arguments"),
		Example: examples("docextract local stop", "stop it, if it runs"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runLocalStop(cmd.Context(), o) },
	}
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newLocalLogs(f *Factory) *cobra.Command {
	o := &localOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "logs",
		Short:   "Print the log of the local server",
		Args:    arguments(cobra.NoArgs, "local logs takes no arguments"),
		Example: examples("docextract local logs | tail", "what it did last"),
		RunE:    func(*cobra.Command, []string) error { return runLocalLogs(o) },
	}
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

// newLocalHost is the process that a detached local server is. Nobody types
// it.
func newLocalHost(f *Factory) *cobra.Command {
	return &cobra.Command{
		Use:    local.HostArgs()[1],
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := f.Config()
			if err != nil {
				return err
			}
			err = local.RunDetached(cmd.Context(), f.localConfig(c, true))
			if errors.Is(err, context.Canceled) || errors.Is(err, ErrInterrupted) {
				return nil // asked to stop
			}
			return err
		},
	}
}

func runLocalStatus(ctx context.Context, o *localOptions) error {
	f := o.factory
	c, err := f.Config()
	if err != nil {
		return err
	}
	st, err := local.Inspect(ctx, f.localConfig(c, false))
	if err != nil {
		return err
	}
	switch o.output.format {
	case formatJSON:
		return render.JSON(f.Streams.Out, st)
	case formatNDJSON:
		return render.Line(f.Streams.Out, st)
	default:
	}
	rows := [][]string{
		{"running", where(st)},
		{"process", fmt.Sprint(st.PID)},
		{"version", st.Version},
		{"started", st.StartedAt.Local().Format(time.DateTime)},
		{"work left", plural(st.Unfinished, "document", "documents")},
		{"stops", stops(st)},
		{"memory", fmt.Sprintf("%d MB at most so far", st.PeakRSS/1_000_000)},
		{"data", st.DataDir},
		{"socket", st.Socket},
	}
	return render.Pairs(f.Streams.Out, rows)
}

func where(st local.Status) string {
	if st.Detached {
		return "in the background"
	}
	return "inside another command"
}

func stops(st local.Status) string {
	switch {
	case st.IdleStopAt != nil:
		return "at " + st.IdleStopAt.Local().Format(time.TimeOnly) + ", unless work comes"
	case st.Detached:
		return "five minutes after its work"
	}
	return "with that command"
}

func runLocalStop(ctx context.Context, o *localOptions) error {
	f := o.factory
	c, err := f.Config()
	if err != nil {
		return err
	}
	st, err := local.Stop(ctx, f.localConfig(c, false))
	switch {
	case err == nil:
	case api.KindOf(err) == api.KindNotFound:
		_, err = fmt.Fprintln(f.Streams.Err, "no local server is running")
		return err
	default:
		return err
	}
	note := ""
	if st.Unfinished > 0 {
		note = "; " + plural(st.Unfinished, "document goes", "documents go") + " on with the next command"
	}
	fmt.Fprintf(f.Streams.Err, "the local server (process %d) has stopped%s\n", st.PID, note)
	return nil
}

func runLocalLogs(o *localOptions) error {
	f := o.factory
	c, err := f.Config()
	if err != nil {
		return err
	}
	log, err := local.Logs(f.localConfig(c, false))
	if err != nil {
		return err
	}
	_, err = io.Copy(f.Streams.DataOut(), log)
	return errors.Join(err, log.Close())
}
