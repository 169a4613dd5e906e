package cli

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/source"
)

// pickFlags choose among the documents of folders.
type pickFlags struct {
	include, exclude []string
}

func (p *pickFlags) addFlags(cmd *cobra.Command) {
	// StringArray and not StringSlice: a comma is part of a pattern.
	cmd.Flags().StringArrayVar(&p.include, "include", nil, "of folders take only files that match `PATTERN`, such as '*.pdf'")
	cmd.Flags().StringArrayVar(&p.exclude, "exclude", nil, "of folders leave out files and folders that match `PATTERN`")
}

// options are those of the search, which leaves the folders apart alone.
func (p *pickFlags) options(apart ...string) (source.Options, error) {
	opts := source.Options{Apart: apart}
	var err error
	if opts.Include, err = globs("--include", p.include); err != nil {
		return opts, err
	}
	opts.Exclude, err = globs("--exclude", p.exclude)
	return opts, err
}

func globs(flag string, patterns []string) ([]source.Glob, error) {
	var out []source.Glob
	for _, pattern := range patterns {
		g, err := source.ParseGlob(pattern)
		if err != nil {
			return nil, usagef("such as '*.pdf', '2026/**' or '**/drafts/*'", "%s: %v", flag, err)
		}
		out = append(out, g)
	}
	return out, nil
}

// listFlags name documents in a list.
type listFlags struct {
	from string
	null bool
}

func (l *listFlags) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&l.from, "files-from", "", "take names from `FILE`, or from standard input with -, one a line")
	cmd.Flags().BoolVarP(&l.null, "null", "0", false, "names of --files-from end with a NUL byte, as of find -print0")
}

// names gives the names of the list as it is read: nil without one.
func (l *listFlags) names(ctx context.Context, stdin io.Reader, args []string) (iter.Seq2[string, error], error) {
	switch {
	case l.from == "" && l.null:
		return nil, usagef("add --files-from FILE, or - for standard input", "--null goes with --files-from only")
	case l.from == "":
		return nil, nil
	case l.from == source.Stdin && count(args, source.Stdin) > 0:
		return nil, usagef("", "standard input can be read once, and both a document and the list are to come from it")
	case l.from == source.Stdin:
		return l.read(iostreams.Interruptible(ctx, stdin), "standard input"), nil
	}
	return func(yield func(string, error) bool) {
		file, err := os.Open(l.from)
		if err != nil {
			yield("", unreadableList(l.from, err))
			return
		}
		defer file.Close()
		l.read(file, l.from)(yield)
	}, nil
}

func (l *listFlags) read(r io.Reader, from string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for name, err := range source.ReadList(r, l.null) {
			if err != nil {
				err = unreadableList(from, err)
			}
			if !yield(name, err) {
				return
			}
		}
	}
}

func unreadableList(from string, err error) error {
	if errors.Is(err, ErrInterrupted) || errors.Is(err, context.Canceled) {
		return err
	}
	return &api.Error{Kind: api.KindUnreadable, Code: api.CodeUnreadable, Message: "cannot read the list of documents from " + from + ": " + err.Error(), Err: err}
}
