package cli

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/event"
)

type triggerOptions struct {
	factory    *Factory
	url        string
	secretFile string
	id         string
}

// NewTrigger is the command that sends a test event.
func NewTrigger(f *Factory) *cobra.Command {
	o := &triggerOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "trigger [URL]",
		Short: "Send a test event to a webhook receiver",
		Long: `Send the event that an extraction has finished to a webhook receiver, by default
to a listen on this machine, and print the event's id. The event is about an
extraction that does not exist, unless --id names one.`,
		Example: examples(
			"docextract trigger", "to a listen on this machine",
			"docextract trigger https://hooks.example.com/docextract --secret-file webhook.secret", "to a receiver of your own, signed",
			`docextract trigger --id "$id"`, "about an extraction that exists",
		),
		Args: arguments(cobra.MaximumNArgs(1), "trigger takes one URL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.url = "http://" + defaultEar
			if len(args) == 1 {
				o.url = args[0]
			}
			return runTrigger(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.secretFile, "secret-file", "", "`FILE` with the secret to sign the event with")
	cmd.Flags().StringVar(&o.id, "id", "", "the extraction `ID` that the event is about")
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitUnavailable, ExitInterrupted)
	return cmd
}

func runTrigger(ctx context.Context, o *triggerOptions) error {
	u, err := url.Parse(o.url)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return usagef("such as http://"+defaultEar, "%q is no address of a receiver", o.url)
	}
	secret, err := readSecret(o.secretFile)
	if err != nil {
		return err
	}
	f := o.factory
	e := event.Event{Type: event.Finished, Time: f.Now(), ExtractionID: o.id, Message: "Extraction process finished"}
	for _, id := range []*string{&e.ID, &e.ExtractionID} {
		if *id != "" {
			continue
		}
		random := make([]byte, 20)
		if _, err := io.ReadFull(f.Rand, random); err != nil {
			return err
		}
		*id = hex.EncodeToString(random)
	}
	body, err := e.Encode()
	if err != nil {
		return err
	}
	sender := event.Sender{Secret: secret, UserAgent: "docextract/" + f.Build.Version, Now: f.Now}
	if err := sender.Send(ctx, o.url, e.ID, body); err != nil {
		return &api.Error{
			Kind: api.KindUnavailable, Code: api.CodeUnavailable, Message: err.Error(), Err: err,
			Hint: "start a receiver with `docextract listen`, or name another: docextract trigger URL",
		}
	}
	_, err = fmt.Fprintln(f.Streams.Out, e.ID)
	return err
}
