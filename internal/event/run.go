package event

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"slices"
	"time"
)

// runTime is how long a command may take for one event.
const runTime = 10 * time.Minute

// Run lets the shell run a command for the event: its body on standard input,
// its ids in the environment. What the command prints goes to out.
func Run(ctx context.Context, command string, e Event, body []byte, environ []string, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, runTime)
	defer cancel()
	shell := []string{"/bin/sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	cmd := exec.CommandContext(ctx, shell[0], shell[1], command)
	cmd.WaitDelay = time.Second
	// The event is in the environment and never in the command's text.
	cmd.Env = slices.Concat(environ, []string{
		"DOCEXTRACT_EVENT_ID=" + e.ID, "DOCEXTRACT_EVENT_TYPE=" + e.Type, "DOCEXTRACT_EXTRACTION_ID=" + e.ExtractionID,
	})
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(body), out, out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run the command for event %s: %w", e.ID, err)
	}
	return nil
}
