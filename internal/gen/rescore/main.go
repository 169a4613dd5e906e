// Command rescore measures how fields are chosen, on words that were read
// before: reading a scan takes a second, choosing from its words a few
// milliseconds. It scores folders with a truth.json as `docextract eval` does,
// and keeps the words of each document in a folder of its own:
//
//	go run ./internal/gen/rescore -cache words -type receipt -misses receipts/
//
// The words belong to the readers that made them: take a new folder after a
// change of those.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/gen/wordcache"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/score"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "rescore:", err)
		os.Exit(1)
	}
}

type options struct {
	cache   string
	only    string // a part of the names
	misses  bool
	json    bool
	scorer  score.Options
	docType api.DocumentType
}

func parse(args []string) (options, []string, error) {
	var o options
	flags := flag.NewFlagSet("rescore", flag.ContinueOnError)
	flags.StringVar(&o.cache, "cache", "", "folder for the words that were read (required)")
	flags.StringVar(&o.only, "only", "", "take the documents whose names hold this")
	flags.BoolVar(&o.misses, "misses", false, "print what is not right, a line each")
	flags.BoolVar(&o.json, "json", false, "print the report as JSON")
	flags.BoolVar(&o.scorer.LooseNames, "loose-names", false, "one supplier name may contain the other")
	name := flags.String("type", "line-item-invoice", "document type")
	if err := flags.Parse(args); err != nil {
		return o, nil, err
	}
	i := slices.IndexFunc(api.BuiltinTypes(), func(t api.DocumentType) bool { return t.Name == *name })
	switch {
	case i < 0:
		return o, nil, fmt.Errorf("no document type %q is built in", *name)
	case o.cache == "" || flags.NArg() == 0:
		return o, nil, fmt.Errorf("usage: rescore -cache FOLDER [flags] FOLDER…")
	}
	o.docType = api.BuiltinTypes()[i]
	return o, flags.Args(), nil
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, folders, err := parse(args)
	if err != nil {
		return err
	}
	modules, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	e := engine.New(engine.Config{CacheDir: filepath.Join(modules, "docextract")})
	defer func() { _ = e.Close() }()
	cache := wordcache.Cache{Engine: e, Folder: o.cache}
	tally, began := score.NewTally(), time.Now()
	for _, folder := range folders {
		if err := o.folder(ctx, cache, folder, tally, out); err != nil {
			return err
		}
	}
	report := tally.Report(time.Since(began))
	if o.json {
		return render.JSON(out, report)
	}
	return render.Table{Width: 120}.Evaluation(out, report)
}

// folder reads the documents several at a time and tallies them in order.
func (o options) folder(ctx context.Context, c wordcache.Cache, folder string, tally *score.Tally, out io.Writer) error {
	data, err := os.ReadFile(filepath.Join(folder, "truth.json")) //nolint:gosec // the folder is the user's
	if err != nil {
		return err
	}
	truth, err := score.ParseTruth(data)
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(truth)) {
		if strings.Contains(name, o.only) {
			names = append(names, name)
		}
	}
	scored := make([]score.Document, len(names))
	next := make(chan int)
	var readers sync.WaitGroup
	for range runtime.NumCPU() {
		readers.Go(func() {
			for i := range next {
				// One that fails has no result, and counts.
				result, err := o.extract(ctx, c, filepath.Join(folder, names[i]))
				if err != nil {
					fmt.Fprintln(os.Stderr, "rescore:", err)
				}
				scored[i] = o.scorer.Compare(names[i], truth[names[i]], result)
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	readers.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	for i, d := range scored {
		tally.Add(d)
		if o.misses {
			if err := misses(out, names[i], d); err != nil {
				return err
			}
		}
	}
	return nil
}

// extract chooses the fields from the words of the document at path.
func (o options) extract(ctx context.Context, c wordcache.Cache, path string) (*api.Result, error) {
	contents, err := c.Contents(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c.Engine.Choose(contents, o.docType)
}

func misses(out io.Writer, name string, d score.Document) error {
	for _, f := range d.Fields {
		if f.Verdict == score.Right {
			continue
		}
		if _, err := fmt.Fprintf(out, "%s\t%s\t%s\twant %s\tgot %s\t%.2f\n", name, f.Name, f.Verdict, text(f.Want), text(f.Got), f.Confidence); err != nil {
			return err
		}
	}
	return nil
}

func text(s *string) string {
	if s == nil {
		return "nothing"
	}
	return fmt.Sprintf("%q", *s)
}
