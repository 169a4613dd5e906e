package progress

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// lines tells each change of state of one document on a line of its own.
type lines struct{ w io.Writer }

func (l lines) change(source, state string) { fmt.Fprintf(l.w, "%s: %s\n", source, state) }
func (lines) count(int, int, int)           {}
func (lines) hide()                         {}
func (lines) show()                         {}
func (lines) close()                        {}

// ticker tells the figures of many documents every ten seconds.
type ticker struct {
	w    io.Writer
	stop chan struct{}
	wg   sync.WaitGroup
}

func (t *ticker) start(figures func() (done, failed, total int)) {
	t.wg.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				fmt.Fprintln(t.w, Figures(figures()))
			case <-t.stop:
				return
			}
		}
	})
}

func (*ticker) change(string, string) {}
func (*ticker) count(int, int, int)   {}
func (*ticker) hide()                 {}
func (*ticker) show()                 {}

func (t *ticker) close() {
	close(t.stop)
	t.wg.Wait()
}
