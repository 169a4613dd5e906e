package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// outDir is the folder that takes a file for each document, laid out as the
// documents are.
type outDir struct {
	dir string
	rel []string // by the input's index
}

// newOutDir settles where each file goes. Two inputs that would share one are
// refused before anything is sent.
func newOutDir(dir string, files []source.File) (*outDir, error) {
	o := &outDir{dir: dir}
	taken := map[string]string{}
	for _, f := range files {
		rel := filepath.Clean(f.Rel)
		if f.Path == source.Stdin && !f.InFolder {
			rel = "stdin"
		}
		if !filepath.IsLocal(rel) {
			return nil, usagef("", "--out-dir: %s has no name of its own", f.Path)
		}
		// Two names that differ in case only are one file on some systems.
		key := strings.ToLower(rel)
		if other, ok := taken[key]; ok {
			return nil, usagef("send them in two runs, or from a folder above both",
				"--out-dir: %s and %s would both become %s", other, f.Path, filepath.Join(dir, rel+".json"))
		}
		taken[key] = f.Path
		o.rel = append(o.rel, rel)
	}
	return o, nil
}

// save writes the document's file, whole or not at all, and returns its path;
// "" where raw has no body to write.
func (o *outDir) save(index int, d render.Document, f format) (string, error) {
	var b bytes.Buffer
	suffix := ".json"
	if f == formatRaw {
		suffix = ".raw.json"
		body, err := rawBody(d.Extraction)
		if err != nil || body == nil {
			return "", err
		}
		b.Write(body)
	} else if err := render.JSON(&b, render.NewObject(d)); err != nil {
		return "", err
	}
	path := filepath.Join(o.dir, o.rel[index]+suffix)
	if err := atomicfile.Write(path, b.Bytes(), 0o750); err != nil {
		return "", fmt.Errorf("write the result of %s: %w", d.Source, err)
	}
	return path, nil
}

// savedLine tells on one line where a document's result is.
func savedLine(w io.Writer, d render.Document, path string) error {
	if path == "" {
		path = "-"
	}
	_, err := fmt.Fprintf(w, "%s\t%s\t%s\n", iostreams.Clean(d.Source), d.Extraction.Status, iostreams.Clean(path))
	return err
}
