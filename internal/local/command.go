package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
)

// Inspect asks the running host for its status; an error of KindNotFound
// says that there is none.
func Inspect(ctx context.Context, c Config) (Status, error) {
	f, err := existingFolder(c)
	if err != nil {
		return Status{}, err
	}
	st, err := f.ask(ctx, http.MethodGet, statusPath+"?build")
	if errors.Is(err, errNoHost) {
		return Status{}, notRunning()
	}
	return st.Status, err
}

// Stop ends a detached host and returns its last status once it is gone.
// Work that it could not finish waits for the next command.
func Stop(ctx context.Context, c Config) (Status, error) {
	f, err := existingFolder(c)
	if err != nil {
		return Status{}, err
	}
	st, err := f.ask(ctx, http.MethodGet, statusPath)
	if errors.Is(err, errNoHost) {
		return Status{}, notRunning()
	}
	if err != nil {
		return Status{}, err
	}
	if !st.Detached {
		return st.Status, insideCommand(st.PID)
	}
	if _, err := f.ask(ctx, http.MethodPost, stopPath); err != nil && !errors.Is(err, errNoHost) {
		return st.Status, err
	}
	return st.Status, f.awaitGone(ctx, st)
}

// awaitGone returns when the host st has given the lock back.
func (f folder) awaitGone(ctx context.Context, st answer) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errSilent)
	defer cancel()
	for pause := newPause(); ; {
		h, err := tryHold(f)
		if err != nil {
			return err
		}
		if h != nil {
			return h.release()
		}
		if n, err := readNotice(f); err == nil && !n.StartedAt.Equal(st.StartedAt) {
			return nil // somebody else hosts by now
		}
		if err := pause.wait(ctx); err != nil {
			return f.silent(ctx, nil)
		}
	}
}

// Logs opens the log of the detached hosts. It is empty where none ever ran.
func Logs(c Config) (io.ReadCloser, error) {
	f, err := existingFolder(c)
	if err != nil {
		return nil, err
	}
	log, err := os.Open(f.log())
	if errors.Is(err, fs.ErrNotExist) {
		return io.NopCloser(http.NoBody), nil
	}
	if err != nil {
		return nil, fmt.Errorf("opening the local server's log: %w", err)
	}
	return log, nil
}

// existingFolder is the data folder for those who only look: nothing is
// created.
func existingFolder(c Config) (folder, error) {
	f := folder{path: places.Find(c.Environment).Data, uid: c.Environment.UID}
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return folder{}, refused(f.path, err)
	}
	if err := checkOwner(info, f.uid); err != nil {
		return folder{}, refused(f.path, err)
	}
	return f, nil
}

func notRunning() error {
	return &api.Error{Kind: api.KindNotFound, Code: api.CodeNotFound, Message: "no local server is running"}
}

func insideCommand(pid int) error {
	return (&api.Error{
		Kind:    api.KindConflict,
		Code:    api.CodeInvalidRequest,
		Message: fmt.Sprintf("the local server runs inside another command (process %d) and ends with it", pid),
	}).WithHint("wait for that command, or interrupt it; what it has submitted goes on with the next one")
}
