package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// HostArgs are the arguments with which the program becomes a detached host:
// a command that calls RunDetached and is in no help.
func HostArgs() []string { return []string{"local", "host"} }

// readyTime is how long a detached host may take until it is ready. It takes
// a fraction of a second; the rest is for a machine under load.
const readyTime = 20 * time.Second

// startDetached starts this program anew as a detached host and returns when
// it serves, or when it waits to take over from a host inside a command.
func startDetached(ctx context.Context, c Config, f folder) error {
	path, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding the program itself: %w", err)
	}
	log, err := openLog(f)
	if err != nil {
		return fmt.Errorf("opening the local server's log: %w", err)
	}
	defer log.Close()
	ready, told, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("making a pipe: %w", err)
	}
	defer ready.Close()
	// The host outlives this context; only the wait for it does not.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), path, c.hostArgs()...) //nolint:gosec // our own executable
	cmd.Dir = "/"
	cmd.Env = c.hostEnvironment()
	cmd.Stdout, cmd.Stderr = log.file, log.file
	cmd.ExtraFiles = []*os.File{told}
	cmd.SysProcAttr = ownSession()
	err = cmd.Start()
	told.Close() //nolint:gosec // the child has its own
	if err != nil {
		return fmt.Errorf("starting the local server: %w", err)
	}
	if err := awaitReady(ctx, ready); err != nil {
		return notReady(err, f)
	}
	return cmd.Process.Release()
}

// readiness is what a detached host says through its pipe, once.
type readiness struct {
	Error string `json:"error,omitempty"`
}

// awaitReady reads the readiness of a host that is starting.
func awaitReady(ctx context.Context, pipe *os.File) error {
	if err := pipe.SetReadDeadline(time.Now().Add(readyTime)); err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { pipe.SetReadDeadline(time.Now()) })() //nolint:errcheck,gosec // it was set before
	var r readiness
	if err := json.NewDecoder(pipe).Decode(&r); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return fmt.Errorf("it ended without a word: %w", err)
	}
	if r.Error != "" {
		return errors.New(r.Error)
	}
	return nil
}

func notReady(err error, f folder) error {
	return (&api.Error{
		Kind:    api.KindUnavailable,
		Code:    api.CodeUnavailable,
		Message: "the local server did not start: " + err.Error(),
		Err:     err,
	}).WithHint("its log is " + f.log() + "; --local process does the work in this process")
}

// hostEnvironment is what a detached host gets to know: where this user's
// files are, and nothing else. Keys above all stay out of a process that
// stays.
func (c Config) hostEnvironment() []string {
	var env []string
	for _, key := range []string{
		"HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR",
		"TMPDIR", "PATH", "TZ", "LANG", "GOCOVERDIR",
	} {
		if value, ok := c.Environment.Lookup(key); ok {
			env = append(env, key+"="+value)
		}
	}
	return env
}
