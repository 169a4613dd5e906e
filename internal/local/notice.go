package local

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// notice is what the holder of the lock writes beside it: where its socket
// is, for readers whose environment may differ, and who it is. It can be
// stale; only an answer from the socket counts.
type notice struct {
	PID       int       `json:"pid"`
	Socket    string    `json:"socket"`
	StartedAt time.Time `json:"started_at"`
	// Detached is true for a host that outlives the commands.
	Detached bool `json:"detached"`
	// Executable is the file that the host runs, so that another process of
	// the same file need not hash it to know that it is the same build.
	Executable fingerprint `json:"executable"`
}

// write puts the notice up, whole or not at all.
func (n notice) write(f folder) error {
	body, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("encoding the notice of the host: %w", err)
	}
	draft := f.notice() + ".new"
	if err := os.WriteFile(draft, body, 0o600); err != nil {
		return err
	}
	return os.Rename(draft, f.notice())
}

func readNotice(f folder) (notice, error) {
	body, err := os.ReadFile(f.notice()) //nolint:gosec // the user names the data folder
	if err != nil {
		return notice{}, err
	}
	var n notice
	if err := json.Unmarshal(body, &n); err != nil {
		return notice{}, fmt.Errorf("reading %s: %w", f.notice(), err)
	}
	return n, nil
}
