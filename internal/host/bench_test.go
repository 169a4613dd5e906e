package host_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/host"
	"github.com/docextract/docextract/internal/service"
)

// BenchmarkIntake is how fast documents are taken in over HTTP, each durable
// before its answer, by sixteen clients at once.
func BenchmarkIntake(b *testing.B) {
	for _, size := range []int{10 << 10, 100 << 10, 1 << 20} {
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) {
			h := open(b, host.Config{Dir: b.TempDir(), Engine: lengths{}})
			url, stop := serving(b, h, host.Trusted)
			c := newClient(b)
			c.Transport.(*http.Transport).MaxIdleConnsPerHost = 16
			body := []byte(`{"file_name":"a.pdf","file":"` + base64.StdEncoding.EncodeToString(make([]byte, size)) + `"}`)
			b.SetBytes(int64(size))
			b.SetParallelism(8) // times GOMAXPROCS
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if got := send(b, c, http.MethodPost, url+"/api/extract-data-async", bytes.NewReader(body)); got.status != http.StatusAccepted {
						b.Errorf("%d %s", got.status, got.body)
						return
					}
				}
			})
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
			if err := stop(); err != nil {
				b.Error(err)
			}
		})
	}
}

// BenchmarkRoundTrip is a document's whole way, in at the socket and its
// result out again, but for the engine's reading: what the house costs.
func BenchmarkRoundTrip(b *testing.B) { roundTrips(b, lengths{}, make([]byte, 50<<10)) }

// BenchmarkTextPage is a real page's whole way with a warm engine: in at the
// socket, read, and its result out again.
func BenchmarkTextPage(b *testing.B) { roundTrips(b, warmEngine(b), invoice(b)) }

// BenchmarkServerPage is the server's own time for a page: from the moment
// when a handler has the submission to the answer of the poll with the result,
// and of it the durable intake alone. No client and no socket is in it, and
// the collector is set as in the program. Medians, as a slow write to the disk
// among many says nothing.
func BenchmarkServerPage(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	h := open(b, host.Config{Dir: b.TempDir(), Engine: warmEngine(b)})
	handler := h.Handler(host.Trusted)
	body := upload(invoice(b))
	var intake, whole []time.Duration
	for b.Loop() {
		start := time.Now()
		posted := httptest.NewRecorder()
		handler.ServeHTTP(posted, httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/api/extract-data-async", bytes.NewReader(body)))
		id, err := api.DecodeAccepted(posted.Body.Bytes())
		if err != nil {
			b.Fatal(err)
		}
		intake = append(intake, time.Since(start))
		poll := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/api/get-extraction-data?extraction_id="+id, http.NoBody)
		poll.Header.Set("Prefer", "wait=10")
		polled := httptest.NewRecorder()
		handler.ServeHTTP(polled, poll)
		whole = append(whole, time.Since(start))
		if polled.Code != http.StatusOK {
			b.Fatalf("%d %s", polled.Code, polled.Body)
		}
	}
	b.ReportMetric(median(intake), "intake-ms")
	b.ReportMetric(median(whole), "ms")
}

// median is in milliseconds.
func median(times []time.Duration) float64 {
	slices.Sort(times)
	return float64(times[len(times)/2].Microseconds()) / 1000
}

func invoice(b *testing.B) []byte {
	b.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", "invoice.pdf"))
	if err != nil {
		b.Fatal(err)
	}
	return data
}

func warmEngine(b *testing.B) *engine.Engine {
	b.Helper()
	e := engine.New(engine.Config{})
	b.Cleanup(func() { _ = e.Close() })
	if err := e.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	return e
}

func upload(data []byte) []byte {
	return []byte(`{"file_name":"a.pdf","file":"` + base64.StdEncoding.EncodeToString(data) + `"}`)
}

func roundTrips(b *testing.B, e service.Extractor, data []byte) {
	b.Helper()
	h := open(b, host.Config{Dir: b.TempDir(), Engine: e})
	url, stop := serving(b, h, host.Trusted)
	c := newClient(b)
	body := upload(data)
	for b.Loop() {
		got := send(b, c, http.MethodPost, url+"/api/extract-data-async", bytes.NewReader(body))
		id, err := api.DecodeAccepted(got.body)
		if err != nil {
			b.Fatal(err)
		}
		got = send(b, c, http.MethodGet, url+"/api/get-extraction-data?extraction_id="+id, nil, "Prefer", "wait=10")
		if x, err := api.DecodePoll(id, got.body); err != nil || x.Status != api.StatusSuccess {
			b.Fatalf("%s (%v)", got.body, err)
		}
	}
	if err := stop(); err != nil {
		b.Error(err)
	}
}

// BenchmarkPoll is one look at an extraction in process.
func BenchmarkPoll(b *testing.B) {
	h := open(b, host.Config{Dir: b.TempDir(), Engine: lengths{}})
	id, err := h.Service().Submit(b.Context(), api.Submission{Document: api.BytesDocument("a.pdf", []byte("hello"))})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := h.Service().Poll(b.Context(), id, time.Minute); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := h.Service().Poll(b.Context(), id, 0); err != nil {
			b.Fatal(err)
		}
	}
}
