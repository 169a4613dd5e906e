package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/sqlite"
)

// known fills the ledger of a new home, and gives what runs a command there.
func known(t *testing.T, extractions int) (state string, run func(args ...string) (code ExitCode, out, errOut string)) {
	t.Helper()
	home := t.TempDir()
	state = filepath.Join(home, "docextract")
	l, err := ledger.Open(t.Context(), state, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for i := range extractions {
		e := ledger.Entry{Key: ledger.Key{Profile: "hosted", BaseURL: "https://x.example"}, FileName: fmt.Sprintf("%d.pdf", i), ExtractionID: fmt.Sprintf("id%d", i)}
		if _, err := l.Learn(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return state, func(args ...string) (ExitCode, string, string) {
		s, _, out, errOut := iostreams.Test("HOME="+home, "XDG_STATE_HOME="+home)
		code := Execute(context.WithoutCancel(t.Context()), NewFactory(s, "1.2.3"), args)
		return code, out.String(), errOut.String()
	}
}

// TestListsOfNoneOneAndMany have the same form.
func TestListsOfNoneOneAndMany(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 3} {
		_, run := known(t, n)
		var list []map[string]any
		code, out, errOut := run("list", "-o", "json")
		if err := json.Unmarshal([]byte(out), &list); err != nil || code != ExitOK || len(list) != n || list == nil {
			t.Errorf("json of %d: %d, %v, %v, %s", n, code, list, err, errOut)
		}
		if _, out, _ := run("list", "-o", "ndjson"); strings.Count(out, "\n") != n {
			t.Errorf("ndjson of %d: %s", n, out)
		}
		if _, out, _ := run("list"); strings.Count(out, "\n") != n+1 || !strings.HasPrefix(out, "SOURCE ") {
			t.Errorf("a table of %d: %s", n, out)
		}
		if _, out, _ := run("list", "--limit", "1", "-o", "ndjson"); strings.Count(out, "\n") != min(1, n) {
			t.Errorf("the newest of %d: %s", n, out)
		}
	}
}

// TestALedgerOfANewerProgram says what to do, and that nothing is sent.
func TestALedgerOfANewerProgram(t *testing.T) {
	t.Parallel()
	state, run := known(t, 1)
	later := fstest.MapFS{}
	for version := range 100 {
		later[fmt.Sprintf("migrations/%04d.sql", version)] = &fstest.MapFile{Data: []byte("SELECT 1")}
	}
	db, err := sqlite.Open(t.Context(), filepath.Join(state, "ledger.db"), later)
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"get", "id0"}, {"extract", "listing_test.go"}} {
		code, out, errOut := run(args...)
		if code != ExitFailed || out != "" || !strings.Contains(errOut, "newer version") || !strings.Contains(errOut, "use the newer docextract") {
			t.Errorf("%q: exit code %d, %s%s", args, code, out, errOut)
		}
	}
}
