package local

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"

	"github.com/docextract/docextract/internal/local/places"
)

// RunDetached is the life of a detached host: what the program does when it
// is started with HostArgs. It returns when the host has had no work for five
// minutes, was asked to stop, or ctx ended.
func RunDetached(ctx context.Context, c Config) error {
	setUmask()
	ready := &readyPipe{file: inheritedPipe()}
	err := runDetached(ctx, c.withDefaults(), ready)
	ready.tell(err)
	return err
}

func runDetached(ctx context.Context, c Config, ready *readyPipe) error {
	p := places.Find(c.Environment)
	f, err := openFolder(p, c.Environment.UID)
	if err != nil {
		return err
	}
	log, err := openLog(f)
	if err != nil {
		return err
	}
	defer log.Close()
	c.Log = slog.New(slog.NewTextHandler(log, nil))
	h, err := c.waitToHost(ctx, f, ready)
	if h == nil {
		return err
	}
	s, err := startHost(ctx, c, h, p, true)
	if err != nil {
		c.Log.Error("the local server did not start", "error", err)
		return err
	}
	c.Log.Info("the local server is ready", "version", c.Version, "socket", s.notice.Socket)
	ready.tell(nil)
	s.awaitEnd(ctx)
	err = s.stop(ctx)
	c.Log.Info("the local server has stopped", "error", err)
	return err
}

// waitToHost returns the lock when no other process hosts any more, or nil
// when a detached host is there already. A host inside a command ends with
// it; until then the commands are served by that one.
func (c Config) waitToHost(ctx context.Context, f folder, ready *readyPipe) (*hold, error) {
	replace := true
	for pause := newPause(); ; {
		h, st, err := c.contend(ctx, f, replace)
		if h != nil || err != nil || st.Detached {
			return h, err
		}
		replace = false
		ready.tell(nil)
		if err := pause.wait(ctx); err != nil {
			return nil, err
		}
	}
}

// awaitEnd returns when the host has had no work for long enough, begins to
// stop, or is interrupted.
func (s *host) awaitEnd(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.polls, cancel)()
	s.activity.watch(ctx, idleLimit)
}

// readyPipe tells the process that waits how the start went, once.
type readyPipe struct{ file *os.File }

func (r *readyPipe) tell(err error) {
	if r.file == nil {
		return
	}
	var message readiness
	if err != nil {
		message.Error = err.Error()
	}
	// Nobody may be left to read it: then nothing is lost.
	json.NewEncoder(r.file).Encode(message) //nolint:errcheck,errchkjson,gosec // as said
	r.file.Close()                          //nolint:gosec // as said
	r.file = nil
}
