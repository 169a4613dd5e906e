package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Turn waits until no other process is filing documents of the inbox in dir, and
// keeps others from it until done is called: of several that watch one folder, one
// files a document with its result, and the others find it gone. The lock is a
// file in the folder locks, which leaves the inbox as it is; the system takes it
// from a process that ends, however it ends.
func Turn(locks, dir string) (done func() error, err error) {
	path, err := realPath(dir)
	if err != nil {
		return nil, fmt.Errorf("take turns in %s: %w", dir, err)
	}
	if err := os.MkdirAll(locks, 0o700); err != nil {
		return nil, fmt.Errorf("take turns in %s: %w", dir, err)
	}
	name := sha256.Sum256([]byte(path))
	lock := flock.New(filepath.Join(locks, hex.EncodeToString(name[:16])), flock.SetPermissions(0o600))
	if err := lock.Lock(); err != nil {
		return nil, fmt.Errorf("take turns in %s: %w", dir, err)
	}
	return lock.Unlock, nil
}

// realPath is the one path of a folder, however it is named.
func realPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	path, linkErr := filepath.EvalSymlinks(abs)
	return path, errors.Join(err, linkErr)
}
