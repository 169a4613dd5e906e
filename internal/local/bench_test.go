//go:build !windows

package local_test

import (
	"bytes"
	"log/slog"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/sample"
)

// BenchmarkPage is one text page through a server that has done this before:
// upload over the private socket, durable intake, extraction, and the answer.
// Beside it stands the engine's own share.
func BenchmarkPage(b *testing.B) {
	pdf, _, err := sample.Generate(1, sample.Options{Language: "en", Layout: "modern", Lines: 8, Plain: true})
	if err != nil {
		b.Fatal(err)
	}
	c := config(b, opened())
	reader := engine.New(engine.Config{CacheDir: b.TempDir()})
	c.Engine = func(string, *slog.Logger) local.Engine { return reader }
	open(b, c)
	client := open(b, c)
	submission := api.Submission{Document: api.BytesDocument("invoice.pdf", pdf), DocumentType: api.DefaultDocumentType}
	extract(b, client, submission)
	b.Run("server", func(b *testing.B) {
		measure(b, func() { extract(b, client, submission) })
	})
	b.Run("engine", func(b *testing.B) {
		builtin, _ := api.BuiltinType(api.DefaultDocumentType)
		at := bytes.NewReader(pdf)
		measure(b, func() {
			if _, err := reader.Extract(b.Context(), "invoice.pdf", at, int64(len(pdf)), builtin); err != nil {
				b.Fatal(err)
			}
		})
	})
}

func extract(b *testing.B, svc api.Service, s api.Submission) {
	b.Helper()
	id, err := svc.Submit(b.Context(), s)
	if err != nil {
		b.Fatal(err)
	}
	x, err := svc.Poll(b.Context(), id, time.Minute)
	if err != nil || x.Status != api.StatusSuccess {
		b.Fatalf("%+v, %v", x, err)
	}
}

// measure reports the median on the clock, and the mean of the processor: of
// client, server and engine together, as they share this process.
func measure(b *testing.B, run func()) {
	b.Helper()
	var took []time.Duration
	before := processorTime(b)
	for b.Loop() {
		start := time.Now()
		run()
		took = append(took, time.Since(start))
	}
	used := processorTime(b) - before
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms")
	b.ReportMetric(float64(used.Microseconds())/1000/float64(len(took)), "cpu-ms")
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
