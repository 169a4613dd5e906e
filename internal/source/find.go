package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
)

// Stdin is the argument that means standard input.
const Stdin = "-"

// File is one document that was found.
type File struct {
	// Path is how the user would write it: the argument, or a path below it.
	Path string
	// Rel is the path below the folder that was given, or the file's name. It
	// is where the document's result goes below an output folder.
	Rel string
	// InFolder is true for what was found in a folder.
	InFolder bool
}

// Found is what the arguments mean.
type Found struct {
	// Files are in the order of the arguments, those of a folder sorted.
	Files []File
	// Skipped counts the files of folders that are left out because they are
	// hidden, links, or no kind of document we know.
	Skipped int
	// Single is true for exactly one argument that is no folder.
	Single bool
}

// Options narrow what is found and add to it.
type Options struct {
	// Apart are folders that are left out, such as the one results are written
	// to; "" is none.
	Apart []string
	// Include, where there are any, are what a file of a folder must match one
	// of; none of its files or folders may match one of Exclude. What is named
	// outright is in all the same.
	Include, Exclude []Glob
	// Listed are further names, of a list. They keep their folders below an
	// output folder, where they are below the current one.
	Listed []string
}

// Find resolves the arguments. A file named outright is always in, whether or
// not it can be read: that shows when it is opened.
func Find(args []string, opts Options) (Found, error) {
	f := finder{include: opts.Include, exclude: opts.Exclude}
	for _, folder := range opts.Apart {
		if info, err := os.Stat(folder); err == nil { // what does not exist leaves nothing out
			f.apart = append(f.apart, info)
		}
	}
	for _, arg := range args {
		if err := f.add(arg, filepath.Base(arg), "."); err != nil {
			return Found{}, err
		}
	}
	for _, name := range opts.Listed {
		rel, below := filepath.Base(name), "."
		if filepath.IsLocal(name) {
			rel, below = filepath.Clean(name), name
		}
		if err := f.add(name, rel, below); err != nil {
			return Found{}, err
		}
	}
	f.found.Single = len(args) == 1 && opts.Listed == nil && len(f.found.Files) == 1 && !f.found.Files[0].InFolder
	return f.found, nil
}

type finder struct {
	apart            []fs.FileInfo
	include, exclude []Glob
	found            Found
}

// add takes a file as rel, and what is in a folder as below that path.
func (f *finder) add(name, rel, below string) error {
	if name == Stdin || !isFolder(name) {
		f.found.Files = append(f.found.Files, File{Path: name, Rel: rel})
		return nil
	}
	first := len(f.found.Files)
	if err := f.walk(name); err != nil {
		return fmt.Errorf("look for documents in %s: %w", name, err)
	}
	for i := range f.found.Files[first:] {
		file := &f.found.Files[first+i]
		file.Rel = filepath.Join(below, file.Rel)
	}
	return nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// walk visits the folder in the order of names.
func (f *finder) walk(root string) error {
	// A link given as the argument is followed: it was named outright.
	return filepath.WalkDir(root+string(filepath.Separator), func(path string, entry fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(root, path)
		switch {
		case err != nil && rel != ".":
			// A folder that cannot be entered fails as one document would.
			f.found.Files = append(f.found.Files, File{Path: filepath.Join(root, rel), Rel: rel, InFolder: true})
			return fs.SkipDir
		case err != nil:
			return err
		case relErr != nil:
			return relErr
		case rel == ".":
			return nil
		case entry.IsDir():
			return f.folder(rel, entry)
		}
		return f.file(root, rel, entry)
	})
}

func (f *finder) folder(rel string, entry fs.DirEntry) error {
	if hidden(entry.Name()) || matchAny(f.exclude, rel) {
		return fs.SkipDir
	}
	if len(f.apart) == 0 {
		return nil
	}
	info, err := entry.Info()
	if err == nil && slices.ContainsFunc(f.apart, func(out fs.FileInfo) bool { return os.SameFile(info, out) }) {
		return fs.SkipDir
	}
	return nil
}

func (f *finder) file(root, rel string, entry fs.DirEntry) error {
	path := filepath.Join(root, rel)
	if f.leftOut(rel) {
		return nil // as it was asked for: not worth a word
	}
	if hidden(entry.Name()) || !entry.Type().IsRegular() || !f.known(path) {
		f.found.Skipped++
		return nil
	}
	f.found.Files = append(f.found.Files, File{Path: path, Rel: rel, InFolder: true})
	return nil
}

// leftOut tells whether the patterns are against a file.
func (f *finder) leftOut(rel string) bool {
	return len(f.include) > 0 && !matchAny(f.include, rel) || matchAny(f.exclude, rel)
}

// known looks into a file only where its name says nothing. One that cannot
// be read is left out then.
func (f *finder) known(path string) bool {
	if knownSuffix(path) {
		return true
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, document.HeadSize)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false
	}
	return document.Sniff(head[:n]) != document.KindUnknown
}

// knownSuffix reports whether the name ends like a kind of document we know.
func knownSuffix(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf", ".xml", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".heif":
		return true
	default:
		return false
	}
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }
