package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/event"
)

// defaultEar is where webhooks are received unless the user says otherwise.
const defaultEar = "127.0.0.1:8766"

// ear is a server that hears webhooks.
type ear struct {
	factory *Factory
	address string
	secret  string // path of a file
	take    func(event.Event, []byte) error
}

// open listens until stop is called.
func (e *ear) open(ctx context.Context) (stop func() error, err error) {
	secret, err := readSecret(e.secret)
	if err != nil {
		return nil, err
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", e.address)
	if err != nil {
		return nil, usagef("choose another with --listen ADDRESS", "cannot listen on %s: %v", e.address, listenCause(err))
	}
	f := e.factory
	if secret == nil && !loopback(ln.Addr()) {
		f.warn("events are not checked: whoever reaches this address can send some; use --secret-file where the service signs them")
	}
	log := slog.New(slog.NewTextHandler(f.Streams.Err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server := &http.Server{
		Handler:           &event.Receiver{Secret: secret, Take: e.take, Now: f.Now, Log: log},
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ln) }()
	f.tell("listening for webhooks on http://%s", ln.Addr())
	return func() error {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err := server.Shutdown(grace)
		if serveErr := <-ended; !errors.Is(serveErr, http.ErrServerClosed) {
			err = errors.Join(err, serveErr)
		}
		return err
	}, nil
}

// readSecret reads a webhook secret; nil without a file.
func readSecret(path string) (*event.Secret, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no file is no secret
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, usagef("", "cannot read the webhook secret: %v", err)
	}
	secret, err := event.ParseSecret(string(data))
	if err != nil {
		return nil, usagef("write the secret that the service shows, such as whsec_..., into the file", "%s: %v", path, err)
	}
	return &secret, nil
}

// earFlags are those of a command that webhooks wake.
type earFlags struct{ address, secretFile string }

func (e *earFlags) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&e.address, "listen", "", "receive webhooks on `ADDRESS`, and wake by them")
	cmd.Flags().StringVar(&e.secretFile, "secret-file", "", "`FILE` with the secret that webhooks are signed with")
}

// wake gives for an extraction what is closed when an event says that it has
// finished.
type wake func(extractionID string) <-chan struct{}

// bell listens for the events that wake. Without an address wake is nil.
func (e *earFlags) bell(ctx context.Context, f *Factory) (wake, func() error, error) {
	if e.address == "" {
		if e.secretFile != "" {
			return nil, nil, usagef("add --listen ADDRESS", "--secret-file checks webhooks, and none are received")
		}
		return nil, func() error { return nil }, nil
	}
	bell := event.NewBell()
	stop, err := (&ear{factory: f, address: e.address, secret: e.secretFile, take: func(e event.Event, _ []byte) error {
		if e.Type == event.Finished {
			bell.Ring(e.ExtractionID)
		}
		return nil
	}}).open(ctx)
	return bell.Wake, stop, err
}

// reachable lists the addresses by which a listener at address is reached.
func reachable(address string) ([]string, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, usagef("such as 0.0.0.0:8766", "--listen: %q is no address", address)
	}
	ip := net.ParseIP(host)
	if host != "" && (ip == nil || !ip.IsUnspecified()) {
		return []string{"http://" + address}, nil
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil, fmt.Errorf("list this machine's addresses: %w", err)
	}
	var all []string
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLinkLocalUnicast() {
			all = append(all, "http://"+net.JoinHostPort(n.IP.String(), port))
		}
	}
	return all, nil
}
