package host_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/host"
	"github.com/docextract/docextract/internal/service"
)

// childData, in the environment, makes this test binary a server on that data
// folder. It says its address on standard output and ends only by being
// killed.
const childData = "DOCEXTRACT_TEST_CHILD_DATA"

// poison is a document that kills the process that reads it.
const poison = "poison"

// fragile gives a document's text back, and dies of poison.
type fragile struct{}

func (fragile) Extract(_ context.Context, _ string, r io.ReaderAt, size int64, _ api.DocumentType) (*api.Result, error) {
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	text := string(data)
	if text == poison {
		os.Exit(137)
	}
	return &api.Result{Fields: []api.Field{{Name: api.InvoiceNumber, DataType: api.TypeString, Values: []api.Value{{Text: &text, Confidence: 1}}}}}, nil
}

func runChild(dir string) error {
	// The address first: the server may die of a document while it starts.
	var config net.ListenConfig
	ln, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + ln.Addr().String())
	h, err := host.Open(context.Background(), host.Config{Dir: dir, Engine: fragile{}, Service: service.Limits{Attempts: 3}})
	if err != nil {
		return err
	}
	return h.Serve(context.Background(), ln, host.Trusted)
}

// child is a server in a process of its own.
type child struct {
	url  string
	cmd  *exec.Cmd
	http *http.Client
}

func startChild(t *testing.T, dir string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childData+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server did not start: %v", err)
	}
	c := &child{url: strings.TrimSpace(line), cmd: cmd, http: &http.Client{Transport: &http.Transport{}}}
	t.Cleanup(c.kill)
	return c
}

// kill is kill -9; twice does no harm.
func (c *child) kill() {
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
	c.http.CloseIdleConnections()
}

func (c *child) do(ctx context.Context, method, path, body, key string) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.url+path, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Prefer", "wait=20")
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	return res.StatusCode, data, err
}

// submit gives "" when the server died before it said yes.
func (c *child) submit(ctx context.Context, text, key string) string {
	body := `{"file_name":"a.pdf","file":"` + base64.StdEncoding.EncodeToString([]byte(text)) + `"}`
	status, answer, err := c.do(ctx, http.MethodPost, "/api/extract-data-async", body, key)
	if err != nil || status != http.StatusAccepted {
		return ""
	}
	id, _ := api.DecodeAccepted(answer)
	return id
}

func (c *child) poll(ctx context.Context, id string) (api.Extraction, error) {
	status, answer, err := c.do(ctx, http.MethodGet, "/api/get-extraction-data?extraction_id="+id, "", "")
	if err != nil {
		return api.Extraction{}, err
	}
	if status != http.StatusOK {
		return api.Extraction{}, fmt.Errorf("status %d: %s", status, bytes.TrimSpace(answer))
	}
	return api.DecodePoll(id, answer)
}

// ledger is what the server has said yes to, and what it has answered.
type ledger struct {
	mu      sync.Mutex
	text    map[string]string // by id
	objects map[string]string // the result's own id, once it was seen
	dark    bool              // nobody hears an answer any more
}

func (l *ledger) accepted(id, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.dark {
		l.text[id] = text
	}
}

// goDark forgets answers from here on, or hears them again.
func (l *ledger) goDark(dark bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dark = dark
}

// seen notes a result. Another result of the same extraction is an error.
func (l *ledger) seen(id, object string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if before := l.objects[id]; before != "" && before != object {
		return fmt.Errorf("%s has two results, %s and %s", id, before, object)
	}
	l.objects[id] = object
	return nil
}

// TestNothingIsLostByKilling kills the server at random moments while
// documents are taken in, processed and fetched. In the end every id that was
// ever given has exactly one result, and it is that of its own document.
func TestNothingIsLostByKilling(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a dozen processes")
	}
	const rounds, producers = 8, 4
	dir := t.TempDir()
	l := &ledger{text: map[string]string{}, objects: map[string]string{}}
	for round := range rounds {
		c := startChild(t, dir)
		var wg sync.WaitGroup
		for p := range producers {
			wg.Go(func() { produce(t, c, l, fmt.Sprintf("%d-%d", round, p)) })
		}
		pause := time.NewTimer(time.Duration(50+rand.IntN(250)) * time.Millisecond)
		<-pause.C
		c.kill()
		wg.Wait()
	}
	last := startChild(t, dir)
	if len(l.text) == 0 {
		t.Fatal("nothing was accepted")
	}
	t.Logf("%d kills, %d documents accepted, %d results fetched before the end", rounds, len(l.text), len(l.objects))
	for id, text := range l.text {
		x, err := last.poll(t.Context(), id)
		if err != nil || x.Status != api.StatusSuccess {
			t.Errorf("%s was accepted and is %s (%v, %v)", id, x.Status, x.Error, err)
			continue
		}
		if got := x.Result.Fields[0].Best().String(); got != text {
			t.Errorf("%s has the result of %q, not of %q", id, got, text)
		}
		if err := l.seen(id, x.Result.ObjectID); err != nil {
			t.Error(err)
		}
	}
}

// produce hands documents in and fetches some of them, until the server dies.
func produce(t *testing.T, c *child, l *ledger, name string) {
	t.Helper()
	for n := 0; ; n++ {
		text := fmt.Sprintf("document %s-%d", name, n)
		id := c.submit(t.Context(), text, "")
		if id == "" {
			return
		}
		l.accepted(id, text)
		if n%4 != 0 {
			continue
		}
		if x, err := c.poll(t.Context(), id); err == nil && x.Status == api.StatusSuccess {
			if err := l.seen(id, x.Result.ObjectID); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestADocumentThatKillsIsGivenUp hands in a document that kills whoever reads
// it: after three deaths it is an error, and the server lives.
func TestADocumentThatKillsIsGivenUp(t *testing.T) {
	dir := t.TempDir()
	c := startChild(t, dir)
	id, deaths := "", 0
	for {
		if id == "" { // it may die before it can say yes: the same intent again
			id = c.submit(t.Context(), poison, "intent")
		}
		x, err := c.poll(t.Context(), id)
		if err == nil && x.Status == api.StatusError {
			if x.Error.Code != api.CodeInternal || deaths != 3 {
				t.Errorf("after %d deaths: %v", deaths, x.Error)
			}
			break
		}
		if deaths++; deaths > 5 {
			t.Fatalf("the server died %d times of one document (%+v, %v)", deaths, x, err)
		}
		if err := c.cmd.Wait(); err == nil {
			t.Fatal(errors.New("the server ended by itself"))
		}
		c = startChild(t, dir)
	}
	next := c.submit(t.Context(), "next", "")
	if x, err := c.poll(t.Context(), next); err != nil || x.Status != api.StatusSuccess {
		t.Errorf("the next document: %+v (%v)", x, err)
	}
}
