package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/sample"
)

// The benchmarks measure the built program as a user starts it. They tell the
// median of the time on the clock (ms), as one slow start among many says
// nothing, and of the processor's time (cpu-ms), which other work on the
// machine hardly changes. docs/benchmarks.md says how to run them and what
// they gave.

// BenchmarkStart is `docextract version` beside the least program of the same
// command-line library.
func BenchmarkStart(b *testing.B) {
	p := newProgram(b)
	bare := build(b, "bare", "./testdata/cobra")
	var ours, theirs timings
	for b.Loop() {
		ours.add(p.run(b, "version"))
		theirs.add(timed(b, exec.CommandContext(b.Context(), bare, "version")))
	}
	ours.report(b, "")
	theirs.report(b, "bare-")
	b.ReportMetric(median(ours.clock)/median(theirs.clock), "ratio")
	if info, err := os.Stat(p.path); err == nil {
		b.ReportMetric(float64(info.Size())/(1<<20), "MiB-on-disk")
	}
}

// BenchmarkExtract is one document, from the command to its output, in a
// process of its own.
func BenchmarkExtract(b *testing.B) {
	twoPages := example(b, "ledger-sl.pdf")
	b.Run("two-pages", func(b *testing.B) {
		p := newProgram(b)
		p.run(b, "extract", twoPages) // fills the cache
		var took, reference timings
		for b.Loop() {
			took.add(p.run(b, "extract", "--again", twoPages))
			reference.add(pdftotext(b, twoPages))
		}
		took.report(b, "")
		reference.report(b, "pdftotext-")
	})
	b.Run("first-start", func(b *testing.B) { firstStart(b, twoPages) })
	b.Run("first-start-scan", func(b *testing.B) { firstStart(b, scanned(b, b.TempDir(), 1)[0]) })
	b.Run("scan", func(b *testing.B) {
		p := newProgram(b)
		page := scanned(b, b.TempDir(), 1)[0]
		p.run(b, "extract", page)
		var took timings
		for b.Loop() {
			took.add(p.run(b, "extract", "--again", page))
		}
		took.report(b, "")
	})
	b.Run("running-server", func(b *testing.B) {
		p := newProgram(b)
		p.background(b, twoPages)
		var took timings
		for b.Loop() {
			took.add(p.run(b, "extract", "--again", twoPages))
		}
		took.report(b, "")
	})
}

// firstStart is the program's first start ever: nothing is compiled.
func firstStart(b *testing.B, document string) {
	b.Helper()
	var took timings
	for b.Loop() {
		b.StopTimer()
		p := newProgram(b)
		b.StartTimer()
		took.add(p.run(b, "extract", document))
	}
	took.report(b, "")
}

// BenchmarkScans is a folder of sixteen scanned invoices, and one of as many
// receipts where real ones are at hand; it tells the memory of the process.
func BenchmarkScans(b *testing.B) {
	const documents = 16
	folder := func(b *testing.B, dir string) {
		b.Helper()
		p := newProgram(b)
		var took timings
		for b.Loop() {
			took.add(p.run(b, "extract", "--again", "-o", "ndjson", dir))
		}
		took.report(b, "")
		b.ReportMetric(documents*1000/median(took.clock), "documents/s")
	}
	b.Run("invoices", func(b *testing.B) {
		dir := b.TempDir()
		scanned(b, dir, documents)
		folder(b, dir)
	})
	b.Run("receipts", func(b *testing.B) {
		root := os.Getenv("DOCEXTRACT_CORPUS")
		if root == "" {
			b.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
		}
		paths, err := filepath.Glob(filepath.Join(root, "receipts", "*.jpg"))
		if err != nil || len(paths) < documents {
			b.Fatalf("%d receipts, %v", len(paths), err)
		}
		dir := b.TempDir()
		for i := range documents {
			data, err := os.ReadFile(paths[i*len(paths)/documents])
			if err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.jpg", i)), data, 0o600); err != nil {
				b.Fatal(err)
			}
		}
		folder(b, dir)
	})
}

// scanned writes n scanned invoices, PDFs of a picture of A4 at 200 dpi each,
// in the languages in turn.
func scanned(b *testing.B, dir string, n int) []string {
	b.Helper()
	var paths []string
	for i := range n {
		language := sample.Languages()[i%len(sample.Languages())]
		pdf, err := sample.New(uint64(i), sample.Options{Language: language, Lines: 8, Plain: true}).ScannedPDF(200)
		if err != nil {
			b.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprintf("%02d-%s.pdf", i, language))
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			b.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// BenchmarkFolder is a folder of sixty text PDFs of all layouts and languages.
func BenchmarkFolder(b *testing.B) {
	const documents = 60
	folder := b.TempDir()
	for _, m := range sample.Corpus(1, documents) {
		pdf, _, err := m.Make()
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, m.Name), pdf, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil {
		b.Fatal(err)
	}
	p := newProgram(b)
	p.run(b, "extract", files[0])
	var took, reference timings
	for b.Loop() {
		took.add(p.run(b, "extract", "--again", "-o", "ndjson", folder))
		reference.add(pdftotext(b, files...))
	}
	took.report(b, "")
	reference.report(b, "pdftotext-")
	b.ReportMetric(documents*1000/median(took.clock), "documents/s")
}

// BenchmarkDetachedStart is `submit` where no server runs: it starts one that
// outlives it and hands the document over.
func BenchmarkDetachedStart(b *testing.B) {
	document := example(b, "invoice.pdf")
	p := newProgram(b)
	p.run(b, "extract", document)
	var took timings
	for b.Loop() {
		took.add(p.run(b, "--local", "background", "submit", "--again", document))
		p.run(b, "local", "stop")
	}
	took.report(b, "")
}

// program is the built program with a home of its own.
type program struct {
	path string
	env  []string
}

func newProgram(b *testing.B) *program {
	b.Helper()
	home, err := os.MkdirTemp("", "dx") //nolint:usetesting // short enough for a socket
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := os.RemoveAll(home); err != nil {
			b.Error(err)
		}
	})
	return &program{path: build(b, "docextract", "."), env: []string{"HOME=" + home, "TMPDIR=" + home, "PATH=" + os.Getenv("PATH")}}
}

// background starts the detached server for the rest of the benchmark.
func (p *program) background(b *testing.B, document string) {
	b.Helper()
	p.run(b, "--local", "background", "extract", document)
	b.Cleanup(func() {
		cmd := exec.Command(p.path, "local", "stop") // the benchmark's context has ended
		cmd.Env = p.env
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Errorf("local stop: %v\n%s", err, out)
		}
	})
}

// timing is one run: on the clock, of the processor, and the most memory that
// it held, in MiB, where the system tells.
type timing struct {
	clock, processor time.Duration
	peak             float64
}

// timings are the runs of a benchmark.
type timings struct {
	clock, processor []time.Duration
	peak             float64 // of all
}

func (t *timings) add(one timing) {
	t.clock = append(t.clock, one.clock)
	t.processor = append(t.processor, one.processor)
	t.peak = max(t.peak, one.peak)
}

func (t *timings) report(b *testing.B, prefix string) {
	b.Helper()
	b.ReportMetric(median(t.clock), prefix+"ms")
	b.ReportMetric(median(t.processor), prefix+"cpu-ms")
	if t.peak > 0 && prefix == "" {
		b.ReportMetric(t.peak, "peak-MiB")
	}
}

// median is in milliseconds.
func median(times []time.Duration) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return float64(sorted[len(sorted)/2].Microseconds()) / 1000
}

// run runs the program once and says how long that took.
func (p *program) run(b *testing.B, args ...string) timing {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), p.path, args...)
	cmd.Env = p.env
	return timed(b, cmd)
}

func timed(b *testing.B, cmd *exec.Cmd) timing {
	b.Helper()
	start := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(start)
	if err != nil {
		b.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	return timing{took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}
}

// pdftotext is how long the reference takes for the files, one after the
// other; nothing where it is not installed.
func pdftotext(b *testing.B, files ...string) (sum timing) {
	b.Helper()
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		return timing{}
	}
	for _, file := range files {
		took := timed(b, exec.CommandContext(b.Context(), path, "-layout", file, "-"))
		sum.clock += took.clock
		sum.processor += took.processor
	}
	return sum
}

func example(b *testing.B, name string) string {
	b.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "docs", "examples", name))
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// build compiles a program of this module as a release is: small, and without
// the paths of this machine.
func build(b *testing.B, name, pkg string) string {
	b.Helper()
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(b.TempDir(), name)
	cmd := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go build %s: %v\n%s", pkg, err, out)
	}
	return path
}
