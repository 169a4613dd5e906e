package ledger

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

// owner is this process as a holder of claims: a name, and a lock on the file
// of that name. The system takes the lock from a process that ends, however it
// ends, so that whoever finds a claim can tell whether its owner lives. A lease
// of a certain time would not do: a laptop that slept would lose its claims.
type owner struct {
	dir string

	mu   sync.Mutex
	lock *flock.Flock // nil before the first claim
}

func newOwner(dir string) *owner { return &owner{dir: dir} }

// name is the name to claim under; the lock is held when it returns.
func (o *owner) name() (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.lock != nil {
		return filepath.Base(o.lock.Path()), nil
	}
	if err := os.MkdirAll(o.dir, 0o700); err != nil {
		return "", fmt.Errorf("claim a document: %w", err)
	}
	for range ownerTries {
		lock := flock.New(filepath.Join(o.dir, rand.Text()), flock.SetPermissions(0o600))
		held, err := lock.TryLock()
		if err != nil {
			return "", fmt.Errorf("claim a document: %w", err)
		}
		// Before it was locked another process may have taken it for left behind.
		if _, err := os.Lstat(lock.Path()); held && err == nil {
			o.lock = lock
			return filepath.Base(lock.Path()), nil
		}
		_ = lock.Unlock()
	}
	return "", errors.New("claim a document: the files of owners are removed as soon as they are made")
}

// ownerTries is how often a name is tried. One try fails in a moment only, when
// another process looks for files left behind; of many that do all the time, a
// few fail in a row.
const ownerTries = 200

// clean removes the files of processes that ended without doing so.
func (o *owner) clean() {
	left, err := os.ReadDir(o.dir)
	if err != nil {
		return
	}
	for _, file := range left {
		o.alive(file.Name())
	}
}

// alive reports whether the owner of that name still runs. Where that cannot be
// found out it does: its document is then not touched.
func (o *owner) alive(name string) bool {
	o.mu.Lock()
	mine := o.lock != nil && filepath.Base(o.lock.Path()) == name
	o.mu.Unlock()
	if mine {
		return true
	}
	path := filepath.Join(o.dir, filepath.Base(name))
	if _, err := os.Lstat(path); name == "" || errors.Is(err, fs.ErrNotExist) {
		return false
	}
	lock := flock.New(path, flock.SetFlag(os.O_RDWR))
	free, err := lock.TryLock()
	if errors.Is(err, fs.ErrNotExist) { // it left meanwhile
		return false
	}
	if err != nil || !free {
		return true
	}
	// What a killed process left behind.
	_ = os.Remove(path)
	_ = lock.Unlock()
	return false
}

// close gives up the name.
func (o *owner) close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.lock == nil {
		return nil
	}
	err := os.Remove(o.lock.Path())
	lock := o.lock
	o.lock = nil
	return errors.Join(err, lock.Unlock())
}
