package client

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/docextract/docextract/internal/api"
)

// sent is the body of a submission as the server reads it.
type sent struct {
	FileName     string `json:"file_name"`
	DocumentType string `json:"document_type_name"`
	Customer     string `json:"customer"`
	File         []byte `json:"file"`
}

func TestUploadIsTheDocumentAsJSON(t *testing.T) {
	for _, size := range []int{0, 1, 2, 3, 4, chunk - 1, chunk, chunk + 1, 3*chunk + 2} {
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(i * 7)
		}
		u, err := openUpload(api.Submission{Document: api.BytesDocument("a.pdf", data), DocumentType: "invoice"})
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(iotest.HalfReader(u))
		if err != nil {
			t.Fatal(err)
		}
		if complete, _ := u.state(); !complete || int64(len(body)) != u.length() {
			t.Errorf("%d bytes: complete %t, body of %d, said %d", size, complete, len(body), u.length())
		}
		var got sent
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.File, data) {
			t.Errorf("%d bytes came through wrongly", size)
		}
		if strings.Contains(string(body), "customer") {
			t.Error("a customer is named where there is none")
		}
	}
}

func FuzzUpload(f *testing.F) {
	f.Add("a.pdf", "invoice", "ACME", []byte("%PDF-"))
	f.Add("\"\\\x00<é>\xff", "", "", []byte{})
	f.Fuzz(func(t *testing.T, name, docType, customer string, data []byte) {
		u, err := openUpload(api.Submission{Document: api.BytesDocument(name, data), DocumentType: docType, Customer: customer})
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(u)
		if err != nil {
			t.Fatal(err)
		}
		var got sent
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatalf("%q: %v", body, err)
		}
		valid := func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
		if !bytes.Equal(got.File, data) || valid(got.DocumentType) == "" != (docType == "") || int64(len(body)) != u.length() {
			t.Errorf("sent %q of %d bytes, said %d", got, len(body), u.length())
		}
	})
}

// pages is a document of any size that takes no memory. Now and then it notes
// how much memory is in use.
type pages struct {
	left int64
	peak *uint64
}

func (p *pages) Read(b []byte) (int, error) {
	if p.left == 0 {
		return 0, io.EOF
	}
	if p.left%(1<<20) < int64(len(b)) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		*p.peak = max(*p.peak, m.HeapInuse+m.StackInuse)
	}
	n := int(min(int64(len(b)), p.left))
	p.left -= int64(n)
	return n, nil
}

func (p *pages) Close() error { return nil }

func bigDocument(size int64, peak *uint64) api.Document {
	return api.Document{Name: "big.pdf", Size: size, Open: func() (io.ReadCloser, error) { return &pages{size, peak}, nil }}
}

// drain is a server that takes uploads without keeping them.
func drain(tb testing.TB) *httptest.Server {
	tb.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		if err != nil || n != r.ContentLength && r.Method == http.MethodPost {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		_, _ = io.WriteString(w, `{"extraction_id":"ab12"}`)
	}))
	tb.Cleanup(srv.Close)
	return srv
}

// TestUploadTakesNoMemory sends a document that is larger than the heap may
// become, client and server together.
func TestUploadTakesNoMemory(t *testing.T) {
	var before runtime.MemStats
	runtime.GC() // what other tests left
	runtime.ReadMemStats(&before)
	var peak uint64
	c := once(t, drain(t).URL)
	s := invoice()
	s.Document = bigDocument(64<<20, &peak)
	if _, err := c.Submit(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if used := before.HeapInuse + before.StackInuse; peak > used+(32<<20) {
		t.Errorf("the heap grew from %d to %d MiB for a document of 64 MiB", used>>20, peak>>20)
	}
}

// BenchmarkUpload sends a document of 100 MB to a server in this process that
// throws it away, and reports the largest heap of both and, on Linux, the
// largest resident size of the whole test program.
func BenchmarkUpload(b *testing.B) {
	const size = 100_000_000
	var peak uint64
	c, err := New(Config{BaseURL: drain(b).URL})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		s := invoice()
		s.Document = bigDocument(size, &peak)
		if _, err := c.Submit(b.Context(), s); err != nil {
			b.Fatal(err)
		}
	}
	if peak > 40_000_000 {
		b.Errorf("%d bytes of heap", peak)
	}
	b.ReportMetric(float64(peak)/1e6, "peak-heap-MB")
	if rss, ok := residentPeak(); ok {
		b.ReportMetric(rss, "peak-rss-MB")
	}
}

// residentPeak is the largest resident size of this process, in MB.
func residentPeak() (float64, bool) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			var kib float64
			err := json.Unmarshal([]byte(fields[1]), &kib)
			return kib * 1024 / 1e6, err == nil
		}
	}
	return 0, false
}
