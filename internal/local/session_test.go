//go:build !windows

package local

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

func TestOpenHostsInThisProcess(t *testing.T) {
	h := newHome(t)
	s := h.open(h.config())
	id, err := s.Submit(t.Context(), api.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := s.Poll(t.Context(), id, time.Minute)
	if err != nil || x.Status != api.StatusSuccess {
		t.Fatalf("poll: %+v, %v", x, err)
	}
	if s.Outlives() {
		t.Error("a host in this process outlives nothing")
	}
	st, err := Inspect(t.Context(), h.config())
	if err != nil {
		t.Fatal(err)
	}
	if st.PID != os.Getpid() || st.DataDir != h.data() || st.Detached || st.IdleStopAt != nil || st.PeakRSS == 0 || len(st.Build) != 64 {
		t.Errorf("status: %+v", st)
	}
}

func TestCloseLeavesNothingBehind(t *testing.T) {
	h := newHome(t)
	s, err := Open(t.Context(), h.config())
	if err != nil {
		t.Fatal(err)
	}
	n, err := readNotice(h.folder())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{h.folder().notice(), n.Socket} {
		if _, err := os.Lstat(path); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", path, err)
		}
	}
	if _, err := Inspect(t.Context(), h.config()); api.KindOf(err) != api.KindNotFound {
		t.Errorf("status without a host: %v", err)
	}
}

func TestSecondSessionIsAClient(t *testing.T) {
	h := newHome(t)
	h.open(h.config())
	second := h.open(h.config())
	if l := <-second.turn; l.host != nil {
		t.Error("two hosts")
	} else {
		second.turn <- l
	}
	id, err := second.Submit(t.Context(), api.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	if x, err := second.Poll(t.Context(), id, time.Minute); err != nil || x.Status != api.StatusSuccess {
		t.Errorf("poll: %+v, %v", x, err)
	}
}

// A client that waits when its host ends, in order or by kill -9, becomes the
// host itself and notices nothing.
func TestWaitingSurvivesTheHost(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		t.Run(sig.String(), func(t *testing.T) {
			h := newHome(t)
			release := h.keep()
			host, id := h.startHostProcess()
			s := h.open(h.config())
			type outcome struct {
				x   api.Extraction
				err error
			}
			done := make(chan outcome, 1)
			go func() {
				for {
					x, err := s.Poll(t.Context(), id, time.Minute)
					if err != nil || x.Status.Finished() {
						done <- outcome{x, err}
						return
					}
				}
			}()
			if err := host.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			eventually(t, "this process hosts", func() bool {
				n, err := readNotice(h.folder())
				return err == nil && n.PID == os.Getpid()
			})
			release()
			got := <-done
			if got.err != nil || got.x.Status != api.StatusSuccess {
				t.Errorf("poll: %+v, %v", got.x, got.err)
			}
		})
	}
}

// A submission whose answer the host's death cuts off is made once.
func TestSubmissionIsRepeatedWithItsKey(t *testing.T) {
	h := newHome(t)
	h.startHostProcess()
	before, err := (&rows{dir: h.data()}).unfinished(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	release := h.keep()
	defer release()
	s := h.open(h.config())
	n, err := readNotice(h.folder())
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(n.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Submit(t.Context(), api.Submission{}); err != nil {
		t.Fatal(err)
	}
	after, err := (&rows{dir: h.data()}).unfinished(t.Context())
	if err != nil || after != before+1 {
		t.Errorf("%d unfinished, then %d (%v)", before, after, err)
	}
}

func TestTenProcessesAtOnce(t *testing.T) {
	h := newHome(t)
	commands := make([]*exec.Cmd, 10)
	outputs := make([]strings.Builder, len(commands))
	var all sync.WaitGroup
	for i := range commands {
		commands[i] = h.command("extract")
		commands[i].Stdout = &outputs[i]
		all.Go(func() {
			if err := commands[i].Run(); err != nil {
				t.Errorf("process %d: %v: %s", i, err, outputs[i].String())
			}
		})
	}
	all.Wait()
	for i := range outputs {
		if got := outputs[i].String(); got != "SUCCESS\n" {
			t.Errorf("process %d said %q", i, got)
		}
	}
	if n, err := (&rows{dir: h.data()}).unfinished(t.Context()); n != 0 || err != nil {
		t.Errorf("%d unfinished, %v", n, err)
	}
}

// Whatever step a host dies at, the next start is a start like any other.
func TestKillAtEveryStep(t *testing.T) {
	for _, step := range []string{"locked", "started", "listening", "announced", "serving", "closing", "closed", "finished"} {
		t.Run(step, func(t *testing.T) {
			h := newHome(t)
			err := h.command("extract", step).Run()
			exit, ok := errors.AsType[*exec.ExitError](err)
			if !ok || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
				t.Fatalf("it did not die at %q: %v", step, err)
			}
			out, err := h.command("extract").Output()
			if err != nil || string(out) != "SUCCESS\n" {
				t.Errorf("the next start: %q, %v", out, err)
			}
			if _, err := os.Lstat(h.folder().notice()); !os.IsNotExist(err) {
				t.Errorf("the notice is still there: %v", err)
			}
		})
	}
}

func TestAnotherBuildTakesOver(t *testing.T) {
	h := newHome(t)
	old := h.config()
	old.identity = &identity{file: fingerprint{Inode: 1}, build: func() string { return "old" }}
	newer := h.config()
	newer.identity = &identity{file: fingerprint{Inode: 2}, build: func() string { return "new" }}
	first := h.open(old)
	second := h.open(newer)
	st, err := Inspect(t.Context(), h.config())
	if err != nil || st.Build != "new" {
		t.Fatalf("the host is %+v, %v", st, err)
	}
	// The old one goes on as a client, and does not take the server back.
	id, err := first.Submit(t.Context(), api.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := second.Poll(t.Context(), id, time.Minute); err != nil {
		t.Error(err)
	}
	if st, err := Inspect(t.Context(), h.config()); err != nil || st.Build != "new" {
		t.Errorf("the host is %+v, %v", st, err)
	}
}

func TestSameBuildInAnotherFile(t *testing.T) {
	h := newHome(t)
	one := h.config()
	one.identity = &identity{file: fingerprint{Inode: 1}, build: func() string { return "same" }}
	two := h.config()
	two.identity = &identity{file: fingerprint{Inode: 2}, build: func() string { return "same" }}
	first := h.open(one)
	h.open(two)
	if l := <-first.turn; l.host.activity.closing() {
		t.Error("the host was replaced")
	} else {
		first.turn <- l
	}
}

func TestOlderProgramLeavesANewerServerAlone(t *testing.T) {
	h := newHome(t)
	newer := h.config()
	newer.schema = 2
	newer.identity = &identity{build: func() string { return "newer" }}
	h.open(newer)
	older := h.config()
	older.schema = 1
	_, err := Open(t.Context(), older)
	if err == nil || !strings.Contains(err.Error(), "newer docextract") {
		t.Errorf("error %v", err)
	}
	if st, err := Inspect(t.Context(), h.config()); err != nil || st.Build != "newer" {
		t.Errorf("the host is %+v, %v", st, err)
	}
}
