package docs_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestNoticeNamesEveryLinkedModule looks at what is linked on this system.
// `go run ./internal/gen/notice` writes the file for all systems.
func TestNoticeNamesEveryLinkedModule(t *testing.T) {
	notice, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Version}}{{end}}", "../cmd/docextract")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for module := range strings.Lines(string(out)) {
		module = strings.TrimSpace(module)
		if module == "" || seen[module] || strings.HasPrefix(module, "github.com/docextract/") {
			continue
		}
		seen[module] = true
		if !strings.Contains(string(notice), module+" (") {
			t.Errorf("NOTICE does not name %s: run go run ./internal/gen/notice", module)
		}
	}
}
