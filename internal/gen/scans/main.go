// Command scans makes page pictures out of a folder of PDFs of one page each,
// as printers, scanners and fax machines would, every one damaged in another
// way and degree, with a truth.json that says the same of them:
//
//	go run ./internal/gen/scans -out scanned -seed 7 generated
//
// The same PDFs and seed give the same pictures. They serve to train and to
// measure what is read from scans; documents of several pages are left out.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image/jpeg"
	"maps"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/pdf"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "scans:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("scans", flag.ContinueOnError)
	out := flags.String("out", "", "folder for the pictures (required)")
	seed := flags.Uint64("seed", 1, "the seed of the damage")
	every := flags.Int("every", 1, "take every so manieth document")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" || flags.NArg() != 1 || *every < 1 {
		return fmt.Errorf("usage: scans -out FOLDER [-seed N] [-every N] FOLDER")
	}
	modules, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	reader := pdf.New(pdf.Config{CacheDir: filepath.Join(modules, "docextract")})
	defer func() { _ = reader.Close() }()
	s := scanner{reader: reader, in: flags.Arg(0), out: *out, seed: *seed}
	return s.all(ctx, *every)
}

// scanner makes pictures of the documents of a folder.
type scanner struct {
	reader  *pdf.Reader
	in, out string
	seed    uint64
}

func (s scanner) all(ctx context.Context, every int) error {
	data, err := os.ReadFile(filepath.Join(s.in, "truth.json"))
	if err != nil {
		return err
	}
	var truth map[string]json.RawMessage
	if err := json.Unmarshal(data, &truth); err != nil {
		return fmt.Errorf("%s: %w", s.in, err)
	}
	if err := os.MkdirAll(s.out, 0o750); err != nil {
		return err
	}
	made := map[string]json.RawMessage{}
	for i, name := range slices.Sorted(maps.Keys(truth)) {
		if i%every != 0 || filepath.Ext(name) != ".pdf" {
			continue
		}
		dice := rand.New(rand.NewPCG(s.seed, uint64(i))) //nolint:gosec // the same damage each time is wanted
		picture, err := s.scan(ctx, name, dice)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if picture == nil {
			continue
		}
		as := strings.TrimSuffix(name, ".pdf") + ".jpg"
		if err := os.WriteFile(filepath.Join(s.out, as), picture, 0o600); err != nil {
			return err
		}
		made[as] = truth[name]
	}
	text, err := json.MarshalIndent(made, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.out, "truth.json"), append(text, '\n'), 0o600)
}

// scan is the picture of a document's page, nil where it has several.
func (s scanner) scan(ctx context.Context, name string, dice *rand.Rand) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(s.in, name))
	if err != nil {
		return nil, err
	}
	size := int64(len(data))
	doc, err := s.reader.Read(ctx, bytes.NewReader(data), size)
	if err != nil {
		return nil, err
	}
	if len(doc.Pages) != 1 {
		return nil, nil
	}
	w := anyWear(dice)
	page, err := s.reader.Render(ctx, bytes.NewReader(data), size, 0, w.dpi)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, w.on(page.Gray, dice), &jpeg.Options{Quality: w.quality}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
