//go:build linux && !race

package engine_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"

	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/sample"
)

// The memory that the whole process may take, and the bound of the heap that
// the program sets (internal/cli).
const (
	maxProcess = 600 << 20
	heapLimit  = 384 << 20
)

// largeScan is a document of two pages at 600 dpi, 35 million pixels each.
func largeScan(tb testing.TB, seed uint64) []byte {
	tb.Helper()
	data, err := sample.New(seed, sample.Options{Language: "en", Layout: "ledger", Lines: 40, Plain: true}).ScannedPDF(600)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// largePicture is a page at 600 dpi in colour, as PNG.
func largePicture(tb testing.TB) []byte {
	tb.Helper()
	pages, err := sample.New(3, sample.Options{Language: "en", Layout: "plain", Lines: 3, Plain: true}).Images(600)
	if err != nil {
		tb.Fatal(err)
	}
	img := image.NewNRGBA(pages[0].Rect)
	draw.Draw(img, img.Rect, pages[0], image.Point{}, draw.Src)
	return encodePNG(tb, img)
}

// childVariable makes the test binary the process that is measured.
const childVariable = "DOCEXTRACT_TEST_LARGE_SCANS"

// Two workers busy with large scans stay within the memory of the process.
func TestMemoryOfTwoLargeScans(t *testing.T) {
	if folder := os.Getenv(childVariable); folder != "" {
		readBoth(t, folder)
		return
	}
	folder := t.TempDir()
	for name, data := range map[string][]byte{"a": largeScan(t, 1), "b": largePicture(t)} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestMemoryOfTwoLargeScans$", "-test.v")
	child.Env = append(os.Environ(), childVariable+"="+folder)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	found := regexp.MustCompile(`peak (\d+) KiB`).FindSubmatch(out)
	if found == nil {
		t.Fatalf("no peak in %s", out)
	}
	peak, err := strconv.Atoi(string(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("peak %d MiB", peak>>10)
	if peak<<10 > maxProcess {
		t.Errorf("the process took %d MiB, more than %d", peak>>10, maxProcess>>20)
	}
}

// readBoth reads the documents of a folder at the same time, as the program
// does.
func readBoth(t *testing.T, folder string) {
	t.Helper()
	debug.SetMemoryLimit(heapLimit)
	debug.SetGCPercent(400)
	e := engine.New(engine.Config{Workers: 2, CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache")})
	var both sync.WaitGroup
	for _, name := range []string{"a", "b"} {
		both.Go(func() {
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := e.Extract(t.Context(), name, bytes.NewReader(data), int64(len(data)), builtin(t, "invoice")); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	if peak := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status); peak != nil {
		fmt.Printf("peak %s KiB\n", peak[1])
	}
}
