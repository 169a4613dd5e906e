package local

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"
)

func TestLogIsCapped(t *testing.T) {
	t.Parallel()
	f := folder{path: t.TempDir()}
	log, err := openLog(f)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	log.limit = 1000
	for i := range 300 {
		if _, err := fmt.Fprintf(log, "line %03d\n", i); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(f.log()); err != nil || info.Size() > log.limit {
			t.Fatalf("after line %d: %v, %v", i, info.Size(), err)
		}
	}
	body, err := os.ReadFile(f.log())
	if err != nil || len(body) < 500 || !bytes.HasSuffix(body, []byte("line 298\nline 299\n")) {
		t.Errorf("the log ends with %q, %v", body[max(0, len(body)-40):], err)
	}
	if info, err := os.Stat(f.log()); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestLogsWithoutALog(t *testing.T) {
	t.Parallel()
	c := Config{}
	c.Environment.Lookup = func(string) (string, bool) { return t.TempDir(), true }
	c.Environment.UID = os.Getuid()
	log, err := Logs(c)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	if body, err := io.ReadAll(log); err != nil || len(body) != 0 {
		t.Errorf("%q, %v", body, err)
	}
}
