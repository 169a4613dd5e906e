package iostreams

import (
	"context"
	"io"
)

// Interruptible reads from r until ctx ends. A read that nobody can end, of a
// terminal or a pipe, is left behind then: the stream is of no more use.
func Interruptible(ctx context.Context, r io.Reader) io.Reader {
	type read struct {
		data []byte
		err  error
	}
	answers := make(chan read, 1)
	return readerFunc(func(p []byte) (int, error) {
		if ctx.Err() != nil {
			return 0, context.Cause(ctx)
		}
		go func() {
			buffer := make([]byte, len(p)) // p is the caller's again once ctx ends
			n, err := r.Read(buffer)
			answers <- read{buffer[:n], err}
		}()
		select {
		case a := <-answers:
			return copy(p, a.data), a.err
		case <-ctx.Done():
			return 0, context.Cause(ctx)
		}
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
