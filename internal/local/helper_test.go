//go:build !windows

package local

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
)

// TestMain is also the other processes of these tests: the test binary called
// with "process" as its first argument.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "process" {
		os.Exit(process(os.Args[2], os.Args[3:]))
	}
	goleak.VerifyTestMain(m)
}

// process is one of the other processes.
func process(role string, args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	c := baseConfig(places.Environment{Lookup: os.LookupEnv, UID: os.Getuid()})
	if len(args) > 0 {
		c.step = dieAt(args[0])
	}
	var err error
	switch role {
	case "detached":
		err = RunDetached(ctx, c)
	case "extract": // one job, start to end
		err = processExtract(ctx, c)
	case "host": // holds the server until it is killed or told to end
		err = processHost(ctx, c)
	}
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	return 0
}

// dieAt kills the process when it comes to the step, as kill -9 would.
func dieAt(step string) func(string) {
	return func(name string) {
		if name == step {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
}

func processExtract(ctx context.Context, c Config) error {
	s, err := Open(ctx, c)
	if err != nil {
		return err
	}
	id, err := s.Submit(ctx, api.Submission{})
	if err != nil {
		return err
	}
	x, err := s.Poll(ctx, id, time.Minute)
	if err != nil {
		return err
	}
	fmt.Println(x.Status)
	return s.Close()
}

func processHost(ctx context.Context, c Config) error {
	s, err := Open(ctx, c)
	if err != nil {
		return err
	}
	id, err := s.Submit(ctx, api.Submission{})
	if err != nil {
		return err
	}
	fmt.Println("hosting", id)
	<-ctx.Done()
	return s.Close()
}

// home is a user's fresh machine for one test.
type home struct {
	t    *testing.T
	vars map[string]string
}

// newHome has a short path, as sockets live below it.
func newHome(t *testing.T) *home {
	t.Helper()
	dir, err := os.MkdirTemp("", "dx") //nolint:usetesting // a test's own folder is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return &home{t: t, vars: map[string]string{"HOME": dir, "TMPDIR": dir}}
}

func (h *home) environment() places.Environment {
	return places.Environment{
		UID:    os.Getuid(),
		Lookup: func(key string) (string, bool) { v, ok := h.vars[key]; return v, ok },
	}
}

func (h *home) data() string { return places.Find(h.environment()).Data }

func (h *home) folder() folder { return folder{path: h.data(), uid: os.Getuid()} }

func (h *home) config() Config { return baseConfig(h.environment()) }

func baseConfig(env places.Environment) Config {
	return Config{
		Environment: env,
		Now:         time.Now,
		start:       startRows,
		Connect:     connectRows,
		args:        []string{"process", "detached"},
	}
}

// open opens a session that is closed with the test.
func (h *home) open(c Config) *Session {
	h.t.Helper()
	s, err := Open(h.t.Context(), c)
	if err != nil {
		h.t.Fatalf("open: %v", err)
	}
	h.t.Cleanup(func() {
		if err := s.Close(); err != nil {
			h.t.Errorf("close: %v", err)
		}
	})
	return s
}

// command is another process in this home.
func (h *home) command(args ...string) *exec.Cmd {
	h.t.Helper()
	cmd := exec.CommandContext(h.t.Context(), os.Args[0], append([]string{"process"}, args...)...)
	for key, value := range h.vars {
		cmd.Env = append(cmd.Env, key+"="+value)
	}
	return cmd
}

// startHostProcess starts a process that hosts, and returns with the id of
// the job that it has submitted.
func (h *home) startHostProcess() (cmd *exec.Cmd, id string) {
	h.t.Helper()
	cmd = h.command("host")
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	id, ok := strings.CutPrefix(strings.TrimSpace(line), "hosting ")
	if err != nil || !ok {
		h.t.Fatalf("the host process said %q (%v)", line, err)
	}
	return cmd, id
}

// keep keeps jobs from finishing until the returned function is called.
func (h *home) keep() (release func()) {
	h.t.Helper()
	path := filepath.Join(h.data(), "hold")
	if err := os.MkdirAll(h.data(), 0o700); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		h.t.Fatal(err)
	}
	return func() { os.Remove(path) }
}

// eventually waits until the condition holds.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !condition() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}
