package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"syscall"
	"testing"

	"github.com/docextract/docextract/internal/iostreams"
)

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestResultsThatHaveNowhereToGo ends a run whose output cannot be written.
func TestResultsThatHaveNowhereToGo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err  error
		code ExitCode
		said string
	}{
		"a full disk":     {&fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}, ExitFailed, "error: standard output cannot be written: no space left on device\n"},
		"without a path":  {errors.New("gone"), ExitFailed, "error: standard output cannot be written: gone\n"},
		"nobody reads it": {io.ErrClosedPipe, ExitOK, ""},
	} {
		s, _, _, errOut := iostreams.Test()
		s.Out = iostreams.NewOutput(failing{c.err})
		if code := Execute(t.Context(), NewFactory(s, "1.2.3"), []string{"version"}); code != c.code || !bytes.Equal(errOut.Bytes(), []byte(c.said)) {
			t.Errorf("%s: exit code %d, %q", name, code, errOut)
		}
	}
}
