package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/event"
)

type listenOptions struct {
	factory    *Factory
	address    string
	secretFile string
	forwardTo  string
	outDir     string
	command    string
	printURL   bool
	maxEvents  int
	output     formatFlag
}

// NewListen is the command that receives webhooks.
func NewListen(f *Factory) *cobra.Command {
	o := &listenOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "listen",
		Short: "Receive webhooks and act on them",
		Long: `Receive the webhooks that a service sends when an extraction has finished, and
print one line for each. An event is acknowledged when it is safe on the disk:
what was not dealt with is dealt with by the next listen. One that comes twice
is dropped.

An event holds no result and may be anybody's, unless it is signed: --out-dir
fetches the result from the service in force. What fails is tried again.`,
		Example: examples(
			"docextract listen --out-dir results/", "fetch each result when it is there",
			"docextract listen --forward-to http://127.0.0.1:3000/hooks", "pass the events on, as they are",
			`docextract listen --exec 'docextract get "$DOCEXTRACT_EXTRACTION_ID" -o json >> all.json'`, "run a command for each",
			"docextract listen --listen 0.0.0.0:8766 --secret-file webhook.secret", "for a network; only signed events are taken",
			"docextract listen --listen 0.0.0.0:8766 --print-url", "the addresses to give to the service",
		),
		Args: arguments(cobra.NoArgs, "listen takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runListen(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.address, "listen", defaultEar, "`ADDRESS` to listen on")
	flags.StringVar(&o.secretFile, "secret-file", "", "`FILE` with the secret that events are signed with")
	flags.StringVar(&o.forwardTo, "forward-to", "", "pass each event on to `URL`")
	flags.StringVar(&o.outDir, "out-dir", "", "fetch each result and write it to a file in `DIR`")
	flags.StringVar(&o.command, "exec", "", "run `COMMAND` for each event")
	flags.BoolVar(&o.printURL, "print-url", false, "print the addresses to give to the service, and end")
	flags.IntVar(&o.maxEvents, "max-events", 0, "end after `N` events")
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	addSettings(flags, config.Timeout, config.Local, config.InsecureHTTP)
	completeSettings(f, cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitInterrupted)
	return cmd
}

func runListen(ctx context.Context, o *listenOptions) error {
	if o.maxEvents < 0 {
		return usagef("", "--max-events: %d is not a number from 0", o.maxEvents)
	}
	if o.output.format == formatJSON {
		return usagef("use -o ndjson", "listen has no end, and json is one array")
	}
	if o.printURL {
		return o.printAddresses()
	}
	f := o.factory
	if err := f.securePlaces(); err != nil {
		return err
	}
	// Two listeners cannot have one address, so that each spool has one.
	spool, err := event.OpenSpool(filepath.Join(f.Places().State, "events", spoolName(o.address)), f.Now)
	if err != nil {
		return err
	}
	stop, err := (&ear{factory: f, address: o.address, secret: o.secretFile, take: spool.Put}).open(ctx)
	if err != nil {
		return err
	}
	secret, err := readSecret(o.secretFile)
	if err != nil {
		return errors.Join(err, stop())
	}
	l := &listening{listenOptions: o, spool: spool, sender: event.Sender{Secret: secret, UserAgent: "docextract/" + f.Build.Version, Now: f.Now}}
	return errors.Join(l.run(ctx), stop())
}

func (o *listenOptions) printAddresses() error {
	urls, err := reachable(o.address)
	if err != nil {
		return err
	}
	for _, url := range urls {
		if _, err := fmt.Fprintln(o.factory.Streams.Out, url); err != nil {
			return err
		}
	}
	o.factory.tell("a hosted service reaches this machine at a public address only: put a proxy or a tunnel before it,\nand give the service that address")
	return nil
}
