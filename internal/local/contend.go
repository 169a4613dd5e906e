package local

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// contend takes the lock on the data folder (hold is not nil), or finds the
// host that has it. While that one is only starting or stopping it waits.
// With replace, a host of another build is asked to stop and waited for.
func (c Config) contend(ctx context.Context, f folder, replace bool) (*hold, answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errSilent)
	defer cancel()
	for pause := newPause(); ; {
		h, err := tryHold(f)
		if h != nil || err != nil {
			return h, answer{}, err
		}
		st, err := f.ask(ctx, http.MethodGet, statusPath)
		if err == nil && !st.Stopping {
			if replace && st.Schema > c.schema {
				return nil, answer{}, f.newer()
			}
			var keep bool
			if keep, err = c.keep(ctx, f, st, replace); keep {
				return nil, st, nil
			}
		}
		if end := pause.wait(ctx); end != nil {
			return nil, answer{}, f.silent(ctx, err)
		}
	}
}

// keep reports whether a host is one to become a client of. One of another
// build is asked to stop.
func (c Config) keep(ctx context.Context, f folder, st answer, replace bool) (bool, error) {
	if !replace {
		return true, nil
	}
	same, err := c.identity.same(st.Executable, func() (string, error) {
		full, err := f.ask(ctx, http.MethodGet, statusPath+"?build")
		return full.Build, err
	})
	if errors.Is(err, errNoHost) {
		return false, nil
	}
	if same || err != nil {
		return same, err
	}
	c.Log.Info("another build hosts the local server: taking over", "pid", st.PID)
	_, err = f.ask(ctx, http.MethodPost, stopPath)
	if errors.Is(err, errNoHost) {
		err = nil
	}
	return false, err
}

// newer is the error of a program that is older than the data. It leaves the
// newer one's server alone.
func (f folder) newer() error {
	return (&api.Error{
		Kind:    api.KindInvalid,
		Code:    api.CodeInvalidRequest,
		Message: "the local server of a newer docextract has the data folder " + f.path,
	}).WithHint("use that version, or another data folder (XDG_DATA_HOME)")
}

// errSilent is the cause where a host has the lock and says nothing.
var errSilent = errors.New("it does not answer")

// silent is the error of a wait that ended: by its caller, or because the
// process that has the lock does not answer. The last problem says why.
func (f folder) silent(ctx context.Context, last error) error {
	if !errors.Is(context.Cause(ctx), errSilent) {
		return interrupted(ctx)
	}
	e := &api.Error{
		Kind:    api.KindUnavailable,
		Code:    api.CodeUnavailable,
		Message: fmt.Sprintf("another process has the data folder %s and does not answer", f.path),
		Err:     last,
	}
	if last != nil {
		e.Details = []string{last.Error()}
	}
	if n, err := readNotice(f); err == nil {
		e.Hint = fmt.Sprintf("if process %d hangs, end it; nothing is lost", n.PID)
	}
	return e
}

// pause waits a little longer each time, as what is waited for is mostly
// there at once.
type pause struct{ next time.Duration }

const (
	firstPause = 2 * time.Millisecond
	lastPause  = 100 * time.Millisecond
)

func newPause() *pause { return &pause{next: firstPause} }

// wait returns early, with the cause, when ctx ends.
func (p *pause) wait(ctx context.Context) error {
	timer := time.NewTimer(p.next)
	defer timer.Stop()
	p.next = min(2*p.next, lastPause)
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
