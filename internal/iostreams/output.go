package iostreams

import (
	"errors"
	"io"
	"runtime"
	"sync"
	"syscall"
)

// Output is a stream that remembers the first error of writing to it. Several
// goroutines may write; each Write stays whole.
type Output struct {
	mu     sync.Mutex
	w      io.Writer
	err    error
	failed func(error)
}

// NewOutput wraps w.
func NewOutput(w io.Writer) *Output { return &Output{w: w} }

// OnFailure calls f once, at the first error of writing.
func (o *Output) OnFailure(f func(error)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.failed = f
}

// Write writes p whole. After an error every write fails with it.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	if err != nil {
		o.err = err
		if o.failed != nil {
			o.failed(err)
		}
	}
	return n, err
}

// Failure is the first error of writing, nil if there was none.
func (o *Output) Failure() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

// IsBrokenPipe tells whether err means that nobody reads any more.
func IsBrokenPipe(err error) bool {
	const (
		windowsBrokenPipe = syscall.Errno(109) // ERROR_BROKEN_PIPE
		windowsNoData     = syscall.Errno(232) // ERROR_NO_DATA
	)
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	return onWindows && (errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData))
}

const onWindows = runtime.GOOS == "windows"
