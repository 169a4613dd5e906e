package cli

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestResultPath(t *testing.T) {
	t.Parallel()
	if got, want := resultPath("out", filepath.Join("a", "x.pdf"), ".json"), filepath.Join("out", "a", "x.pdf.json"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	fits := strings.Repeat("x", longestName-len(".json"))
	if got := filepath.Base(resultPath("out", fits, ".json")); got != fits+".json" {
		t.Errorf("a name that just fits became %s", got)
	}
	seen := map[string]bool{}
	for _, long := range []string{fits + "a", fits + "b", strings.Repeat("ß", 127) + "a", "a" + strings.Repeat("ß", 126) + "a", strings.Repeat("\xff", 254)} {
		path := resultPath("out", filepath.Join("a", long), ".raw.json")
		name := filepath.Base(path)
		if filepath.Dir(path) != filepath.Join("out", "a") || len(name) > longestName || !strings.HasSuffix(name, ".raw.json") || seen[name] {
			t.Errorf("%q became %q", long, path)
		}
		if utf8.ValidString(long) && !utf8.ValidString(name) {
			t.Errorf("%q was cut within a character", name)
		}
		seen[name] = true
	}
}
