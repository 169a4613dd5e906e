package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
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

// Options narrow what is found and add to it.
type Options struct {
	// Apart are folders that are left out, such as the one results are written
	// to; "" is none.
	Apart []string
	// Include, where there are any, are what a file of a folder must match one
	// of; none of its files or folders may match one of Exclude. What is named
	// outright is in all the same.
	Include, Exclude []Glob
	// Listed are further names, of a list; nil for no list. They keep their
	// folders below an output folder, where they are below the current one.
	Listed iter.Seq2[string, error]
}

// Find calls take for each document that the arguments mean, in the order of
// the arguments, those of a folder sorted, and ends with its error. It keeps
// none of them: memory does not grow with their number. A file named outright is
// always in, whether or not it can be read: that shows when it is opened.
//
// Skipped counts the files of folders that are left out because they are
// hidden, links, or no kind of document we know.
func Find(ctx context.Context, args []string, opts Options, take func(File) error) (skipped int, err error) {
	f := finder{include: opts.Include, exclude: opts.Exclude, take: take}
	for _, folder := range opts.Apart {
		if info, err := os.Stat(folder); err == nil { // what does not exist leaves nothing out
			f.apart = append(f.apart, info)
		}
	}
	for _, arg := range args {
		if err := f.add(ctx, arg, filepath.Base(arg), "."); err != nil {
			return f.skipped, err
		}
	}
	if opts.Listed == nil {
		return f.skipped, nil
	}
	for name, err := range opts.Listed {
		if err != nil {
			return f.skipped, err
		}
		rel, below := filepath.Base(name), "."
		if filepath.IsLocal(name) {
			rel, below = filepath.Clean(name), name
		}
		if err := f.add(ctx, name, rel, below); err != nil {
			return f.skipped, err
		}
	}
	return f.skipped, nil
}

type finder struct {
	apart            []fs.FileInfo
	include, exclude []Glob
	take             func(File) error
	skipped          int
}

// add takes a file as rel, and what is in a folder as below that path.
func (f *finder) add(ctx context.Context, name, rel, below string) error {
	if name == Stdin || !isFolder(name) {
		return f.take(File{Path: name, Rel: rel})
	}
	return f.walk(ctx, place{root: name, below: below}, ".")
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// place is a folder that is searched, and where what is in it goes.
type place struct{ root, below string }

func (p place) file(rel string) File {
	return File{Path: filepath.Join(p.root, rel), Rel: filepath.Join(p.below, rel), InFolder: true}
}

// walk takes what is in the folder rel of a place, in the order of names. A link
// given as the argument is followed: it was named outright.
func (f *finder) walk(ctx context.Context, p place, rel string) error {
	for entry, err := range sorted(filepath.Join(p.root, rel)) {
		switch {
		case err != nil && rel == ".":
			return fmt.Errorf("look for documents in %s: %w", p.root, err)
		case err != nil:
			return f.take(p.file(rel)) // a folder that cannot be entered fails as one document would
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := f.entry(ctx, p, filepath.Join(rel, entry.Name()), entry); err != nil {
			return err
		}
	}
	return nil
}

func (f *finder) entry(ctx context.Context, p place, rel string, entry fs.DirEntry) error {
	switch {
	case entry.IsDir() && f.passes(rel, entry):
		return nil
	case entry.IsDir():
		return f.walk(ctx, p, rel)
	case f.leftOut(rel):
		return nil // as it was asked for: not worth a word
	case hidden(entry.Name()), !entry.Type().IsRegular(), !f.known(filepath.Join(p.root, rel)):
		f.skipped++
		return nil
	}
	return f.take(p.file(rel))
}

// passes tells whether a folder is left out with all that is in it.
func (f *finder) passes(rel string, entry fs.DirEntry) bool {
	if hidden(entry.Name()) || matchAny(f.exclude, rel) {
		return true
	}
	if len(f.apart) == 0 {
		return false
	}
	info, err := entry.Info()
	return err == nil && slices.ContainsFunc(f.apart, func(out fs.FileInfo) bool { return os.SameFile(info, out) })
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
