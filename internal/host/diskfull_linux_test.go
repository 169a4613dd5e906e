package host_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/host"
)

// smallDisk, in the environment, tells the test that the folder it names is on
// a disk of its own.
const smallDisk = "DOCEXTRACT_TEST_SMALL_DISK"

const diskBytes = 4 << 20

// TestAFullDiskIsSaidAndSurvived runs itself again in a mount namespace of its
// own, where it may mount a small disk.
func TestAFullDiskIsSaidAndSurvived(t *testing.T) {
	if dir := os.Getenv(smallDisk); dir != "" {
		fullDisk(t, dir)
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.timeout=60s")
	cmd.Env = append(os.Environ(), smallDisk+"="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if _, failed := errors.AsType[*exec.ExitError](err); err != nil && !failed || strings.Contains(string(out), "cannot mount") {
		t.Skipf("no namespace to mount a small disk in: %v %s", err, out)
	}
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func fullDisk(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m,mode=700"); err != nil {
		t.Fatalf("cannot mount: %v", err)
	}
	goOn := make(chan struct{})
	h := open(t, host.Config{Dir: dir, Engine: gated{goOn}})
	submit := func(size int) (string, error) {
		return h.Service().Submit(t.Context(), api.Submission{Document: api.BytesDocument("a.pdf", make([]byte, size))})
	}
	refused := func(what string, size int) {
		t.Helper()
		_, err := submit(size)
		if e := api.AsError(err); e == nil || e.Kind != api.KindUnavailable || e.RetryAfter == 0 || e.Kind.HTTPStatus() != http.StatusServiceUnavailable {
			t.Errorf("%s: %v", what, err)
		}
	}
	running, err := submit(1000)
	if err != nil {
		t.Fatal(err)
	}
	refused("a document longer than the disk", 2*diskBytes)

	filler := filepath.Join(dir, "filler")
	fill(t, filler)
	_, err = host.Open(t.Context(), host.Config{Dir: filepath.Join(dir, "another"), Engine: gated{goOn}})
	if e := api.AsError(err); e == nil || !strings.Contains(e.Message, "no room on the disk") || e.Hint == "" {
		t.Errorf("a new data folder on a full disk: %v", err)
	}
	refused("a document for a full disk", 5000)
	refused("a row for a full disk", 0)
	close(goOn) // the result finds no room: it is kept and tried again
	if x, err := h.Service().Poll(t.Context(), running, 300*time.Millisecond); err != nil || x.Status == api.StatusError {
		t.Errorf("while the disk is full: %+v (%v)", x, err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	next, err := submit(1000)
	if err != nil {
		t.Fatalf("when there is room again: %v", err)
	}
	for _, id := range []string{running, next} {
		if x, err := h.Service().Poll(t.Context(), id, 30*time.Second); err != nil || x.Status != api.StatusSuccess {
			t.Errorf("when there is room again: %+v (%v)", x, err)
		}
	}
	if left, err := os.ReadDir(filepath.Join(dir, "documents")); err != nil || len(left) > 1 { // the last may not be removed yet
		t.Errorf("left over: %v (%v)", left, err)
	}
}

// fill leaves no room on the disk.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range []int{64 << 10, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, block))
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// gated is an engine that waits until it may go on, and then finds much.
type gated struct{ goOn <-chan struct{} }

func (g gated) Extract(ctx context.Context, _ string, _ io.ReaderAt, _ int64, _ api.DocumentType) (*api.Result, error) {
	select {
	case <-g.goOn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	text := strings.Repeat("x", 250)
	var fields []api.Field
	for range 100 {
		fields = append(fields, api.Field{Name: api.SupplierName, DataType: api.TypeAuthor, Values: []api.Value{{Text: &text}}})
	}
	return &api.Result{Fields: fields}, nil
}
