// Command docextract gets the data out of invoices and receipts.
package main

import (
	"context"
	"os"

	"github.com/docextract/docextract/internal/cli"
	"github.com/docextract/docextract/internal/iostreams"
)

// version is written by the release's linker.
var version string

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := interruptible(context.Background())
	defer stop()
	return int(cli.Main(ctx, iostreams.System(), version, os.Args[1:]))
}
