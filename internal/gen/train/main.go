// Command train makes the ranker's model, internal/engine/ranker/model.bin,
// from folders of documents with a truth.json, and measures it on groups of
// documents that it had not seen:
//
//	go run ./internal/gen/samples -out generated -n 400 -seed 5001
//	go run ./internal/gen/train -cache words -out internal/engine/ranker generated=0.3/0.05 invoices=1 receipt:receipts=0.5
//
// The number behind a folder is the weight of its documents: less than one for
// generated ones, and for those that the rules were tuned with. A second one,
// behind a slash, is their weight where confidence is calibrated. Documents of
// one group (a layout, a producer, a shop) are in one fold. What is written is
// numbers only: thresholds of shapes, places and scores, no text of any
// document.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/gen/wordcache"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// options are what the program was asked for.
type options struct {
	cache   string
	out     string
	folds   int
	sources []source
}

// source is a folder of documents, and how much each of them weighs where
// trees are grown and where confidence is calibrated.
type source struct {
	name        string
	docType     api.DocumentType
	folder      string
	weight      float64
	calibration float64
}

// parseSource reads [TYPE:]FOLDER[=WEIGHT[/WEIGHT]].
func parseSource(arg string) (source, error) {
	folder, weights, _ := strings.Cut(arg, "=")
	name, rest, typed := strings.Cut(folder, ":")
	if !typed {
		name, rest = "line-item-invoice", folder
	}
	i := slices.IndexFunc(api.BuiltinTypes(), func(t api.DocumentType) bool { return t.Name == name })
	if i < 0 {
		return source{}, fmt.Errorf("%s: no document type %q is built in", arg, name)
	}
	s := source{
		name: filepath.Base(filepath.Dir(rest)) + "/" + filepath.Base(rest), docType: api.BuiltinTypes()[i],
		folder: rest, weight: 1, calibration: 1,
	}
	if weights == "" {
		return s, nil
	}
	first, second, both := strings.Cut(weights, "/")
	if !both {
		second = first
	}
	var err, also error
	s.weight, err = strconv.ParseFloat(first, 64)
	s.calibration, also = strconv.ParseFloat(second, 64)
	if err != nil || also != nil || s.weight < 0 || s.calibration < 0 {
		return s, fmt.Errorf("%s: a weight must be a number, 0 or more", arg)
	}
	return s, nil
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.StringVar(&o.cache, "cache", "", "folder for the words that were read (required)")
	flags.StringVar(&o.out, "out", "", "folder to write model.bin and model.json to; empty only measures")
	flags.IntVar(&o.folds, "folds", 5, "how many parts the documents are measured in")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for _, arg := range flags.Args() {
		s, err := parseSource(arg)
		if err != nil {
			return o, err
		}
		o.sources = append(o.sources, s)
	}
	if o.cache == "" || len(o.sources) == 0 || o.folds < 2 {
		return o, fmt.Errorf("usage: train -cache FOLDER [-out FOLDER] [-folds N] [TYPE:]FOLDER[=WEIGHT[/WEIGHT]]…")
	}
	return o, nil
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	modules, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	// The rules alone: what is learnt must not depend on what was learnt before.
	e := engine.New(engine.Config{CacheDir: filepath.Join(modules, "docextract"), Ranker: &ranker.Model{}})
	defer func() { _ = e.Close() }()
	documents, err := o.gather(ctx, wordcache.Cache{Engine: e, Folder: o.cache})
	if err != nil {
		return err
	}
	model, measured := learn(documents, o.folds)
	if err := measured.write(out); err != nil {
		return err
	}
	if o.out == "" {
		return nil
	}
	return save(o.out, model, documents)
}
