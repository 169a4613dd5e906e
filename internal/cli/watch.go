package cli

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/inbox"
)

type watchOptions struct {
	documentsOptions
	dir    string
	done   string
	failed string
	settle time.Duration
	once   bool
	output formatFlag
}

// NewWatch is the command that treats a folder as an inbox.
func NewWatch(f *Factory) *cobra.Command {
	o := &watchOptions{documentsOptions: documentsOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "watch DIR",
		Short: "Extract every document that is put into a folder",
		Long: `Extract every document that is put into a folder, and file it away: into done/
with its result beside it, or into failed/ with the reason. Both are in the folder
itself unless --done and --failed say otherwise.

A document is taken when its size and time have not changed for a while (--settle).
Hidden files are left alone, and what --include and --exclude leave out. What the service cannot take for now stays and is
tried again. Nothing is submitted twice, whenever the program is stopped: what was
submitted is picked up by the next watch. --once deals with what is there and ends,
for cron.`,
		Example: examples(
			"docextract watch inbox/", "until it is stopped",
			"docextract watch inbox/ --once -q", "from cron; exit status 6 where some failed",
			"docextract watch inbox/ --out-dir results/ -o ndjson >> all.ndjson", "the results elsewhere, and all in one file too",
		),
		Args: arguments(cobra.ExactArgs(1), "watch needs a folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.dir = args[0]
			return runWatch(cmd.Context(), o)
		},
	}
	flags := cmd.Flags()
	addSettings(flags, config.DocumentType, config.Customer, config.Concurrency, config.Timeout, config.Local, config.InsecureHTTP)
	flags.BoolVar(&o.once, "once", false, "deal with what is there, and end")
	flags.DurationVar(&o.settle, "settle", 2*time.Second, "for how long a document must not have changed, a `DURATION`")
	flags.StringVar(&o.done, "done", "", "`DIR` for what is done (default DIR/done)")
	flags.StringVar(&o.failed, "failed", "", "`DIR` for what failed (default DIR/failed)")
	flags.StringVar(&o.outDir, "out-dir", "", "write the results below `DIR`, instead of beside the documents")
	o.pick.addFlags(cmd)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runWatch(ctx context.Context, o *watchOptions) error {
	info, err := os.Stat(o.dir)
	switch {
	case err != nil:
		return usagef("", "cannot watch: %v", err)
	case !info.IsDir():
		return usagef("extract it: docextract extract "+o.dir, "%s is no folder", o.dir)
	case o.settle < 0:
		return usagef("", "--settle: %s is no time from 0", o.settle)
	case o.output.format == formatJSON && !o.once:
		return usagef("use -o ndjson, or --once", "watch has no end, and json is one array")
	}
	if o.done == "" {
		o.done = filepath.Join(o.dir, "done")
	}
	if o.failed == "" {
		o.failed = filepath.Join(o.dir, "failed")
	}
	opts, err := o.pick.options(o.done, o.failed, o.outDir)
	if err != nil {
		return err
	}
	w := &watching{
		watchOptions: o,
		inbox:        inbox.New(o.dir, o.settle, o.factory.Now, opts),
	}
	if o.once {
		return w.sweep(ctx)
	}
	o.factory.tell("watching %s", o.dir)
	return w.run(ctx)
}
