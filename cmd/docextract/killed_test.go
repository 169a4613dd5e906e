package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/hostedtest"
)

// asProgram makes the test binary the program itself, in a process that can be
// killed.
const asProgram = "DOCEXTRACT_TEST_AS_PROGRAM"

// field is a folder of documents, a user's home, and a service with faults that
// keeps account of what it takes.
type field struct {
	t       *testing.T
	service *hostedtest.Service
	dir     string
	url     string
	key     string // "" where the service wants none
}

func newField(t *testing.T, documents int, cfg hostedtest.Config) *field {
	t.Helper()
	f := &field{t: t, service: hostedtest.New(cfg), dir: t.TempDir()}
	var err error
	if f.url, err = f.service.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.service.Close() })
	f.write(documents, "pdf", "%PDF-1.7 document")
	return f
}

// write makes documents that differ in a comment at their end.
func (f *field) write(documents int, suffix, content string) {
	f.t.Helper()
	if err := os.Mkdir(filepath.Join(f.dir, "in"), 0o700); err != nil {
		f.t.Fatal(err)
	}
	for i := range documents {
		path := filepath.Join(f.dir, "in", fmt.Sprintf("%03d.%s", i, suffix))
		if err := os.WriteFile(path, fmt.Appendf(nil, "%s<!-- %d -->", content, i), 0o600); err != nil {
			f.t.Fatal(err)
		}
	}
}

// command is the program with those arguments, as its own process.
func (f *field) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Dir = f.dir
	cmd.Env = []string{
		asProgram + "=1", "HOME=" + f.dir, "TMPDIR=" + f.dir, "PATH=" + os.Getenv("PATH"),
		"DOCEXTRACT_BASE_URL=" + f.url, "DOCEXTRACT_API_KEY=" + f.key, "DOCEXTRACT_TYPE=simple-invoice",
	}
	return cmd
}

// extract reads the whole folder.
func (f *field) extract(ctx context.Context) *exec.Cmd {
	return f.command(ctx, "extract", "in", "-q", "-j", "32", "-o", "ndjson", "--timeout", "20s")
}

// known is what `list -o json` says of a document.
type known struct {
	Source       string `json:"source"`
	SHA256       string `json:"sha256"`
	ExtractionID string `json:"extraction_id"`
	State        string `json:"state"`
	Reason       string `json:"reason"`
}

func (f *field) list() []known {
	f.t.Helper()
	out, err := f.command(f.t.Context(), "list", "-o", "json").Output()
	if err != nil {
		f.t.Fatal(err)
	}
	var list []known
	if err := json.Unmarshal(out, &list); err != nil {
		f.t.Fatal(err)
	}
	return list
}

// settled wants that every document has one entry, saved or ambiguous with its
// reason, and that the service has taken none twice.
func (f *field) settled(documents int) (ambiguous int) {
	f.t.Helper()
	ids := map[string]string{} // of what the service has taken, by hash
	for _, x := range f.service.Extractions() {
		if ids[x.SHA256] != "" {
			f.t.Errorf("%s was taken twice", x.FileName)
		}
		ids[x.SHA256] = x.ID
	}
	seen := map[string]bool{}
	for _, k := range f.list() {
		if seen[k.SHA256] {
			f.t.Errorf("%s has two entries", k.Source)
		}
		seen[k.SHA256] = true
		switch {
		case k.State == "saved" && k.ExtractionID == ids[k.SHA256]:
		case k.State == "ambiguous" && k.Reason != "":
			ambiguous++
		default:
			f.t.Errorf("%s ended as %+v; the service has %q", k.Source, k, ids[k.SHA256])
		}
	}
	if len(seen) != documents {
		f.t.Errorf("%d of %d documents are known", len(seen), documents)
	}
	return ambiguous
}

// TestKilled takes 200 documents to a service with faults and kills the program
// at twenty moments. The same command again goes on each time.
func TestKilled(t *testing.T) {
	t.Parallel()
	const documents, kills = 200, 20
	f := newField(t, documents, hostedtest.Config{
		Seed: 5, Reply: [2]time.Duration{50 * time.Millisecond, 300 * time.Millisecond},
		Latency: hostedtest.LogNormal(300*time.Millisecond, 0.5), Faults: hostedtest.Trouble(5),
	})
	f.kill(kills)
	f.finish()
	ambiguous := f.settled(documents)
	f.reconcile()
	t.Logf("%d documents: %d ambiguous, after a look at the account %d; %d requests",
		documents, ambiguous, f.settled(documents), f.service.Tally().All())
}

// reconcile looks for what is ambiguous. As no two documents share a name, what
// is left is what the service has not taken.
func (f *field) reconcile() {
	f.t.Helper()
	var exit *exec.ExitError
	if out, err := f.command(f.t.Context(), "reconcile", "--account", "-q").CombinedOutput(); err != nil && !errors.As(err, &exit) {
		f.t.Fatalf("%v: %s", err, out)
	}
	taken := f.service.Accepted()
	for _, k := range f.list() {
		if k.State == "ambiguous" && taken[k.SHA256] > 0 {
			f.t.Errorf("%s was taken and is not found: %s", k.Source, k.Reason)
		}
	}
}

// kill starts the program and kills it at a random moment, some times.
func (f *field) kill(times int) {
	f.t.Helper()
	dice := rand.New(rand.NewPCG(5, 5))
	for range times {
		cmd := f.extract(f.t.Context())
		if err := cmd.Start(); err != nil {
			f.t.Fatal(err)
		}
		timer := time.AfterFunc(50*time.Millisecond+time.Duration(dice.IntN(900))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or done before
		timer.Stop()
	}
}

// TestKilledAtOurOwnServer: it is asked again with the same key, so that nothing
// stays ambiguous and nothing is taken twice.
func TestKilledAtOurOwnServer(t *testing.T) {
	t.Parallel()
	const documents, kills = 100, 20
	invoice, err := os.ReadFile("../../docs/examples/invoice-ubl.xml")
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := ln.Addr().String()
	f := &field{t: t, dir: t.TempDir(), url: "http://" + address}
	f.write(documents, "xml", string(invoice))
	key, err := f.command(t.Context(), "keys", "create", "--data", "data").Output()
	if err = errors.Join(err, ln.Close()); err != nil {
		t.Fatal(err)
	}
	f.key = string(bytes.TrimSpace(key))
	server := f.command(t.Context(), "serve", "--listen", address, "--data", "data")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	f.kill(kills)
	if out, err := f.command(t.Context(), "reconcile").CombinedOutput(); err != nil {
		t.Errorf("reconcile: %v: %s", err, out)
	}
	f.finish()
	if err := errors.Join(server.Process.Signal(os.Interrupt), server.Wait()); err != nil {
		t.Log(err)
	}
	for _, k := range f.list() {
		if k.State != "saved" {
			t.Errorf("%s is %s: %s", k.Source, k.State, k.Reason)
		}
	}
	var taken, different int
	db, err := sql.Open("sqlite", filepath.Join(f.dir, "data", "docextract.db"))
	if err == nil {
		err = db.QueryRowContext(t.Context(), `SELECT count(*), count(DISTINCT sha256) FROM extraction`).Scan(&taken, &different)
	}
	if err = errors.Join(err, db.Close()); err != nil || taken != documents || different != documents {
		t.Errorf("the server has taken %d documents, %d different ones, of %d: %v", taken, different, documents, err)
	}
}

// finish repeats the command until it says that all is done or has failed.
func (f *field) finish() {
	f.t.Helper()
	for range 8 {
		var exit *exec.ExitError
		out, err := f.extract(f.t.Context()).Output()
		if err != nil && !errors.As(err, &exit) {
			f.t.Fatal(err)
		}
		code := 0
		if exit != nil {
			code = exit.ExitCode()
		}
		if n := bytes.Count(out, []byte(`"schema":1`)); n == 0 {
			f.t.Fatalf("nothing was said (exit %d)", code)
		}
		if code == 0 || code == 6 && !bytes.Contains(out, []byte(`"code":"UNAVAILABLE"`)) && !bytes.Contains(out, []byte(`"code":"RATE_LIMITED"`)) {
			return
		}
	}
	f.t.Fatal("the documents do not come to an end")
}

// TestTwoAtOneFolder: each document is submitted by one of two programs, and
// both print every result.
func TestTwoAtOneFolder(t *testing.T) {
	t.Parallel()
	const documents = 60
	f := newField(t, documents, hostedtest.Config{
		Reply: [2]time.Duration{50 * time.Millisecond, 300 * time.Millisecond}, Latency: hostedtest.Always(500 * time.Millisecond),
	})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			out, err := f.extract(t.Context()).Output()
			if n := bytes.Count(out, []byte(`"status":"SUCCESS"`)); err != nil || n != documents {
				t.Errorf("%d results, %v", n, err)
			}
		})
	}
	wg.Wait()
	if n := f.settled(documents); n != 0 {
		t.Errorf("%d are ambiguous", n)
	}
}
