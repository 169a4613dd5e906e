// Package atomicfile writes a file whole or not at all: who reads it at any
// moment finds what was there before or all that is there now. It is no lock: of
// two who write at a time, the later one's file stays.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write puts data into the file at path, which only its owner can read, and
// makes the folder around it, with the mode given, where there is none. A link
// at path is replaced and not followed. Errors are those of package os.
func Write(path string, data []byte, folder fs.FileMode) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, folder); err != nil {
		return err
	}
	draft, err := os.CreateTemp(dir, ".docextract-*") // 0600
	if err != nil {
		return err
	}
	_, err = draft.Write(data)
	if err == nil {
		err = draft.Sync() // else a crash could leave the name and no bytes
	}
	err = errors.Join(err, draft.Close())
	if err == nil {
		err = os.Rename(draft.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft.Name()))
	}
	return nil
}
