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

// Find resolves the arguments. A file named outright is always in, whether or
// not it can be read: that shows when it is opened. exclude are folders that
// are left out, such as the one results are written to; "" is none.
func Find(args []string, exclude ...string) (Found, error) {
	var f finder
	for _, folder := range exclude {
		if info, err := os.Stat(folder); err == nil { // what does not exist excludes nothing
			f.exclude = append(f.exclude, info)
		}
	}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if arg == Stdin || err != nil || !info.IsDir() {
			f.found.Files = append(f.found.Files, File{Path: arg, Rel: filepath.Base(arg)})
			continue
		}
		if err := f.walk(arg); err != nil {
			return Found{}, fmt.Errorf("look for documents in %s: %w", arg, err)
		}
	}
	f.found.Single = len(args) == 1 && len(f.found.Files) == 1 && !f.found.Files[0].InFolder
	return f.found, nil
}

type finder struct {
	exclude []fs.FileInfo
	found   Found
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
			return f.folder(entry)
		}
		return f.file(root, rel, entry)
	})
}

func (f *finder) folder(entry fs.DirEntry) error {
	if hidden(entry.Name()) {
		return fs.SkipDir
	}
	if len(f.exclude) == 0 {
		return nil
	}
	info, err := entry.Info()
	if err == nil && slices.ContainsFunc(f.exclude, func(out fs.FileInfo) bool { return os.SameFile(info, out) }) {
		return fs.SkipDir
	}
	return nil
}

func (f *finder) file(root, rel string, entry fs.DirEntry) error {
	path := filepath.Join(root, rel)
	if hidden(entry.Name()) || !entry.Type().IsRegular() || !f.known(path) {
		f.found.Skipped++
		return nil
	}
	f.found.Files = append(f.found.Files, File{Path: path, Rel: rel, InFolder: true})
	return nil
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
