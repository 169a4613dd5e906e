package layers_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
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
	{"internal/host", "internal/pipeline", "internal/pace", "internal/inbox"},
	{"internal/config", "internal/credential", "internal/iostreams", "internal/ledger", "internal/source", "internal/waiting", "internal/event"},
	{"internal/client", "internal/server"},
	{"internal/service"},
	{"internal/queue", "internal/store", "internal/engine"},
	{"internal/engine/vatrates", "internal/engine/fields"},
	{"internal/engine/lineitems", "internal/engine/till"},
	{"internal/engine/sums"},
	{"internal/engine/layout", "internal/engine/ocr", "internal/engine/ppocr", "internal/engine/payment"},
	{"internal/engine/locale", "internal/engine/identifier", "internal/engine/ranker", "internal/engine/misread"},
	{"internal/engine/einvoice", "internal/engine/pdf"},
	{"internal/engine/raster", "internal/engine/wasm", "internal/engine/qr"},
	{"internal/engine/document"},
	{"internal/atomicfile", "internal/sqlite", "internal/buildinfo", "internal/sample", "internal/score", "internal/hostedtest"},
	{"internal/api"},
}

// apart names rooms that know, of all that is below them, these only: client
// and server meet in the vocabulary, and the engine is nothing to either.
var apart = map[string][]string{
	"internal/client":     {"internal/api"},
	"internal/server":     {"internal/api"},
	"internal/waiting":    {"internal/api"},
	"internal/ledger":     {"internal/api", "internal/sqlite"},
	"internal/pace":       {"internal/waiting", "internal/sqlite"},
	"internal/config":     {"internal/atomicfile"},
	"internal/credential": {"internal/atomicfile"},
	"internal/iostreams":  {},
	"internal/hostedtest": {"internal/api"},
	"internal/event":      {"internal/atomicfile"},
	"internal/inbox":      {"internal/source"},
}

// importers names, for each library, the one package that may import it.
var importers = map[string][]string{
	"github.com/spf13/cobra":            {"internal/cli", "internal/gen"},
	"github.com/spf13/pflag":            {"internal/cli", "internal/gen"},
	"github.com/spf13/viper":            {"internal/config"},
	"github.com/olekukonko/tablewriter": {"internal/render"},
	"github.com/schollz/progressbar":    {"internal/progress"},
	"github.com/zalando/go-keyring":     {"internal/credential"},
	"github.com/klippa-app/go-pdfium":   {"internal/gen/pdfium"}, // holds the module that is pruned
	// Two modules are run, PDFium and Tesseract, and what they share is in wasm.
	"github.com/tetratelabs/wazero":   {"internal/engine/pdf", "internal/engine/ocr", "internal/engine/wasm"},
	"modernc.org/sqlite":              {"internal/sqlite"},
	"github.com/gofrs/flock":          {"internal/local", "internal/ledger", "internal/inbox"},
	"github.com/cenkalti/backoff":     {"internal/client"},
	"codeberg.org/go-pdf/fpdf":        {"internal/sample"},
	"golang.org/x/term":               {"internal/iostreams"},
	"github.com/mattn/go-runewidth":   {"internal/render"},
	"github.com/getkin/kin-openapi":   {},
	"github.com/rogpeppe/go-internal": {},
	"go.uber.org/goleak":              {},
	"pgregory.net/rapid":              {},
	"github.com/Shopify/toxiproxy":    {},
	"github.com/rs/zerolog":           {},
	"github.com/google/go-cmp":        {},
	"golang.org/x/sys":                {"internal/local", "internal/engine/wasm", "internal/engine/ppocr"},
	"golang.org/x/image":              {"internal/sample", "internal/engine/raster", "internal/gen"},
	"golang.org/x/sync":               {"internal/client"},
	"github.com/makiuchi-d/gozxing":   {"internal/sample", "internal/engine/qr"},
	"golang.org/x/text":               {"internal/engine", "internal/score", "internal/gen"},
	"github.com/spf13/cobra/doc":      {"internal/gen"},

	// Doubles are for tests.
	module + "internal/hostedtest": {},

	"testing":  {"internal/api/apitest"},
	"net":      {"internal/client", "internal/server", "internal/local", "internal/host", "internal/config", "internal/cli", "internal/hostedtest"},
	"net/http": {"internal/client", "internal/server", "internal/local", "internal/host", "internal/api", "internal/hostedtest", "internal/event", "internal/cli"},
	"net/url":  {"internal"}, // no network in it
	"os/exec":  {"internal/local", "internal/credential", "internal/event", "internal/gen"},
}

// listed is a package of ours, by its folder, with what it imports.
type listed struct {
	path    string
	imports []string
}

func TestImportsPointDown(t *testing.T) {
	for _, p := range packages(t) {
		from := p.path
		if floorOf(from) < 0 {
			t.Errorf("%s stands on no floor: give it a place in this test and in the linter's rules", from)
			continue
		}
		for _, imported := range p.imports {
			if to, ours := strings.CutPrefix(imported, module); ours && !mayImport(from, to) {
				t.Errorf("%s imports %s, which is not below it or is a stranger", from, to)
			}
		}
	}
}

// mayImport reports whether a package of ours may import another.
func mayImport(from, to string) bool {
	if room(from) == room(to) {
		return true
	}
	known, isApart := apart[room(from)]
	return floorOf(to) > floorOf(from) && (!isApart || slices.Contains(known, room(to)))
}

func TestOneImporterForEachLibrary(t *testing.T) {
	for _, p := range packages(t) {
		from := p.path
		for _, imported := range p.imports {
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
		if p.path != "internal/api" {
			continue
		}
		for _, imported := range p.imports {
			if strings.Contains(imported, ".") {
				t.Errorf("internal/api imports %s; it is the standard library's guest only", imported)
			}
		}
	}
}

// packages lists the module's packages with what their files import, on
// whatever system, and without their tests. It reads the files itself: what
// `go list` reads would not make the test run again when it changes.
func packages(t *testing.T) []*listed {
	t.Helper()
	const top = "../.."
	found := map[string]*listed{}
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() != ".." && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		folder, err := filepath.Rel(top, filepath.Dir(path))
		if err != nil {
			return err
		}
		p := found[folder]
		if p == nil {
			p = &listed{path: filepath.ToSlash(folder)}
			found[folder] = p
		}
		return p.read(path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 20 {
		t.Fatalf("only %d packages are found", len(found))
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *listed) int { return strings.Compare(a.path, b.path) })
}

// read adds what a file imports.
func (p *listed) read(path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if !slices.Contains(p.imports, imported) {
			p.imports = append(p.imports, imported)
		}
	}
	return nil
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
