package cli

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// outDir is the folder that takes a file for each document, laid out as the
// documents are.
type outDir struct{ dir string }

// newOutDir settles that each file has a place of its own. Two inputs that would
// share one are refused before anything is sent.
//
// Of a hundred thousand names it keeps eight bytes each, and that only while it
// looks: names whose hashes are the same are looked at once more.
func newOutDir(dir string, files iter.Seq2[source.File, error]) (*outDir, error) {
	seed := maphash.MakeSeed()
	var hashes []uint64
	for f, err := range files {
		if err != nil {
			return nil, err
		}
		if !filepath.IsLocal(place(f)) {
			return nil, usagef("", "--out-dir: %s has no name of its own", f.Path)
		}
		hashes = append(hashes, maphash.String(seed, onePlace(f)))
	}
	slices.Sort(hashes)
	shared := map[uint64]bool{}
	for i := 1; i < len(hashes); i++ {
		if hashes[i] == hashes[i-1] {
			shared[hashes[i]] = true
		}
	}
	if len(shared) == 0 {
		return &outDir{dir}, nil
	}
	taken := map[string]string{}
	for f, err := range files {
		if err != nil {
			return nil, err
		}
		key := onePlace(f)
		if !shared[maphash.String(seed, key)] {
			continue
		}
		if other, ok := taken[key]; ok {
			return nil, usagef("send them in two runs, or from a folder above both",
				"--out-dir: %s and %s would both become %s", other, f.Path, filepath.Join(dir, place(f)+".json"))
		}
		taken[key] = f.Path
	}
	return &outDir{dir}, nil
}

// place is where below the folder a document's file goes, without the suffix.
func place(f source.File) string {
	if f.Path == source.Stdin && !f.InFolder {
		return "stdin"
	}
	return filepath.Clean(f.Rel)
}

// onePlace is the same for two documents whose files would be one. Two names
// that differ in case only are one file on some systems.
func onePlace(f source.File) string { return strings.ToLower(place(f)) }

// save writes the document's file, whole or not at all, and returns its path;
// "" where raw has no body to write.
func (o *outDir) save(file source.File, d render.Document, f format) (string, error) {
	var b bytes.Buffer
	suffix := ".json"
	if f == formatRaw {
		suffix = ".raw.json"
		body, err := rawBody(d)
		if err != nil || body == nil {
			return "", err
		}
		b.Write(body)
	} else if err := render.JSON(&b, render.NewObject(d)); err != nil {
		return "", err
	}
	path := resultPath(o.dir, place(file), suffix)
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
