package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/docextract/docextract/internal/cli"
)

// interruptible returns a context that ends at the first Ctrl-C or SIGTERM.
// The second leaves at once. Writing to a pipe that nobody reads becomes an
// error instead of a signal, so that the run can end in order.
func interruptible(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	go func() {
		<-signals
		cancel(cli.ErrInterrupted)
		<-signals
		os.Exit(int(cli.ExitInterrupted))
	}()
	return ctx, func() { cancel(nil) }
}
