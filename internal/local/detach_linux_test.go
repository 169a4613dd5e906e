package local

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// zombie reports whether a dead process only waits to be collected.
func zombie(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(stat), ") Z ")
}

// What a detached host has of the command that started it.
func TestDetachedHostIsOnItsOwn(t *testing.T) {
	h := newHome(t)
	h.killDetached()
	h.vars["DOCEXTRACT_API_KEY"] = "secret"
	h.vars["LANG"] = "C"
	h.open(h.outliving())
	n, err := readNotice(h.folder())
	if err != nil {
		t.Fatal(err)
	}
	proc := fmt.Sprintf("/proc/%d/", n.PID)
	read := func(name string) string {
		t.Helper()
		body, err := os.ReadFile(proc + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	if env := read("environ"); strings.Contains(env, "secret") || !strings.Contains(env, "LANG=C") {
		t.Errorf("environment %q", env)
	}
	if status := read("status"); !strings.Contains(status, "Umask:\t0077") {
		t.Errorf("status %s", status)
	}
	// After the name in brackets: state, parent, group, session.
	_, stat, _ := strings.Cut(read("stat"), ") ")
	if session := strings.Fields(stat)[3]; session != fmt.Sprint(n.PID) {
		t.Errorf("session %s, process %d", session, n.PID)
	}
	if cwd, err := os.Readlink(proc + "cwd"); err != nil || cwd != "/" {
		t.Errorf("cwd %q, %v", cwd, err)
	}
	for fd, want := range map[string]string{"0": "/dev/null", "1": h.folder().log(), "2": h.folder().log()} {
		if got, err := os.Readlink(proc + "fd/" + fd); err != nil || got != want {
			t.Errorf("descriptor %s is %q, %v", fd, got, err)
		}
	}
	if _, err := os.Stat(h.folder().log()); err != nil {
		t.Error(err)
	}
}
