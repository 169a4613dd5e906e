package wasm

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tetratelabs/wazero"
)

// stagePrefix begins the names of the stages in the folder of a cache.
const stagePrefix = "start-"

// stage is a cache for one start, with the machine code of one module and nothing
// else: whatever wazero compiles is seen, and no other process meddles.
type stage struct {
	dir   string
	cache wazero.CompilationCache
	entry string      // the file of the machine code
	info  fs.FileInfo // of it
	kept  string      // the file that it is a link to; "" where it is none
	lone  error       // why it is none
}

// newStage makes a stage below dir or, where that is "" or cannot be used, among
// the system's temporary files.
func newStage(dir string, n Native) (_ *stage, err error) {
	label, err := n.Label()
	if err != nil {
		return nil, err
	}
	s := &stage{}
	if s.dir, err = stageFolder(dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.strike()
		}
	}()
	if s.cache, err = wazero.NewCompilationCacheWithDir(s.dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.cache.Close(context.Background()))
		}
	}()
	s.entry = filepath.Join(s.dir, label.folder(), label.Entry)
	if _, err := os.Stat(filepath.Dir(s.entry)); err != nil {
		return nil, fmt.Errorf("it is for wazero %s, which this one is not: %w", label.Version, err)
	}
	if err := s.place(dir, n, label); err != nil {
		return nil, err
	}
	s.info, err = os.Stat(s.entry)
	return s, err
}

// stageFolder makes a folder that only this user can read.
func stageFolder(dir string) (string, error) {
	if dir != "" && os.MkdirAll(dir, 0o700) == nil {
		if made, err := os.MkdirTemp(dir, stagePrefix+"*"); err == nil {
			return made, nil
		}
	}
	return os.MkdirTemp("", "docextract-*")
}

// place puts the machine code onto the stage: a link to what is kept in dir or,
// where nothing can be kept, the code itself.
func (s *stage) place(dir string, n Native, l Label) error {
	kept, err := n.keep(dir, l)
	if err == nil {
		err = os.Link(kept, s.entry)
	}
	if err != nil {
		s.lone = err
		return n.write(s.entry)
	}
	s.kept = kept
	return nil
}

// untouched reports whether wazero has compiled nothing: another file would be
// there, or another one in the place of this.
func (s *stage) untouched() bool {
	all, err := os.ReadDir(filepath.Dir(s.entry))
	if err != nil || len(all) != 1 {
		return false
	}
	now, err := os.Stat(s.entry)
	return err == nil && os.SameFile(s.info, now) && s.info.Size() == now.Size()
}

// discard removes what is kept and could not be loaded, so that the next start
// finds a sound one.
func (s *stage) discard() {
	if s.kept != "" {
		_ = os.Remove(s.kept) // there is nothing to do about a failure
	}
}

// strike takes the stage down. The module does not need it once it is loaded.
func (s *stage) strike() { _ = os.RemoveAll(s.dir) } // what stays a sweep finds
