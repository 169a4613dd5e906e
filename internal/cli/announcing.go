package cli

import (
	"context"
	"log/slog"
	"net/url"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/event"
	"github.com/docextract/docextract/internal/service"
)

// webhookFlags are those by which serve tells of finished extractions.
type webhookFlags struct{ url, secretFile string }

func (w *webhookFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.url, "webhook-url", "", "send an event to `URL` when an extraction has finished")
	cmd.Flags().StringVar(&w.secretFile, "webhook-secret-file", "", "`FILE` with the secret to sign events with")
}

// announce starts telling, from a folder below the server's data. Without a URL
// the announcer is nil.
func (w *webhookFlags) announce(ctx context.Context, f *Factory, data string, log *slog.Logger) (service.Announcer, func(), error) {
	if w.url == "" {
		if w.secretFile != "" {
			return nil, nil, usagef("add --webhook-url URL", "--webhook-secret-file signs events, and none are sent")
		}
		return nil, func() {}, nil
	}
	u, err := url.Parse(w.url)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, nil, usagef("such as https://hooks.example.com/docextract", "--webhook-url: %q is no address of a receiver", w.url)
	}
	secret, err := readSecret(w.secretFile)
	if err != nil {
		return nil, nil, err
	}
	spool, err := event.OpenSpool(filepath.Join(data, "events"), f.Now)
	if err != nil {
		return nil, nil, err
	}
	a := event.NewAnnouncer(spool, w.url, event.Sender{Secret: secret, UserAgent: "docextract/" + f.Build.Version, Now: f.Now}, log)
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		a.Run(ctx)
	}()
	return a, func() { cancel(); <-ended }, nil
}
