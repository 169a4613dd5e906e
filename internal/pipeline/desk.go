package pipeline

import "sync"

// window is how far a document may be ahead of the oldest one that is not
// delivered yet, when outcomes are delivered in the order of the input.
const window = 256

// desk delivers outcomes one at a time, as they come or in order.
type desk struct {
	mu      sync.Mutex
	moved   *sync.Cond
	inOrder bool
	deliver Deliver
	next    int
	early   map[int]Outcome
	failed  error
	close   func() // called when delivering fails
}

func newDesk(inOrder bool, deliver Deliver, closeDown func()) *desk {
	d := &desk{inOrder: inOrder, deliver: deliver, early: map[int]Outcome{}, close: closeDown}
	d.moved = sync.NewCond(&d.mu)
	return d
}

// put delivers the outcome, now or when its turn has come.
func (d *desk) put(o Outcome) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer d.moved.Broadcast()
	if !d.inOrder {
		d.hand(o)
		return
	}
	d.early[o.Index] = o
	for {
		o, ok := d.early[d.next]
		if !ok {
			return
		}
		delete(d.early, d.next)
		d.next++
		d.hand(o)
	}
}

func (d *desk) hand(o Outcome) {
	if d.failed != nil {
		return
	}
	if d.failed = d.deliver(o); d.failed != nil {
		d.close()
	}
}

// room waits until the input of that index may start. It is false once
// delivering has failed.
func (d *desk) room(index int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for d.inOrder && d.failed == nil && index-d.next >= window {
		d.moved.Wait()
	}
	return d.failed == nil
}

func (d *desk) err() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failed
}
