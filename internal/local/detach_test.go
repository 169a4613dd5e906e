//go:build !windows

package local

import (
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// killDetached ends a detached host of this home with the test.
func (h *home) killDetached() {
	h.t.Helper()
	h.t.Cleanup(func() {
		if n, err := readNotice(h.folder()); err == nil && n.Detached {
			_ = syscall.Kill(n.PID, syscall.SIGKILL)
		}
	})
}

func (h *home) outliving() Config {
	c := h.config()
	c.Outlive = true
	return c
}

func TestWorkOutlivesItsCommand(t *testing.T) {
	h := newHome(t)
	h.killDetached()
	release := h.keep()
	s, err := Open(t.Context(), h.outliving())
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.Submit(t.Context(), api.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	if !s.Outlives() {
		t.Error("the work ends with this process")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	st, err := Inspect(t.Context(), h.config())
	if err != nil || !st.Detached || st.PID == os.Getpid() || st.Unfinished != 1 || st.IdleStopAt != nil {
		t.Fatalf("status %+v, %v", st, err)
	}
	release()
	// The next command of any mode is its client.
	next := h.open(h.config())
	if x, err := next.Poll(t.Context(), id, time.Minute); err != nil || x.Status != api.StatusSuccess {
		t.Fatalf("poll: %+v, %v", x, err)
	}
	again, err := Inspect(t.Context(), h.config())
	if err != nil || again.PID != st.PID || again.IdleStopAt == nil || !again.IdleStopAt.After(time.Now()) {
		t.Errorf("status %+v, %v", again, err)
	}
	if _, err := Stop(t.Context(), h.config()); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(t.Context(), h.config()); api.KindOf(err) != api.KindNotFound {
		t.Errorf("status after the stop: %v", err)
	}
	assertLog(t, h, "the local server is ready", "asked to stop", "has stopped")
}

func assertLog(t *testing.T, h *home, lines ...string) {
	t.Helper()
	log, err := Logs(h.config())
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	body, err := io.ReadAll(log)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if !strings.Contains(string(body), line) {
			t.Errorf("%q is not in the log:\n%s", line, body)
		}
	}
}

func TestDetachedHostIsKilled(t *testing.T) {
	h := newHome(t)
	h.killDetached()
	s := h.open(h.outliving())
	n, err := readNotice(h.folder())
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(n.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the process is gone", func() bool { return syscall.Kill(n.PID, 0) != nil || zombie(n.PID) })
	if _, err := s.Submit(t.Context(), api.Submission{}); err != nil {
		t.Fatal(err)
	}
	next, err := readNotice(h.folder())
	if err != nil || next.PID == n.PID || !next.Detached || !s.Outlives() {
		t.Errorf("notice %+v, %v; outlives %v", next, err, s.Outlives())
	}
}

// A detached host that is started while a command hosts takes over from it.
func TestDetachedHostTakesOverFromACommand(t *testing.T) {
	h := newHome(t)
	h.killDetached()
	command, _ := h.startHostProcess()
	s := h.open(h.outliving())
	if n, err := readNotice(h.folder()); err != nil || n.PID != command.Process.Pid {
		t.Fatalf("notice %+v, %v", n, err)
	}
	if !s.Outlives() {
		t.Error("nobody takes over")
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a detached host is there", func() bool {
		st, err := Inspect(t.Context(), h.config())
		return err == nil && st.Detached
	})
}

func TestStopOfAHostInsideACommand(t *testing.T) {
	h := newHome(t)
	h.startHostProcess()
	if _, err := Stop(t.Context(), h.config()); api.KindOf(err) != api.KindConflict {
		t.Errorf("error %v", err)
	}
}

func TestModes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		mode    Mode
		outlive bool
		ci      string
		want    bool
	}{
		{"a command that waits", "", false, "", false},
		{"a command that does not", "", true, "", true},
		{"in CI", ModeAuto, true, "true", false},
		{"CI=false is no CI", ModeAuto, true, "false", true},
		{"process", ModeProcess, true, "", false},
		{"background", ModeBackground, false, "", true},
		{"background, even in CI", ModeBackground, true, "1", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := &home{t: t, vars: map[string]string{"CI": tt.ci}}
			c := h.config()
			c.Mode, c.Outlive = tt.mode, tt.outlive
			if got := c.withDefaults().detached(); got != tt.want {
				t.Errorf("detached: %v", got)
			}
		})
	}
}

func TestDetachedStartFails(t *testing.T) {
	h := newHome(t)
	c := h.outliving()
	c.args = []string{"process", "nothing"} // ends without a word
	var warnings []string
	c.Warn = func(w string) { warnings = append(warnings, w) }
	s := h.open(c)
	if s.Outlives() || len(warnings) != 1 {
		t.Errorf("outlives: %v, warnings: %q", s.Outlives(), warnings)
	}
	if _, err := s.Submit(t.Context(), api.Submission{}); err != nil {
		t.Errorf("submit: %v", err)
	}
	other := newHome(t)
	c = other.config()
	c.Mode, c.args = ModeBackground, []string{"process", "nothing"}
	if _, err := Open(t.Context(), c); api.KindOf(err) != api.KindUnavailable {
		t.Errorf("error %v", err)
	}
}

// Whatever step a detached host dies at while it starts, the command that
// wanted it does the work itself.
func TestDetachedStartIsKilledAtEveryStep(t *testing.T) {
	for _, step := range []string{"locked", "started", "listening", "announced", "serving"} {
		t.Run(step, func(t *testing.T) {
			h := newHome(t)
			c := h.outliving()
			c.args = []string{"process", "detached", step}
			var warnings []string
			c.Warn = func(w string) { warnings = append(warnings, w) }
			s := h.open(c)
			if len(warnings) != 1 || !strings.Contains(warnings[0], "ended without a word") {
				t.Errorf("warnings: %q", warnings)
			}
			if _, err := s.Submit(t.Context(), api.Submission{}); err != nil {
				t.Errorf("submit: %v", err)
			}
		})
	}
}

// Ten commands that want a detached host at once get one, and the same.
func TestTenDetachedStartsAtOnce(t *testing.T) {
	h := newHome(t)
	h.killDetached()
	hosts := make([]int, 10)
	var all sync.WaitGroup
	for i := range hosts {
		all.Go(func() {
			s, err := Open(t.Context(), h.outliving())
			if err != nil {
				t.Errorf("open %d: %v", i, err)
				return
			}
			if l, err := s.link(t.Context()); err == nil && l.detached {
				hosts[i] = l.pid
			}
			if err := s.Close(); err != nil {
				t.Errorf("close %d: %v", i, err)
			}
		})
	}
	all.Wait()
	for i, pid := range hosts {
		if pid == 0 || pid != hosts[0] {
			t.Errorf("session %d has the host %d, session 0 has %d", i, pid, hosts[0])
		}
	}
}
