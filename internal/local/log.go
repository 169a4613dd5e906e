package local

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// logLimit is how large a host's log may grow; the older half goes then.
const logLimit = 1 << 20

// cappedLog is a host's log. Only the holder of the lock writes much to it.
type cappedLog struct {
	mu    sync.Mutex
	file  *os.File
	limit int64
}

func openLog(f folder) (*cappedLog, error) {
	// Appending makes the position follow a cut, also for the standard
	// streams of the process, which share the file.
	file, err := os.OpenFile(f.log(), os.O_RDWR|os.O_CREATE|os.O_APPEND|noFollow, 0o600) //nolint:gosec // the user names the data folder
	if err != nil {
		return nil, err
	}
	return &cappedLog{file: file, limit: logLimit}, nil
}

// Write appends p, after cutting the log if it would grow beyond its limit.
func (l *cappedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	info, err := l.file.Stat()
	if err != nil {
		return 0, err
	}
	if info.Size()+int64(len(p)) > l.limit {
		if err := l.cut(info.Size()); err != nil {
			return 0, err
		}
	}
	return l.file.Write(p)
}

// cut keeps the last half of the limit.
func (l *cappedLog) cut(size int64) error {
	from := max(size-l.limit/2, 0)
	tail := make([]byte, size-from)
	if _, err := io.ReadFull(io.NewSectionReader(l.file, from, size-from), tail); err != nil {
		return fmt.Errorf("cutting the log: %w", err)
	}
	if err := l.file.Truncate(0); err != nil {
		return fmt.Errorf("cutting the log: %w", err)
	}
	_, err := l.file.Write(tail)
	return err
}

// Close closes the log.
func (l *cappedLog) Close() error { return l.file.Close() }
