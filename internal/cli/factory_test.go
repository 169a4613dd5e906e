//go:build !windows

package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/iostreams"
)

// TestNothingIsTakenFromAStranger runs what reads settings, keys, data or
// compiled modules without a home, where somebody else may have put them.
func TestNothingIsTakenFromAStranger(t *testing.T) {
	t.Parallel()
	temp := t.TempDir()
	planted := filepath.Join(temp, "docextract-"+strconv.Itoa(os.Getuid()))
	if err := os.Mkdir(planted, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(planted, 0o777); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	for _, args := range [][]string{
		{"config", "list"},
		{"auth", "status"},
		{"types", "list"},
		{"local", "status"},
		{"extract", "a.pdf"},
		{"keys", "create", "--data", data},
		{"serve", "--listen", "127.0.0.1:0", "--data", data},
	} {
		s, _, _, errOut := iostreams.Test("TMPDIR=" + temp)
		if code := Execute(t.Context(), NewFactory(s, "1.2.3"), args); code != ExitUsage || !strings.Contains(errOut.String(), planted) {
			t.Errorf("%q: exit code %d, %s", args, code, errOut)
		}
	}
}
