package local

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
)

// hold is the lock on a data folder. The system takes it back from a process
// that dies, so nothing can be left behind.
type hold struct {
	folder folder
	lock   *flock.Flock
}

// tryHold takes the lock, or returns nil where another process has it.
func tryHold(f folder) (*hold, error) {
	lock := flock.New(f.lock(), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the data folder %s: %w", f.path, err)
	}
	if !ok {
		return nil, nil //nolint:nilnil // nobody's fault and nothing held
	}
	return &hold{folder: f, lock: lock}, nil
}

// release gives the lock back, and with it the notice that went with it.
func (h *hold) release() error {
	if err := os.Remove(h.folder.notice()); err != nil && !errors.Is(err, fs.ErrNotExist) { //nolint:gosec // the user names the data folder
		return errors.Join(err, h.lock.Unlock())
	}
	return h.lock.Unlock()
}
