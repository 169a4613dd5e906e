package pdf

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// outcome is what the goroutine that reads a document ends with.
type outcome[T any] struct {
	got T
	err error
	// panicked is what it died of, with the stack; "" where it did not.
	panicked string
}

// run does work on a document in the sandbox and gives the sandbox back. It
// happens in a goroutine of its own, because PDFium cannot be interrupted: when
// the time for a page is over the caller gets its answer at once, the sandbox
// gets no more memory and no more bytes of the file, and its slot stays taken
// until it has stopped. A panic there is one of the caller's, who can recover.
func run[T any](ctx context.Context, p *pool, s *pdfium.Instance, size int64, work func(*extraction) (T, error)) (T, error) {
	progress := make(chan string, 1)
	done := make(chan outcome[T], 1)
	go func() {
		x := &extraction{pdfium: s, progress: progress, size: size}
		o := attempt(x, work)
		p.release(s, !x.broken)
		done <- o
	}()

	var none T
	where := "while opening the PDF"
	timer := time.NewTimer(pageTimeout)
	defer timer.Stop()
	for {
		select {
		case o := <-done:
			if o.panicked != "" {
				panic(o.panicked)
			}
			return o.got, o.err
		case where = <-progress:
			timer.Reset(pageTimeout)
		case <-timer.C:
			s.Memory().Expire()
			return none, timedOut(where)
		case <-ctx.Done():
			s.Memory().Expire()
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				return none, timedOut(where)
			}
			return none, fmt.Errorf("reading the PDF: %w", context.Cause(ctx))
		}
	}
}

// attempt does the work, and lives through what that may do.
func attempt[T any](x *extraction, work func(*extraction) (T, error)) (o outcome[T]) {
	defer func() {
		if cause := recover(); cause != nil {
			x.broken = true
			o.panicked = fmt.Sprintf("%v\n\n%s", cause, debug.Stack())
		}
	}()
	o.got, o.err = work(x)
	return o
}

// close waits for the sandboxes lent out and frees the runtime. When one
// overran its time and still works its memory must stay: nothing is freed then.
func (p *pool) close() error {
	p.mu.Lock()
	closed := p.isClosed()
	if !closed {
		close(p.closed)
	}
	p.mu.Unlock()
	if closed {
		return nil
	}
	timer := time.NewTimer(pageTimeout)
	defer timer.Stop()
	for range cap(p.slots) {
		select {
		case p.slots <- struct{}{}:
		case <-timer.C:
			return errors.New("closing the PDF reader: a document is still being worked on")
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	if p.library != nil {
		err = p.library.Close()
	}
	if p.cache != nil {
		err = errors.Join(err, p.cache.Close(context.Background()))
	}
	return err
}
