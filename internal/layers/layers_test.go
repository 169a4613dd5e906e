package layers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/docextract/docextract/"

// floors lists the house from the top down. A package imports packages of
// lower floors and of its own folder only; two on one floor are strangers.
// A folder stands for all packages below it that are not listed themselves.
var floors = [][]string{
	{"cmd/docextract", "internal/gen", "internal/layers", "docs"},
	{"internal/cli"},
	{"internal/local", "internal/progress", "internal/render"},
	{"internal/host", "internal/pipeline"},
	{"internal/config", "internal/credential", "internal/iostreams", "internal/source", "internal/waiting"},
	{"internal/client", "internal/server"},
	{"internal/service"},
	{"internal/queue", "internal/store", "internal/engine"},
	{"internal/engine/vatrates", "internal/engine/fields"},
	{"internal/engine/lineitems"},
	{"internal/engine/sums"},
	{"internal/engine/layout"},
	{"internal/engine/locale", "internal/engine/identifier"},
	{"internal/engine/einvoice", "internal/engine/pdf"},
	{"internal/engine/document"},
	{"internal/sqlite", "internal/buildinfo", "internal/sample", "internal/score"},
	{"internal/api"},
}

// importers names, for each library, the one package that may import it.
var importers = map[string][]string{
	"github.com/spf13/cobra":             {"internal/cli", "internal/gen"},
	"github.com/spf13/pflag":             {"internal/cli", "internal/gen"},
	"github.com/spf13/viper":             {"internal/config"},
	"github.com/olekukonko/tablewriter":  {"internal/render"},
	"github.com/schollz/progressbar":     {"internal/progress"},
	"github.com/zalando/go-keyring":      {"internal/credential"},
	"github.com/klippa-app/go-pdfium":    {"internal/engine/pdf"},
	"github.com/tetratelabs/wazero":      {"internal/engine/pdf"},
	"modernc.org/sqlite":                 {"internal/sqlite"},
	"github.com/gofrs/flock":             {"internal/local"},
	"github.com/cenkalti/backoff":        {"internal/client"},
	"codeberg.org/go-pdf/fpdf":           {"internal/sample"},
	"golang.org/x/term":                  {"internal/iostreams"},
	"github.com/mattn/go-runewidth":      {"internal/render"},
	"github.com/getkin/kin-openapi":      {},
	"github.com/rogpeppe/go-internal":    {},
	"go.uber.org/goleak":                 {},
	"pgregory.net/rapid":                 {},
	"github.com/google/go-cmp":           {},
	"golang.org/x/sys":                   {"internal/local", "internal/engine/pdf"},
	"golang.org/x/image":                 {"internal/sample"},
	"golang.org/x/sync":                  {"internal/client"},
	"golang.org/x/text":                  {"internal/engine", "internal/score"},
	"testing":                            {"internal/api/apitest"},
	"net/http":                           {"internal/client", "internal/server", "internal/local", "internal/host", "internal/api", "internal/cli"},
	"github.com/spf13/cobra/doc":         {"internal/gen"},
	"github.com/olekukonko/tablewriter/": {"internal/render"},
}

// listed is what `go list -json` tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func TestImportsPointDown(t *testing.T) {
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		own := floorOf(from)
		if own < 0 {
			t.Errorf("%s stands on no floor: give it a place in this test and in the linter's rules", from)
			continue
		}
		for _, imported := range p.Imports {
			to, ours := strings.CutPrefix(imported, module)
			if !ours || room(to) == room(from) && own == floorOf(to) {
				continue
			}
			if floorOf(to) <= own {
				t.Errorf("%s imports %s, which is not below it", from, to)
			}
		}
	}
}

func TestOneImporterForEachLibrary(t *testing.T) {
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		for _, imported := range p.Imports {
			library, rule := longestRule(imported)
			if rule && !slices.ContainsFunc(importers[library], func(allowed string) bool { return below(from, allowed) }) {
				t.Errorf("%s imports %s, which only %v may", from, imported, importers[library])
			}
			if !rule && strings.Contains(imported, ".") && !strings.HasPrefix(imported, module) {
				t.Errorf("%s imports %s, for which no importer is named here", from, imported)
			}
		}
	}
}

func TestTheVocabularyNeedsNothing(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != module+"internal/api" {
			continue
		}
		for _, imported := range p.Imports {
			if strings.Contains(imported, ".") {
				t.Errorf("internal/api imports %s; it is the standard library's guest only", imported)
			}
		}
	}
}

// packages lists the module's packages without their tests.
func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "../../...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		all = append(all, p)
	}
}

// floorOf is the index of the floor that names the longest folder around pkg.
func floorOf(pkg string) int {
	floor, longest := -1, -1
	for i, rooms := range floors {
		for _, r := range rooms {
			if below(pkg, r) && len(r) > longest {
				floor, longest = i, len(r)
			}
		}
	}
	return floor
}

// room is the folder under which pkg is listed.
func room(pkg string) string {
	longest := ""
	for _, rooms := range floors {
		for _, r := range rooms {
			if below(pkg, r) && len(r) > len(longest) {
				longest = r
			}
		}
	}
	return longest
}

// below reports whether path is folder or lies under it.
func below(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}

// longestRule finds the most particular library rule for an import.
func longestRule(imported string) (string, bool) {
	best := ""
	for library := range importers {
		if below(imported, library) && len(library) > len(best) {
			best = library
		}
	}
	return best, best != ""
}
