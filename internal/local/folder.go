package local

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
)

// folder is the data folder, once it is known to be there, ours, and on a
// disk that can carry a lock and a database.
type folder struct {
	path string
	uid  int
}

// openFolder creates the data folder if it is missing and refuses one that is
// another user's or on a network file system: locks do not hold there.
func openFolder(p places.Places, uid int) (folder, error) {
	if err := SecureTemp(p, uid); err != nil {
		return folder{}, err
	}
	if err := os.MkdirAll(p.Data, 0o700); err != nil {
		return folder{}, refused(p.Data, err)
	}
	// A link is followed: users move their data to another disk.
	info, err := os.Stat(p.Data)
	if err != nil {
		return folder{}, refused(p.Data, err)
	}
	if err := checkOwner(info, uid); err != nil {
		return folder{}, refused(p.Data, err)
	}
	if tooOpen(info) {
		if err := os.Chmod(p.Data, 0o700); err != nil { //nolint:gosec // a folder needs its x bit
			return folder{}, refused(p.Data, err)
		}
	}
	if name, err := networkFileSystem(p.Data); err != nil {
		return folder{}, refused(p.Data, err)
	} else if name != "" {
		return folder{}, refused(p.Data, fmt.Errorf("it is on a network file system (%s), where locks do not hold", name))
	}
	return folder{path: p.Data, uid: uid}, nil
}

// SecureTemp makes the folder that takes the place of a missing home, where
// one is needed, for its user alone; it refuses one that somebody else may have
// filled. Nothing below it can be trusted before: settings name commands, and
// the cache holds machine code.
func SecureTemp(p places.Places, uid int) error {
	if p.Temp == "" {
		return nil
	}
	err := makePrivate(p.Temp, uid)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.EROFS) {
		return nil // a container without room for temporary files: nobody can have put anything there
	}
	if err != nil {
		return (&api.Error{
			Kind:    api.KindUnreadable,
			Code:    api.CodeUnreadable,
			Message: "cannot use the folder " + p.Temp + " in place of a home: " + reason(err),
			Err:     err,
		}).WithHint("set HOME to a folder of your own")
	}
	return nil
}

func refused(path string, err error) *api.Error {
	return (&api.Error{
		Kind:    api.KindUnreadable,
		Code:    api.CodeUnreadable,
		Message: "cannot use the data folder " + path + ": " + reason(err),
		Err:     err,
	}).WithHint("set XDG_DATA_HOME to a folder of your own on a local disk")
}

// lock, notice and log are the files beside the database.
func (f folder) lock() string   { return filepath.Join(f.path, "host.lock") }
func (f folder) notice() string { return filepath.Join(f.path, "host.json") }
func (f folder) log() string    { return filepath.Join(f.path, "host.log") }

// makePrivate creates path for its owner alone, or checks that it is a real
// folder (no link), ours, and closed to others.
func makePrivate(path string, uid int) error {
	err := os.Mkdir(path, 0o700)
	if err == nil {
		return nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	return checkPrivate(path, uid)
}

func checkPrivate(path string, uid int) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", path)
	}
	if err := checkOwner(info, uid); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if tooOpen(info) {
		return fmt.Errorf("%s is open to other users (mode %04o)", path, info.Mode().Perm())
	}
	return nil
}

// reason is err's text without the path that os repeats in front of it.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}
