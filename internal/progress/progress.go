// Package progress shows on standard error how far the work is: a spinner for
// one document and a bar for many where it is a terminal, otherwise a line for
// each change of state of one document and a line every ten seconds for many.
// It knows no service and decides nothing.
package progress

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/iostreams"
)

// every is the time between two lines about many documents.
const every = 10 * time.Second

// Options say what is shown.
type Options struct {
	Total    int  // documents
	Quiet    bool // nothing at all
	Animated bool // something may move
	Width    int  // columns of the terminal where something moves
}

// Progress tells a person how far the work is. It is safe for concurrent use.
type Progress struct {
	mu     sync.Mutex
	body   body
	done   int
	failed int
	total  int
}

// body is one way to show it. Its methods are called one at a time.
type body interface {
	// change tells a new state of a document.
	change(source, state string)
	// count tells how many documents are at their end.
	count(done, failed, total int)
	// hide takes what moves off the screen, show puts it back.
	hide()
	show()
	close()
}

// New starts showing progress on w.
func New(w io.Writer, o Options) *Progress {
	p := &Progress{total: o.Total}
	switch {
	case o.Quiet:
		p.body = silent{}
	case o.Animated && o.Total == 1:
		p.body = newSpinner(w, o.Width)
	case o.Animated:
		p.body = newBar(w, o.Total, o.Width)
	case o.Total == 1:
		p.body = lines{w}
	default:
		t := &ticker{w: w, stop: make(chan struct{})}
		t.start(p.figures)
		p.body = t
	}
	return p
}

// Change tells that a document has a new state.
func (p *Progress) Change(source, state string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.body.change(iostreams.Clean(source), iostreams.Clean(state))
}

// Done tells that a document is at its end.
func (p *Progress) Done(failed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if failed {
		p.failed++
	}
	p.body.count(p.done, p.failed, p.total)
}

// Aside runs f, which writes to the terminal, with nothing moving in its way.
func (p *Progress) Aside(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.body.hide()
	f()
	p.body.show()
}

// Close takes everything that moves off the screen.
func (p *Progress) Close() {
	p.mu.Lock()
	b := p.body
	p.body = silent{}
	p.mu.Unlock()
	b.close()
}

func (p *Progress) figures() (done, failed, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.done, p.failed, p.total
}

// Figures says how many of how many documents are done.
func Figures(done, failed, total int) string {
	text := fmt.Sprintf("%d of %d documents", done, total)
	if failed > 0 {
		text += fmt.Sprintf(", %d failed", failed)
	}
	return text
}

type silent struct{}

func (silent) change(string, string) {}
func (silent) count(int, int, int)   {}
func (silent) hide()                 {}
func (silent) show()                 {}
func (silent) close()                {}
