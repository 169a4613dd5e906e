package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/host"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/store"
)

type serveOptions struct {
	factory *Factory
	listen  string
	data    string
	webhook webhookFlags
}

// NewServe is the command that runs the server for others.
func NewServe(f *Factory) *cobra.Command {
	o := &serveOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the extraction API for others",
		Long: `Run the extraction API in the foreground, for others. Every request needs a key;
the first start makes one and prints it, once, on standard error. The log goes
to standard error too.

Submitted documents survive a restart. The first Ctrl-C lets what is running
finish, the second leaves at once.`,
		Example: examples(
			"docextract serve", "on this machine only, port 8765",
			"docextract serve --listen 0.0.0.0:8765 --data /var/lib/docextract", "for a network, behind a proxy that does TLS",
			"docextract serve --webhook-url https://hooks.example.com/docextract", "tell somebody of each extraction that has finished",
			"docextract keys create --name office", "a key for somebody, also while the server runs",
		),
		Args: arguments(cobra.NoArgs, "serve takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), o) },
	}
	cmd.Flags().StringVar(&o.listen, "listen", "127.0.0.1:8765", "`ADDRESS` to listen on")
	addDataFlag(cmd, &o.data)
	o.webhook.add(cmd)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func addDataFlag(cmd *cobra.Command, data *string) {
	cmd.Flags().StringVar(data, "data", "", "`DIR` of the server's data (default $XDG_DATA_HOME/docextract/serve)")
}

// serveData is the folder of a server for others, never the local server's.
func (f *Factory) serveData(dir string) (string, error) {
	if err := f.securePlaces(); err != nil {
		return "", err
	}
	if dir == "" {
		return filepath.Join(f.Places().Data, "serve"), nil
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if abs == f.Places().Data {
		return "", usagef("choose another --data", "%s is the local server's folder", abs)
	}
	return abs, nil
}

func runServe(ctx context.Context, o *serveOptions) error {
	f := o.factory
	dir, err := f.serveData(o.data)
	if err != nil {
		return err
	}
	release, err := local.Claim(dir, f.environment())
	if err != nil {
		return err
	}
	defer release() //nolint:errcheck // the process ends, and the lock with it
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return usagef("choose another with --listen ADDRESS", "cannot listen on %s: %v", o.listen, listenCause(err))
	}
	log := slog.New(slog.NewTextHandler(f.Streams.Err, nil))
	e := f.Engine(f.Places().Cache, log)
	announcer, stopAnnouncing, err := o.webhook.announce(ctx, f, dir, log)
	if err != nil {
		return errors.Join(err, e.Close(), ln.Close())
	}
	defer stopAnnouncing()
	h, err := host.Open(ctx, host.Config{Dir: dir, Engine: e, Announcer: announcer, Version: f.Build.Version, Log: log, Now: f.Now})
	if err != nil {
		return errors.Join(err, e.Close(), ln.Close())
	}
	if err := o.firstKey(ctx, h.Store(), ln.Addr()); err != nil {
		return errors.Join(err, h.Close(ctx), e.Close(), ln.Close())
	}
	if !loopback(ln.Addr()) {
		log.Warn("this address can be reached from other machines, and http does not encrypt: put a proxy that does TLS before it")
	}
	log.Info("listening", "address", "http://"+ln.Addr().String(), "data", dir, "version", f.Build.Version)
	stopWarming := host.WarmAhead(ctx, e, log)
	err = h.Serve(ctx, ln, host.WithKey)
	log.Info("stopping")
	stopWarming()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	return errors.Join(err, h.Close(grace), e.Close())
}

// shutdownGrace is how long what is running may take to finish; the rest goes
// on with the next start.
const shutdownGrace = 20 * time.Second

// firstKey makes a key where there is none, and prints it: the only time that
// anybody sees it.
func (o *serveOptions) firstKey(ctx context.Context, st *store.Store, addr net.Addr) error {
	keys, err := st.Keys(ctx)
	if err != nil || len(keys) > 0 {
		return err
	}
	key, _, err := st.CreateKey(ctx, "first", o.factory.Now(), o.factory.Rand)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.factory.Streams.Err, `A first key was made. It is shown this once:

  export DOCEXTRACT_BASE_URL=http://%s
  export DOCEXTRACT_API_KEY=%s

`, addr, key)
	return err
}

func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// listenCause is what the system said, without the address again.
func listenCause(err error) string {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return strings.TrimPrefix(op.Err.Error(), "listen: ")
	}
	return err.Error()
}
