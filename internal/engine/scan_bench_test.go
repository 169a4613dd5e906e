//go:build !windows

package engine_test

import (
	"bytes"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/sample"
)

// picture is a scanned page in a file.
type picture struct {
	path  string
	data  []byte
	model string // Tesseract's name of its language
}

// scans are invoices of the repository's own, a page of A4 at 200 dpi each.
func scans(b *testing.B) []picture {
	b.Helper()
	models := map[string]string{"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "sl": "slv"}
	dir := b.TempDir()
	var all []picture
	for _, language := range sample.Languages() {
		pages, err := sample.New(7, sample.Options{Language: language, Layout: "plain", Lines: 8, Plain: true}).Images(200)
		if err != nil {
			b.Fatal(err)
		}
		var data bytes.Buffer
		if err := jpeg.Encode(&data, pages[0], &jpeg.Options{Quality: 75}); err != nil {
			b.Fatal(err)
		}
		p := picture{filepath.Join(dir, language+".jpg"), data.Bytes(), models[language]}
		if err := os.WriteFile(p.path, p.data, 0o600); err != nil {
			b.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// pictured are n pictures of a folder of DOCEXTRACT_CORPUS, from all over it.
func pictured(b *testing.B, folder, model string, n int) []picture {
	b.Helper()
	root := os.Getenv("DOCEXTRACT_CORPUS")
	if root == "" {
		b.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
	}
	paths, err := filepath.Glob(filepath.Join(root, folder, "*.jpg"))
	if err != nil || len(paths) < n {
		b.Fatalf("%d pictures in %s, %v", len(paths), folder, err)
	}
	var all []picture
	for i := range n {
		path := paths[i*len(paths)/n]
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, picture{path, data, model})
	}
	return all
}

// spent is time on the clock and of the processor, user and system.
type spent struct{ clock, processor []time.Duration }

func (s *spent) add(clock, processor time.Duration) {
	s.clock, s.processor = append(s.clock, clock), append(s.processor, processor)
}

func (s *spent) report(b *testing.B, prefix string) {
	b.Helper()
	b.ReportMetric(median(s.clock), prefix+"ms")
	b.ReportMetric(median(s.processor), prefix+"cpu-ms")
}

// median is in milliseconds.
func median(times []time.Duration) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return float64(sorted[len(sorted)/2].Microseconds()) / 1000
}

// processor is the time that this process has used.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func extractPicture(b *testing.B, e *engine.Engine, p picture) {
	b.Helper()
	if _, err := e.Extract(b.Context(), "in.jpg", bytes.NewReader(p.data), int64(len(p.data)), builtin(b, api.DefaultDocumentType)); err != nil {
		b.Error(err) // of another goroutine, too
	}
}

// beside reads the pictures in turns with the native program, where that is
// installed: a process a page, told the language, with one thread.
func beside(b *testing.B, pictures []picture) {
	b.Helper()
	native, _ := exec.LookPath("tesseract")
	e := newEngine(b)
	extractPicture(b, e, pictures[0]) // compiles
	var ours, theirs spent
	var ratios []float64
	for n := 0; b.Loop(); n++ {
		p := pictures[n%len(pictures)]
		start, before := time.Now(), processor(b)
		extractPicture(b, e, p)
		took, used := time.Since(start), processor(b)-before
		ours.add(took, used)
		if native == "" {
			continue
		}
		cmd := exec.CommandContext(b.Context(), native, p.path, "-", "-l", p.model)
		cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
		start = time.Now()
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		others := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		theirs.add(time.Since(start), others)
		ratios = append(ratios, float64(used)/float64(others))
	}
	ours.report(b, "")
	if native == "" {
		return
	}
	theirs.report(b, "native-")
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "cpu-ratio")
	b.ReportMetric(median(ours.clock)/median(theirs.clock), "ratio")
}

// BenchmarkScan is a scanned page of A4, from the bytes to the fields, beside
// the native Tesseract, which only reads the text.
func BenchmarkScan(b *testing.B) {
	b.Run("samples", func(b *testing.B) { beside(b, scans(b)) })
	b.Run("corpus", func(b *testing.B) { beside(b, pictured(b, "invoices-scanned", "fra", 8)) })
}

// BenchmarkReceipt is a photographed or scanned receipt on one processor. With
// GODEBUG=cpu.avx2=off it is what an older processor needs.
func BenchmarkReceipt(b *testing.B) {
	receipts := pictured(b, "receipts", "eng", 8)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	beside(b, receipts)
}

// BenchmarkWorkers tells how much two workers read in the time of one, on
// documents of a page each.
func BenchmarkWorkers(b *testing.B) {
	b.Run("scans", func(b *testing.B) { workers(b, scans(b)) })
	b.Run("receipts", func(b *testing.B) { workers(b, pictured(b, "receipts", "eng", 8)) })
}

func workers(b *testing.B, pictures []picture) {
	b.Helper()
	cache := b.TempDir()
	var one, two spent
	for b.Loop() {
		one.add(readAll(b, cache, pictures, 1))
		two.add(readAll(b, cache, pictures, 2))
	}
	one.report(b, "one-")
	two.report(b, "two-")
	b.ReportMetric(median(one.clock)/median(two.clock), "speedup")
}

// readAll reads the pictures with n workers on n processors, each with its
// page; getting ready does not count.
func readAll(b *testing.B, cache string, pictures []picture, n int) (clock, used time.Duration) {
	b.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	e := engine.New(engine.Config{CacheDir: cache, Workers: n})
	defer func() {
		if err := e.Close(); err != nil {
			b.Error(err)
		}
	}()
	each(n, n, func(int) { extractPicture(b, e, pictures[0]) })
	start, before := time.Now(), processor(b)
	each(n, len(pictures), func(i int) { extractPicture(b, e, pictures[i]) })
	return time.Since(start), processor(b) - before
}

// each does the work for 0 to count-1 in n goroutines.
func each(n, count int, work func(int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < count; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	all.Wait()
}
