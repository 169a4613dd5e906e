package credential

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// commandDeadline leaves time for a password manager to ask its owner.
const commandDeadline = 60 * time.Second

// RunKeyCommand returns what the command prints, a password manager's for
// instance. The shell runs it; its standard error goes into the error.
func RunKeyCommand(ctx context.Context, command string, environ []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, commandDeadline)
	defer cancel()
	shell := []string{"/bin/sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	cmd := exec.CommandContext(ctx, shell[0], shell[1], command)
	cmd.WaitDelay = time.Second
	cmd.Env = environ
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &limited{buf: &out}, &limited{buf: &errOut}
	if err := cmd.Run(); err != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", fmt.Errorf("key_command gave no key within %s", commandDeadline)
		}
		if said := strings.TrimSpace(errOut.String()); said != "" {
			return "", fmt.Errorf("key_command failed (%w): %s", err, said)
		}
		return "", fmt.Errorf("key_command failed (%w)", err)
	}
	line, _, _ := strings.Cut(strings.TrimSpace(out.String()), "\n")
	key := Clean(line)
	if key == "" {
		return "", errors.New("key_command printed no key")
	}
	return key, nil
}

// limited keeps the first bytes and takes the rest in silence.
type limited struct{ buf *bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	const most = 64 << 10
	if room := most - l.buf.Len(); room > 0 {
		l.buf.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
