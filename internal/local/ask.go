package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"syscall"
	"time"
)

// errNoHost is the answer where no process serves the data folder just now:
// none was ever there, it is gone, or it is only starting or stopping.
var errNoHost = errors.New("no local server is running")

// answerTime is how long a host may take to answer a question about itself.
const answerTime = 5 * time.Second

// ask puts a question to the control route of the host whose notice is up.
func (f folder) ask(ctx context.Context, method, target string) (answer, error) {
	n, err := readNotice(f)
	if errors.Is(err, fs.ErrNotExist) {
		return answer{}, errNoHost
	}
	if err != nil {
		return answer{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	st, err := f.exchange(ctx, n.Socket, method, target)
	if absent(err) {
		return answer{}, errNoHost
	}
	return st, err
}

func (f folder) exchange(ctx context.Context, socket, method, target string) (answer, error) {
	transport := &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dial(ctx, socket, f.uid)
		},
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://localhost"+target, http.NoBody)
	if err != nil {
		return answer{}, err
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusMultipleChoices {
		return answer{}, fmt.Errorf("the local server answered %s to %s", resp.Status, target)
	}
	var st answer
	if err := json.NewDecoder(resp.Body).Decode(&st); err != nil {
		return answer{}, fmt.Errorf("reading the local server's answer: %w", err)
	}
	return st, nil
}

// absent reports whether err says that nobody listens at a socket, or no
// longer.
func absent(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return true
	}
	for _, gone := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE} {
		if errors.Is(err, gone) {
			return true
		}
	}
	return false
}
