package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/hostedtest"
)

// BenchmarkLimit is to be run with -benchtime 10000x: `docextract extract` of a
// folder of so many small documents, in a process of its own, and a service
// that answers in 200 ms and allows 50 requests a second. It tells how much of
// the limit was used from the first request to the last, how many requests were
// refused, the looks a document, and the memory of the program.
func BenchmarkLimit(b *testing.B) {
	const limit, reply = 50, 200 * time.Millisecond
	service := hostedtest.New(hostedtest.Config{
		Answer: reply, Reply: [2]time.Duration{reply, reply}, Latency: hostedtest.Always(reply),
		Limit: hostedtest.Limit{PerSecond: limit, Burst: limit / 5},
	})
	url, err := service.Start()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { service.Close() })
	p, dir := newProgram(b), b.TempDir()
	p.env = append(p.env, "DOCEXTRACT_BASE_URL="+url, "DOCEXTRACT_API_KEY=key", "DOCEXTRACT_TYPE=simple-invoice")
	for i := range b.N {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.pdf", i)), fmt.Appendf(nil, "%%PDF-1.7 document %d", i), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	took := p.run(b, "extract", "-q", "-o", "ndjson", dir)
	b.StopTimer()
	if taken := len(service.Extractions()); taken != b.N || len(service.PaidTwice()) != 0 {
		b.Errorf("%d of %d documents were taken, %d twice", taken, b.N, len(service.PaidTwice()))
	}
	tally := service.Tally()
	seconds := tally.Last.Sub(tally.First).Seconds()
	b.ReportMetric(100*float64(tally.All()-tally.Limited)/(seconds*limit), "%limit")
	b.ReportMetric(100*2*float64(b.N)/(seconds*limit), "%least")
	b.ReportMetric(100*float64(tally.Limited)/float64(tally.All()), "%refused")
	b.ReportMetric(float64(tally.Requests[hostedtest.Looking])/float64(b.N), "looks/doc")
	b.ReportMetric(took.peak, "peak-MiB")
	b.ReportMetric(float64(took.processor.Milliseconds())/float64(b.N), "cpu-ms/doc")
}
