// Command words prints what the engine sees on the pages of a PDF, one word or
// ruling a line: page, x0, y0, x1, y1 in pixels at 300 dpi, font size, "b" for
// bold, text. It is for finding out why a field was read as it was:
//
//	go run ./internal/gen/words invoice.pdf
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/docextract/docextract/internal/engine/pdf"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, files []string) error {
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	reader := pdf.New(pdf.Config{Workers: 1, CacheDir: filepath.Join(cache, "docextract")})
	defer reader.Close()
	out := bufio.NewWriter(os.Stdout)
	for _, name := range files {
		if err := show(ctx, reader, out, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return out.Flush()
}

func show(ctx context.Context, reader *pdf.Reader, out *bufio.Writer, name string) error {
	file, err := os.Open(name) //nolint:gosec // the developer names the file
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	doc, err := reader.Read(ctx, file, info.Size())
	if err != nil {
		return err
	}
	for _, a := range doc.Attachments {
		fmt.Fprintf(out, "attachment\t%q\t%d bytes\n", a.Name, len(a.Data))
	}
	for _, p := range doc.Pages {
		fmt.Fprintf(out, "page\t%d\t%.0f x %.0f\n", p.Index, p.Width, p.Height)
		for _, w := range p.Words {
			weight := ""
			if w.Bold {
				weight = "b"
			}
			fmt.Fprintf(out, "%d\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t%s\t%s\n", p.Index, w.Box.X0, w.Box.Y0, w.Box.X1, w.Box.Y1, w.Size, weight, w.Text)
		}
		for _, r := range p.Rulings {
			fmt.Fprintf(out, "%d\t%.0f\t%.0f\t%.0f\t%.0f\truling\n", p.Index, r.Box.X0, r.Box.Y0, r.Box.X1, r.Box.Y1)
		}
	}
	return nil
}
