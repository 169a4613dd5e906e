// Command trainhead trains the last layer of the network that reads lines, the
// one for Latin letters: 120 features a step in, a score for each class of
// internal/engine/ppocr out. The network below it stays as it is.
//
// It learns from lines that it prints itself, in many fonts and with much
// damage, and from lines of the receipts of SROIE (CC BY 4.0) of two thirds of
// the shops, and measures the new layer and the one that it starts from on
// fonts, words and shops that were kept aside, and on scans of invented
// invoices. The same files and the same kind of processor give the same bytes.
//
//	go run ./internal/gen/trainhead -receipts DIR -cache DIR -out head.bin
//
// DIR of the receipts has a truth.json of the shape that `docextract eval`
// reads. Fonts and word lists are those of Debian 12; manifests hold their
// hashes:
//
//	apt-get install wamerican wdutch wfrench witalian wngerman wspanish hunspell-sl \
//	  fonts-3270 fonts-agave fonts-cabin fonts-cantarell fonts-comfortaa fonts-compagnon \
//	  fonts-courier-prime fonts-croscore fonts-crosextra-caladea fonts-crosextra-carlito \
//	  fonts-dejavu fonts-dosis fonts-dotgothic16 fonts-ebgaramond fonts-firacode \
//	  fonts-freefont-ttf fonts-gfs-didot fonts-hack fonts-inconsolata fonts-inter \
//	  fonts-jetbrains-mono fonts-junicode fonts-lato fonts-league-spartan fonts-liberation \
//	  fonts-linuxlibertine fonts-mononoki fonts-noto-core fonts-noto-mono fonts-ocr-a fonts-ocr-b \
//	  fonts-open-sans fonts-paratype fonts-quicksand fonts-roboto-unhinted fonts-sil-gentium \
//	  fonts-tuffy fonts-urw-base35 fonts-vollkorn
//
// The features take most of the time, about 20 minutes of one core; the cache
// keeps them. Afterwards internal/gen/ppocrmodels puts the layer into the model.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

type options struct {
	model, start, share, receipts, cache, out string
	lines, kept, pages, repeat                int
	fold                                      uint
	blend                                     float64
	course
}

func main() {
	var o options
	here := filepath.Join("internal", "gen", "trainhead")
	flag.StringVar(&o.model, "model", filepath.Join("internal", "engine", "ppocr", "model", "recognition.onnx"), "the network")
	flag.StringVar(&o.start, "start", filepath.Join(here, "start.bin"), "the layer to start from and to compare with")
	flag.StringVar(&o.share, "share", "/usr/share", "where Debian's packages put their files")
	flag.StringVar(&o.receipts, "receipts", "", "folder of receipts with a truth.json; none: printed lines only")
	flag.StringVar(&o.cache, "cache", os.TempDir(), "folder for features")
	flag.StringVar(&o.out, "out", "head.bin", "file of the new layer; none: measure the start only")
	flag.IntVar(&o.lines, "lines", 24_000, "lines to print")
	flag.IntVar(&o.kept, "kept", 2500, "lines to print in kept-aside fonts and words")
	flag.IntVar(&o.pages, "pages", 28, "pages of invoices to measure on")
	flag.IntVar(&o.repeat, "repeat", 4, "how often a line of a receipt is shown in an epoch")
	flag.UintVar(&o.fold, "fold", 0, "which third of the shops is kept aside: 0, 1 or 2")
	flag.IntVar(&o.epochs, "epochs", 8, "how often all lines are shown")
	flag.Float64Var(&o.rate, "rate", .003, "rate of learning")
	flag.Float64Var(&o.pull, "pull", .002, "pull toward the start")
	flag.Float64Var(&o.blend, "blend", .5, "how far to go from the start to what was learnt, 0 to 1")
	flag.Uint64Var(&o.seed, "seed", 1, "of lines and of their order")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "trainhead:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, o options) error {
	start, err := readLayer(o.start)
	if err != nil {
		return err
	}
	d, err := gather(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "== the start")
	d.measure(w, start)
	if o.out == "" {
		return nil
	}
	lines := d.lines(start, o.repeat)
	fmt.Fprintf(w, "== %d lines\n", len(lines))
	trained := o.train(start, lines, func(epoch int, loss float64) { fmt.Fprintf(w, "epoch %d, loss %.3f\n", epoch, loss) })
	trained = start.toward(trained, o.blend)
	fmt.Fprintln(w, "== the new layer")
	d.measure(w, trained)
	return trained.write(o.out)
}

// data is what is trained on and what is kept aside.
type data struct {
	fold          uint32 // of the shops kept aside
	printed, kept []sample
	receipts      []receipt
	pages         []page
}

func gather(ctx context.Context, o options) (*data, error) {
	net, err := readNetwork(o.model)
	if err != nil {
		return nil, err
	}
	c := cache{o.cache}
	d := &data{fold: uint32(o.fold % 3)}
	for _, part := range []struct {
		name, fonts string
		kept        bool
		lines       int
		seed        uint64
		into        *[]sample
	}{{"train", trainFonts, false, o.lines, o.seed, &d.printed}, {"kept", keptFonts, true, o.kept, o.seed + 1000, &d.kept}} {
		*part.into, err = keep(c, part.name, []any{net.sum, part.fonts, wordLists, part.lines, part.seed}, func() ([]sample, error) {
			fonts, err := readFonts(o.share, part.fonts)
			if err != nil {
				return nil, err
			}
			lexicons, err := readLexicons(o.share, part.kept)
			if err != nil {
				return nil, err
			}
			return makeLines(ctx, net, maker{part.seed, writer{lexicons}, fonts, spellable()}, part.lines)
		})
		if err != nil {
			return nil, err
		}
	}
	d.pages, err = keep(c, "pages", []any{net.sum, o.pages, o.seed}, func() ([]page, error) { return scanPages(ctx, net, o.pages, o.seed+5000) })
	if err != nil || o.receipts == "" {
		return d, err
	}
	d.receipts, err = keep(c, "receipts", []any{net.sum, o.receipts}, func() ([]receipt, error) { return readReceipts(ctx, net, o.receipts) })
	return d, err
}

// lines is what is trained on.
func (d *data) lines(start layer, repeat int) []*sample {
	var all []*sample
	for i := range d.printed {
		all = append(all, &d.printed[i])
	}
	m := &multiplier{kernels: simd.Best()}
	for i := range d.receipts {
		if d.receipts[i].keptAside(d.fold) {
			continue
		}
		lines := d.receipts[i].labelled(m, start)
		for range repeat {
			all = append(all, lines...)
		}
	}
	return all
}

func (d *data) measure(w io.Writer, l layer) {
	fmt.Fprintln(w, "-- kept-aside fonts and words")
	l.onLines(w, d.kept)
	fmt.Fprintln(w, "-- scans of invented invoices")
	l.onPages(w, d.pages)
	var trained, kept []receipt
	for _, r := range d.receipts {
		if r.keptAside(d.fold) {
			kept = append(kept, r)
		} else {
			trained = append(trained, r)
		}
	}
	if len(d.receipts) > 0 {
		fmt.Fprintln(w, "-- receipts of kept-aside shops")
		l.onReceipts(w, kept)
		fmt.Fprintln(w, "-- receipts of shops trained on")
		l.onReceipts(w, trained)
	}
}

// dice are a stream of choices of a seed.
func dice(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) } //nolint:gosec // dice, not secrets
