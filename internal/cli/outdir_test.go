package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

func TestNewOutDirRefusesWhatWouldCollide(t *testing.T) {
	t.Parallel()
	file := func(path, rel string) source.File { return source.File{Path: path, Rel: rel} }
	tests := []struct {
		name  string
		files []source.File
		err   string
	}{
		{"files of their own", []source.File{file("a/x.pdf", "x.pdf"), file("b/y.pdf", "y.pdf")}, ""},
		{"one name in two folders", []source.File{file("in/a/x.pdf", "a/x.pdf"), file("in/b/x.pdf", "b/x.pdf")}, ""},
		{"two that are the same", []source.File{file("a/x.pdf", "x.pdf"), file("b/x.pdf", "x.pdf")}, "would both become"},
		{"two that differ in case only", []source.File{file("a/x.pdf", "x.pdf"), file("b/X.pdf", "X.pdf")}, "would both become"},
		{"one that leads out of the folder", []source.File{file("..", "..")}, "no name of its own"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := newOutDir("out", source.These(tt.files).Files())
			switch {
			case tt.err == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
				t.Errorf("error %v, want %q", err, tt.err)
			}
			if err != nil && codeOf(err) != ExitUsage {
				t.Errorf("exit code %d", codeOf(err))
			}
		})
	}
}

func TestSaveWritesWholeFilesOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := source.File{Path: "in/a/x.pdf", Rel: "a/x.pdf", InFolder: true}
	o, err := newOutDir(dir, source.These([]source.File{file}).Files())
	if err != nil {
		t.Fatal(err)
	}
	d := render.Document{Source: "in/a/x.pdf", ID: "1", Extraction: api.Extraction{ID: "1", Status: api.StatusSuccess, Raw: []byte("{body}")}}
	for format, want := range map[format]string{formatTable: "a/x.pdf.json", formatRaw: "a/x.pdf.raw.json"} {
		path, err := o.save(file, d, format)
		if err != nil || path != filepath.Join(dir, want) {
			t.Errorf("saved %q, error %v", path, err)
		}
	}
	body, err := os.ReadFile(filepath.Join(dir, "a", "x.pdf.raw.json"))
	if string(body) != "{body}" || err != nil {
		t.Errorf("the body became %q, error %v", body, err)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "a"))
	if len(entries) != 2 || err != nil {
		t.Errorf("left behind: %v, error %v", entries, err)
	}
}
