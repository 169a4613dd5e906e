package host_test

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/host"
)

// open opens a host for the test.
func open(tb testing.TB, c host.Config) *host.Host {
	tb.Helper()
	h, err := host.Open(tb.Context(), c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := h.Close(context.WithoutCancel(tb.Context())); err != nil {
			tb.Error(err)
		}
	})
	return h
}

// serving is a host on a listener; stop ends it and gives Serve's error.
func serving(tb testing.TB, h *host.Host, access host.Access) (url string, stop func() error) {
	tb.Helper()
	var config net.ListenConfig
	ln, err := config.Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(tb.Context())
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(ctx, ln, access) }()
	return "http://" + ln.Addr().String(), func() error {
		cancel()
		return <-ended
	}
}

func send(tb testing.TB, c *http.Client, method, url string, body io.Reader, header ...string) answer {
	tb.Helper()
	req, err := http.NewRequestWithContext(tb.Context(), method, url, body)
	if err != nil {
		tb.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := c.Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, data}
}

func newClient(tb testing.TB) *http.Client {
	tb.Helper()
	tr := &http.Transport{}
	tb.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr}
}

func TestAKeyIsNeededWhereItIsSaid(t *testing.T) {
	h := open(t, host.Config{Dir: t.TempDir(), Engine: sizes{}})
	key, k, err := h.Store().CreateKey(t.Context(), "", time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	url, stop := serving(t, h, host.WithKey)
	c := newClient(t)
	types := url + "/api/document-types"
	if got := send(t, c, http.MethodGet, types, nil); got.status != http.StatusUnauthorized {
		t.Errorf("without a key: %d %s", got.status, got.body)
	}
	if got := send(t, c, http.MethodGet, types, nil, "Authorization", "Token "+key); got.status != http.StatusOK {
		t.Errorf("with a key: %d %s", got.status, got.body)
	}
	if err := h.Store().RevokeKey(t.Context(), k.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := send(t, c, http.MethodGet, types, nil, "Authorization", "Token "+key); got.status != http.StatusForbidden {
		t.Errorf("with a revoked key: %d %s", got.status, got.body)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// TestAnEndLetsRequestsFinish ends a server in the middle of an upload.
func TestAnEndLetsRequestsFinish(t *testing.T) {
	h := open(t, host.Config{Dir: t.TempDir(), Engine: sizes{}})
	url, stop := serving(t, h, host.Trusted)
	body, upload := io.Pipe()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/api/extract-data-async", body)
	if err != nil {
		t.Fatal(err)
	}
	status := make(chan int, 1)
	c := newClient(t)
	go func() {
		defer close(status)
		res, err := c.Do(req)
		_ = body.CloseWithError(errors.New("answered"))
		if err != nil {
			t.Error(err)
			return
		}
		defer res.Body.Close()
		status <- res.StatusCode
	}()
	write := func(text string) {
		if _, err := io.WriteString(upload, text); err != nil {
			t.Error(err)
		}
	}
	write(`{"file_name":"a.pdf",`)
	received(t, h)
	ended := make(chan error, 1)
	go func() { ended <- stop() }()
	write(`"file":"aGVsbG8="}`)
	_ = upload.Close()
	if got := <-status; got != http.StatusAccepted {
		t.Errorf("status %d", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestAnEndLeavesWorkToTheNext ends a host with a document under way that
// takes longer than it may: that is no failure.
func TestAnEndLeavesWorkToTheNext(t *testing.T) {
	dir := t.TempDir()
	slow := patient{begun: make(chan struct{}, 1)}
	var log strings.Builder
	h, err := host.Open(t.Context(), host.Config{Dir: dir, Engine: slow, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	id, err := h.Service().Submit(t.Context(), api.Submission{Document: api.BytesDocument("a.pdf", []byte("hello"))})
	if err != nil {
		t.Fatal(err)
	}
	<-slow.begun
	atOnce, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.Close(atOnce); err != nil {
		t.Error(err)
	}
	if !strings.Contains(log.String(), "left to the next host") {
		t.Errorf("the log says nothing: %s", log.String())
	}
	next := open(t, host.Config{Dir: dir, Engine: sizes{}})
	if x, err := next.Service().Poll(t.Context(), id, time.Minute); err != nil || x.Status != api.StatusSuccess {
		t.Errorf("got %+v (%v)", x, err)
	}
}

// patient is an engine that takes as long as it is let.
type patient struct{ begun chan struct{} }

func (p patient) Extract(ctx context.Context, _ string, _ io.ReaderAt, _ int64, _ api.DocumentType) (*api.Result, error) {
	p.begun <- struct{}{}
	<-ctx.Done()
	return nil, context.Cause(ctx)
}

// received waits until a document is on its way in.
func received(t *testing.T, h *host.Host) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		if n, err := h.Service().Busy(t.Context()); err != nil || n > 0 {
			return
		}
		<-tick.C
	}
}

// TestMemoryDoesNotGrowWithTheDocument sends 100 MiB the whole way to the disk.
func TestMemoryDoesNotGrowWithTheDocument(t *testing.T) {
	const size = 100 << 20
	h := open(t, host.Config{Dir: t.TempDir(), Engine: lengths{}})
	url, stop := serving(t, h, host.Trusted)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	got := send(t, newClient(t), http.MethodPost, url+"/api/extract-data-async", zeros(size))
	runtime.ReadMemStats(&after)
	id, err := api.DecodeAccepted(got.body)
	if err != nil {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 4<<20 {
		t.Errorf("100 MiB took %d KiB of memory", grown>>10)
	}
	x, err := h.Service().Poll(t.Context(), id, time.Minute)
	if err != nil || x.Result == nil || x.Result.Fields[0].Best().String() != "104857600" {
		t.Errorf("got %+v (%v)", x, err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// lengths is an engine that does not read.
type lengths struct{}

func (lengths) Extract(_ context.Context, _ string, _ io.ReaderAt, size int64, t api.DocumentType) (*api.Result, error) {
	return textResult(size, t), nil
}

// zeros is the body of a submission of so many zero bytes, a multiple of 3
// and one more.
func zeros(size int) io.Reader {
	encoded := base64.StdEncoding.EncodedLen(size)
	tail := base64.StdEncoding.EncodeToString(make([]byte, size%3))
	return io.MultiReader(strings.NewReader(`{"file_name":"a.pdf","file":"`), io.LimitReader(letters{}, int64(encoded-len(tail))), strings.NewReader(tail+`"}`))
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'A'
	}
	return len(p), nil
}
