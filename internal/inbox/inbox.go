// Package inbox is a folder that documents are put into: it tells which of them
// are there as a whole, and files them away when they have been dealt with. It
// remembers nothing beyond the process: what is in the folder is to be done.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/source"
)

// Inbox is a folder with what was seen in it. It is for one goroutine.
type Inbox struct {
	dir     string
	options source.Options
	quiet   time.Duration
	now     func() time.Time
	seen    map[string]sight
}

// sight is a file as it was when it was looked at first in that form.
type sight struct {
	size     int64
	modified time.Time
	since    time.Time
}

// New is the inbox in dir. A file is there as a whole when its size and its time
// have not changed for the time of quiet. The options say what is left alone.
func New(dir string, quiet time.Duration, now func() time.Time, opts source.Options) *Inbox {
	return &Inbox{dir: dir, options: opts, quiet: quiet, now: now, seen: map[string]sight{}}
}

// Look gives the documents that are there as a whole, sorted; unsettled is how
// many are not yet.
func (b *Inbox) Look(ctx context.Context) (settled []source.File, unsettled int, err error) {
	now, seen := b.now(), make(map[string]sight, len(b.seen))
	_, err = source.Find(ctx, []string{b.dir}, b.options, func(f source.File) error {
		info, err := os.Lstat(f.Path)
		if err != nil || !info.Mode().IsRegular() {
			return nil //nolint:nilerr // renamed away, or a folder that cannot be entered
		}
		s, known := b.seen[f.Path]
		if !known || !s.is(info) {
			s = sight{info.Size(), info.ModTime(), now}
		}
		seen[f.Path] = s
		if now.Sub(s.since) >= b.quiet {
			settled = append(settled, f)
		} else {
			unsettled++
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	b.seen = seen // what is gone is forgotten
	return settled, unsettled, nil
}

func (s sight) is(info fs.FileInfo) bool {
	return info.Size() == s.size && info.ModTime().Equal(s.modified)
}

// Postpone leaves a document where it is, and out of Look for some time.
func (b *Inbox) Postpone(f source.File, d time.Duration) {
	if s, ok := b.seen[f.Path]; ok {
		s.since = b.now().Add(d - b.quiet)
		b.seen[f.Path] = s
	}
}

// Unchanged reports whether the document is as it was when Look gave it.
func (b *Inbox) Unchanged(f source.File) bool {
	info, err := os.Lstat(f.Path)
	s, ok := b.seen[f.Path]
	return err == nil && ok && s.is(info)
}

// FreeName is where below folder the document can be filed: at its own place
// or, where another lies there, at one with a number.
func FreeName(folder string, f source.File) string {
	rel := filepath.Clean(f.Rel)
	ext := filepath.Ext(rel)
	for n := 2; ; n++ {
		if _, err := os.Lstat(filepath.Join(folder, rel)); errors.Is(err, fs.ErrNotExist) {
			return rel
		}
		rel = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(filepath.Clean(f.Rel), ext), n, ext)
	}
}

// File moves the document to a name below folder, in one step: it is in one of
// the two places at every moment, and nothing that lies there is overwritten. A
// document that is gone already is no error.
func File(f source.File, folder, name string) error {
	to := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o750); err != nil {
		return fmt.Errorf("file %s away: %w", f.Path, err)
	}
	// A link cannot replace what is there, as a rename would. For a moment there
	// are two names of one file; who looks then finds the same bytes.
	err := os.Link(f.Path, to)
	if err == nil {
		err = os.Remove(f.Path)
	} else if !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(f.Path, to) // a file system without links
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("file %s away: %w", f.Path, err)
	}
	return nil
}
